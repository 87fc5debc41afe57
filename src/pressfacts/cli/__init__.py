"""The command line: parses, calls, prints. The only room that prints or exits.

Nothing heavy is imported at the top of its modules, so that `--help` answers at once; each command
imports what it needs. Facts go to standard output, all talk to standard error.
"""

import sys
from typing import Annotated

import typer

from pressfacts import __version__
from pressfacts.cli import batch, extraction, looking, templates

app = typer.Typer(
    name="pressfacts",
    rich_markup_mode=None,  # rich's help costs 60 ms and wraps the examples
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(extraction.extract)
app.command()(batch.batch)
app.command()(looking.report)
app.command()(looking.explain)
app.add_typer(templates.app, name="templates")
app.command()(looking.schema)


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


def main() -> None:
    """Run the command that the arguments name."""
    for stream in (sys.stdout, sys.stderr):
        # Windows and LANG=C would else stumble over Cyrillic.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app()
