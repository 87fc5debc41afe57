"""The command line: parses, calls one function, prints. The only room that prints or exits.

Nothing heavy is imported at the top, so that `--help` answers at once; each command imports what it
needs. Facts go to standard output, all talk to standard error. Exit codes: 0 ran, 1 some inputs
failed, 2 usage, configuration or template error, 130 interrupted.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from pressfacts import __version__
from pressfacts.errors import PressfactsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pressfacts.batch import Failure, Outcome
    from pressfacts.records import Document, Release

Found = TypeVar("Found")

app = typer.Typer(
    name="pressfacts",
    rich_markup_mode=None,  # rich's help costs 60 ms and wraps the examples
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """What the facts are printed as."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"


FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="A table for people, JSON indented, JSON one release a line, or an HTML report. "
        "Without it a terminal gets the table and everything else gets JSONL; "
        "the suffix of --output decides too.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
]
DateOption = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Day of publication, for releases that do not carry their own: "
        "«вчера», «3 марта» are counted from it.",
    ),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Character set of the input, where detection is wrong: cp1251, koi8-r, …",
    ),
]
TextOption = Annotated[bool, typer.Option("--text", help="Print the text of each release too.")]
FailFastOption = Annotated[
    bool, typer.Option("--fail-fast", help="Stop at the first input that fails.")
]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="Tell on standard error what is done.")
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Nothing on standard error but failed inputs.")
]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pressfacts {__version__}")
        raise typer.Exit


@app.callback()
def pressfacts(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Read Russian press releases and print the facts in them.

    \b
    pressfacts extract release.txt                 a table in the terminal
    pressfacts extract release.txt | jq .events    JSON for programs
    pressfacts batch archive/ -o facts.jsonl       a folder of releases
    pressfacts batch archive/ -o report.html       the same to look at, in a browser
    """


@app.command()
def extract(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", show_default=False)
    ] = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    date: DateOption = None,
    encoding: EncodingOption = None,
    text: TextOption = False,
    fail_fast: FailFastOption = False,
    verbose: VerboseOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the facts of one release or a few.

    \b
    pressfacts extract release.txt
    pressfacts extract release.txt --date 2024-05-17 --format json
    curl -s https://example.org/news.txt | pressfacts extract -

    FILE is a text file; - is standard input, as is no FILE when something is piped in.
    """
    if not files and sys.stdin.isatty():
        _stop("no FILE given, and standard input is a terminal (try: pressfacts extract --help)")
    _run(files or ["-"], output_format, output, date, encoding, text, fail_fast, verbose, quiet)


@app.command()
def batch(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", show_default=False)],
    output_format: FormatOption = None,
    output: OutputOption = None,
    date: DateOption = None,
    encoding: EncodingOption = None,
    text: TextOption = False,
    fail_fast: FailFastOption = False,
    verbose: VerboseOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the facts of many releases, in the order of the inputs.

    \b
    pressfacts batch archive/ -o facts.jsonl
    pressfacts batch releases.jsonl --format jsonl | jq .events

    PATH is a file, a folder (read in the order of names), or a JSONL file whose records have a
    field "text" and may have "id", "title" and "published" (YYYY-MM-DD).
    """
    _run(paths, output_format, output, date, encoding, text, fail_fast, verbose, quiet)


@app.command()
def report(
    facts: Annotated[list[str], typer.Argument(metavar="FACTS...", show_default=False)],
    output: OutputOption = None,
    fail_fast: FailFastOption = False,
) -> None:
    """Make one HTML page of facts printed before, to look at them in a browser.

    \b
    pressfacts batch archive/ --text -o facts.jsonl
    pressfacts report facts.jsonl -o report.html

    FACTS is what extract or batch printed as jsonl or json; - is standard input. Facts printed
    without --text are shown on the sentences that they were read from.
    """
    from pressfacts.render import open_output, writer
    from pressfacts.saved import saved_releases

    if output is None and sys.stdout.isatty():
        _stop("a report is for a browser (try: -o report.html)")
    failures: list[Failure] = []
    try:
        with open_output(output) as stream:
            writer("html")(_until_failure(saved_releases(facts), failures, fail_fast), stream)
    except PressfactsError as problem:
        _stop(str(problem))
    if failures:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the output.

    \b
    pressfacts schema > schema.json
    """
    from pressfacts.render.schema import output_schema

    typer.echo(output_schema(), nl=False)


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        # Windows and LANG=C would else stumble over Cyrillic.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    with _quiet_pipe():
        app()


def _run(
    inputs: list[str],
    output_format: Format | None,
    output: str | None,
    date: datetime | None,
    encoding: str | None,
    text: bool,
    fail_fast: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    from pressfacts.batch import run
    from pressfacts.read import ReadOptions
    from pressfacts.render import choose_format, open_output, writer

    _listen(verbose, quiet)
    failures: list[Failure] = []
    try:
        chosen = choose_format(output_format, output, sys.stdout.isatty())
        text = text or chosen == "html"  # a report shows the facts on their words
        write = writer(chosen)
        options = ReadOptions(encoding, date.date() if date else None)
        results = _until_failure(run(inputs, options, _load), failures, fail_fast)
        with open_output(output) as stream:
            write((_release(outcome, text) for outcome in results), stream)
    except PressfactsError as problem:
        _stop(str(problem))
    if failures:
        if len(inputs) > 1 and not quiet:
            _tell(f"{len(failures)} inputs failed")
        raise typer.Exit(1)


def _load() -> "Callable[[Document], Release]":
    from pressfacts.language import Language
    from pressfacts.pipeline import extract

    language = Language()
    return lambda document: extract(document, language)


def _until_failure(
    results: "Iterable[Found | Failure]", failures: "list[Failure]", fail_fast: bool
) -> "Iterator[Found]":
    """The releases; each failure is told as it comes and put by."""
    from pressfacts.batch import Failure

    for result in results:
        if isinstance(result, Failure):
            _tell(str(result))
            failures.append(result)
            if fail_fast:
                return
        else:
            yield result


def _release(outcome: "Outcome", with_text: bool) -> "Release":
    from msgspec.structs import replace

    return replace(outcome.release, text=outcome.document.text) if with_text else outcome.release


def _listen(verbose: bool, quiet: bool) -> None:
    import logging

    level = logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING
    logging.basicConfig(level=level, format="pressfacts: %(message)s", stream=sys.stderr)


def _tell(message: str) -> None:
    typer.echo(f"pressfacts: {message}", err=True)


def _stop(message: str) -> NoReturn:
    _tell(message)
    raise typer.Exit(2)


@contextmanager
def _quiet_pipe() -> Iterator[None]:
    """`pressfacts … | head` ends without a word when the reader has seen enough."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes standard output once more at its end; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
