"""What is told on standard error, and the exit code that follows.

0 ran, also where there were no facts; 1 some inputs failed; 2 usage, configuration, template or
output error; 130 interrupted (typer's own doing).
"""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

from pressfacts.errors import PressfactsError

if TYPE_CHECKING:
    from pressfacts.batch import Failure

Result = TypeVar("Result")


def tell(message: str) -> None:
    """One line for the user."""
    typer.echo(f"pressfacts: {message}", err=True)


def stop(message: str) -> NoReturn:
    """The last line before exit code 2."""
    tell(message)
    raise typer.Exit(2)


def listen(*, verbose: bool, quiet: bool) -> None:
    """Lets the stages' own messages through: `verbose` all, `quiet` errors only."""
    level = logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING
    logging.basicConfig(format="pressfacts: %(message)s", stream=sys.stderr)
    logging.getLogger("pressfacts").setLevel(level)  # the libraries' own news are not the user's


@contextmanager
def outcome() -> "Iterator[list[Failure]]":
    """Runs the body of a command; its errors and the failures that it lists set the exit code."""
    failures: list[Failure] = []
    try:
        yield failures
        sys.stdout.flush()
    except PressfactsError as problem:
        stop(str(problem))
    except BrokenPipeError:  # as in `pressfacts … | head`: the reader has seen enough
        _silence_output()
        raise typer.Exit(0) from None
    except OSError as problem:
        _silence_output()
        stop(f"cannot write: {problem.strerror}")
    if len(failures) > 1:
        tell(f"{len(failures)} inputs failed")
    if failures:
        raise typer.Exit(1)


def _silence_output() -> None:
    # The interpreter flushes standard output once more at its end; let that go nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def successes(
    results: "Iterable[Result | Failure]", failures: "list[Failure]", *, fail_fast: bool = False
) -> Iterator[Result]:
    """The results; a failure is told as it comes, put on the list, and with `fail_fast` the end."""
    from pressfacts.batch import Failure

    for result in results:
        if isinstance(result, Failure):
            tell(str(result))
            failures.append(result)
            if fail_fast:
                return
        else:
            yield result
