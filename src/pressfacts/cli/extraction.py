"""`pressfacts extract` and `pressfacts batch`."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressfacts.cli import options
from pressfacts.cli.talk import listen, outcome, stop, successes

if TYPE_CHECKING:
    from pressfacts.batch import Outcome
    from pressfacts.records import Release


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

    FILE is a text file; - is standard input, as is no FILE when something is piped in.
    """
    if not files and sys.stdin.isatty():
        stop("no FILE given, and standard input is a terminal (try: pressfacts extract --help)")
    listen(verbose=verbose, quiet=quiet)
    _run(files or ["-"], output_format, output, date, encoding, templates, text, fail_fast)


def batch(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", show_default=False)],
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
    """Print the facts of many releases, in the order of the inputs.

    \b
    pressfacts batch archive/ -o facts.jsonl
    pressfacts batch releases.jsonl --format jsonl | jq .events

    PATH is a file, a folder (read in the order of names), or a JSONL file whose records have a
    field "text" and may have "id", "title" and "published" (YYYY-MM-DD).
    """
    listen(verbose=verbose, quiet=quiet)
    _run(paths, output_format, output, date, encoding, templates, text, fail_fast)


def _run(
    inputs: list[str],
    output_format: options.FormatName | None,
    output: str | None,
    date: datetime | None,
    encoding: str | None,
    templates: list[Path] | None,
    with_text: bool,
    fail_fast: bool,
) -> None:
    from pressfacts.batch import Extractor, run
    from pressfacts.events import load_templates
    from pressfacts.read import ReadOptions
    from pressfacts.render import choose_format, open_output, writer

    with outcome() as failures:
        known = load_templates(templates or ())

        def load() -> Extractor:
            from pressfacts.language import Language
            from pressfacts.pipeline import extract

            language = Language()
            return lambda document: extract(document, language, known)

        chosen = choose_format(output_format, output, sys.stdout.isatty())
        with_text = with_text or chosen == "html"  # a report shows the facts on their words
        reading = ReadOptions(encoding, date.date() if date else None)
        outcomes = successes(run(inputs, reading, load), failures, fail_fast=fail_fast)
        with open_output(output) as stream:
            writer(chosen)((_release(o, with_text) for o in outcomes), stream)


def _release(outcome: "Outcome", with_text: bool) -> "Release":
    from msgspec.structs import replace

    return replace(outcome.release, text=outcome.document.text) if with_text else outcome.release
