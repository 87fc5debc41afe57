"""Commands for a closer look: `pressfacts report`, `explain` and `schema`."""

import sys
from typing import Annotated

import typer

from pressfacts.cli import options
from pressfacts.cli.talk import outcome, stop, successes


def report(
    facts: Annotated[list[str], typer.Argument(metavar="FACTS...", show_default=False)],
    output: options.Output = None,
    fail_fast: options.FailFast = False,
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
        stop("a report is for a browser (try: -o report.html)")
    with outcome() as failures, open_output(output) as stream:
        writer("html")(successes(saved_releases(facts), failures, fail_fast=fail_fast), stream)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    date: options.Date = None,
    encoding: options.Encoding = None,
    templates: options.Templates = None,
) -> None:
    """Tell why each event of a release came out as it did, and why a trigger gave none.

    \b
    pressfacts explain release.txt --date 2024-05-17

    For each event: the trigger, the pattern or the step that filled each role, the sentences.
    """
    from pressfacts.errors import InputError
    from pressfacts.events import load_templates
    from pressfacts.explain import explain as explained
    from pressfacts.language import Language
    from pressfacts.pipeline import analyse
    from pressfacts.read import ReadOptions, read_document
    from pressfacts.read.paths import open_inputs

    reading = ReadOptions(encoding=encoding, published=date.date() if date else None)
    with outcome() as failures:
        known = load_templates(templates or ())
        for found in successes(open_inputs([file], reading), failures):
            try:
                document = read_document(found, reading)
            except InputError as problem:
                stop(f"{found.source}: {problem}")
            for line in explained(analyse(document, Language(), known)):
                typer.echo(line)


def schema() -> None:
    """Print the JSON Schema of the output.

    \b
    pressfacts schema > schema.json
    """
    from pressfacts.render.schema import output_schema

    with outcome():
        typer.echo(output_schema(), nl=False)
