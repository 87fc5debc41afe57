"""`pressfacts templates`: what kinds of events there are, and whether the user's own are sound."""

from pathlib import Path
from typing import Annotated

import typer

from pressfacts.cli import options
from pressfacts.cli.talk import outcome, stop, tell

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def templates() -> None:
    """Look at the event templates, and check your own."""


@app.command("list")
def list_templates(paths: options.Templates = None) -> None:
    """List the event types with their roles."""
    from pressfacts.events import load_templates

    with outcome():
        for template in load_templates(paths or ()).templates.values():
            typer.echo(f"{template.type:<12} {', '.join(template.roles)}")


@app.command()
def show(event_type: Annotated[str, typer.Argument(metavar="TYPE")]) -> None:
    """Print a template that ships with the program, as a start for your own.

    \b
    pressfacts templates show visit > my/inspection.toml
    """
    from pressfacts.tables import shipped

    source = shipped("events") / f"{event_type}.toml"
    if not source.is_file():
        stop(f"no event type {event_type!r} (try: pressfacts templates list)")
    with outcome():
        typer.echo(source.read_text(encoding="utf-8"), nl=False)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", show_default=False)
    ] = None,
) -> None:
    """Run the examples that stand in the templates of PATH, or in those of the program.

    \b
    pressfacts templates check my/
    """
    from pressfacts.events import load_templates, read_templates
    from pressfacts.examples import run_examples
    from pressfacts.language import Language

    with outcome():
        known, own = load_templates(paths or ()), read_templates(paths or ())
        verdicts = list(run_examples(known, Language(), own.keys() if paths else None))
        wrong = [verdict for verdict in verdicts if verdict.problems]
        for verdict in wrong:
            typer.echo("\n  ".join([f"{verdict.type}: {verdict.text}", *verdict.problems]))
    tell(f"{len(verdicts)} examples, {len(wrong)} do not come out")
    if wrong:
        raise typer.Exit(2)
