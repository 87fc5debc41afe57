"""`pressfacts extract`, and how an order for facts is carried out."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressfacts.cli import options
from pressfacts.cli.talk import listen, outcome, stop, tell

if TYPE_CHECKING:
    from pressfacts.batch import Extractor, Summary
    from pressfacts.batch.work import Load


def load(templates: tuple[Path, ...]) -> "Extractor":
    """The models and templates behind one function; called in each process that works."""
    from pressfacts.events import load_templates
    from pressfacts.language import Language
    from pressfacts.pipeline import extract

    return partial(extract, language=Language(), templates=load_templates(templates))


def extract(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", show_default=False)
    ] = None,
    output_format: options.Format = None,
    output: options.Output = None,
    date: options.Date = None,
    encoding: options.Encoding = None,
    templates: options.Templates = None,
    text: options.Text = False,
    fail_fast: options.FailFast = False,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Print the facts of one release or a few.

    \b
    pressfacts extract release.txt
    pressfacts extract release.txt --date 2024-05-17 --format json
    curl -s https://example.org/news.txt | pressfacts extract -

    FILE is a text file, a web page, a DOCX or a PDF; - is standard input, as is no FILE when
    something is piped in.
    """
    if not files and sys.stdin.isatty():
        stop("no FILE given, and standard input is a terminal (try: pressfacts extract --help)")
    listen(verbose=verbose, quiet=quiet)
    carry_out(
        paths=files or ["-"],
        output_format=output_format,
        output=output,
        templates=templates,
        read=reading(date, encoding),
        text=text,
        order={"fail_fast": fail_fast},
    )


def reading(date: datetime | None, encoding: str | None, **more: Any) -> dict[str, Any]:
    """The options of reading, as keywords."""
    return {"published": date.date() if date else None, "encoding": encoding, **more}


def carry_out(
    *,
    paths: list[str],
    output_format: options.FormatName | None,
    output: str | None,
    templates: list[Path] | None,
    read: dict[str, Any],
    text: bool,
    order: dict[str, Any],
    source_record: bool = False,
    summary: bool = False,
    carried_out_by: "Callable[..., Summary] | None" = None,
    loading: "Callable[[tuple[Path, ...]], Load] | None" = None,
) -> None:
    """Does what a command asks for, and says how it went."""
    from pressfacts.batch import Order, WorkOptions, carry_out
    from pressfacts.events import load_templates
    from pressfacts.read import ReadOptions
    from pressfacts.render import NEEDING_TEXT, choose_format

    with outcome() as failures:
        chosen = choose_format(output_format, output, sys.stdout.isatty())
        known = load_templates(
            templates or ()
        )  # errors in them are told before any model is loaded
        done = (carried_out_by or carry_out)(
            Order(
                paths=paths,
                format=chosen,
                output=output,
                work=WorkOptions(
                    ReadOptions(**read), text or chosen in NEEDING_TEXT, source_record
                ),
                templates=known.digest,
                **order,
            ),
            (loading or partial(partial, load))(tuple(templates or ())),
            tell,
            failures,
        )
        if summary:
            tell(str(done))
