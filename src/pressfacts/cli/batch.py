"""`pressfacts batch`: many releases from files of many kinds."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pressfacts.cli import options
from pressfacts.cli.extraction import carry_out, reading
from pressfacts.cli.sharing import Engine, dask
from pressfacts.cli.talk import listen, outcome, stop

if TYPE_CHECKING:
    from pressfacts.batch import Shard


class Rows(StrEnum):
    """What a row of csv or parquet stands for."""

    events = "events"
    entities = "entities"
    positions = "positions"


def batch(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", show_default=False)
    ] = None,
    from_file: Annotated[
        str | None, typer.Option(metavar="LIST", help="Read further paths from LIST, one a line.")
    ] = None,
    include: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN", help="In folders, take only names like '*.txt'. Repeatable."
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=NAME",
            help="Where records have text, id, title or published under another name: text=body.",
        ),
    ] = None,
    output_format: options.Format = None,
    output: options.Output = None,
    rows: Annotated[
        Rows, typer.Option(help="What a row of csv or parquet stands for.")
    ] = Rows.events,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin csv with a byte order mark, for spreadsheets.")
    ] = False,
    text: options.Text = False,
    source_record: Annotated[
        bool,
        typer.Option("--source-record", help="Pass the other fields of input records through."),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=0, help="Worker processes, 0 for all cores.", show_default=False
        ),
    ] = None,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Only the I-th of N parts of the inputs.")
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="Who shares the work out: this program, or Dask.")
    ] = Engine.local,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Dask's scheduler: tcp://host:8786, or its file. Without it, this machine alone.",
        ),
    ] = None,
    part_size: Annotated[
        int, typer.Option(min=1, help="Releases in each part that Dask writes.")
    ] = 3_000,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Add to --output what is not in it yet; keeps a journal beside."
        ),
    ] = False,
    errors: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write failed inputs to FILE, one JSON a line."),
    ] = None,
    date: options.Date = None,
    encoding: options.Encoding = None,
    templates: options.Templates = None,
    max_mb: Annotated[
        int, typer.Option(help="The largest file or record that is one release.")
    ] = 20,
    max_chars: Annotated[int, typer.Option(help="The longest text of a release.")] = 200_000,
    max_unpacking: Annotated[
        int, typer.Option(help="How many times its size an archive may unpack to.")
    ] = 200,
    timeout: Annotated[
        float, typer.Option(help="Seconds that a release may take, with --jobs.")
    ] = 300.0,
    fail_fast: options.FailFast = False,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Print the facts of many releases, in the order of the inputs.

    \b
    pressfacts batch archive/ -o facts.jsonl -j 0
    pressfacts batch archive/ -o facts.jsonl --resume      after it was stopped
    pressfacts batch releases.jsonl.gz -o facts.csv --bom
    pressfacts batch news.csv --column text=body -o facts.sqlite
    pressfacts batch s3://news/2024 -o s3://facts/2024 --engine dask --scheduler tcp://host:8786

    PATH is a file, a folder (read in the order of names), a pattern, or - for standard input. Known
    are txt, md, html, docx, pdf, and files of many releases: jsonl (with a field "text", and "id",
    "title", "published" where it has them), csv, parquet, also packed: gz, zst, zip.
    """
    listen(verbose=verbose, quiet=quiet)
    with outcome():
        from pressfacts.batch import Workers
        from pressfacts.read.inputs import MEGABYTE
        from pressfacts.read.paths import read_list
        from pressfacts.render.rows import RowOptions

        listed = read_list(from_file) if from_file else []
        if not paths and from_file is None:
            stop("no PATH given (try: pressfacts batch --help)")
        order = {
            "rows": RowOptions(rows.value, bom),
            "workers": Workers(jobs, timeout),
            "shard": _shard(shard),
            "resume": resume,
            "errors": errors,
            "fail_fast": fail_fast,
            "progress": sys.stderr.isatty() and not quiet,
        }
        read = reading(
            date,
            encoding,
            columns=_columns(column or []),
            include=tuple(include or ()),
            max_bytes=max_mb * MEGABYTE,
            max_chars=max_chars,
            max_unpacking=max_unpacking,
        )
        if scheduler and engine is Engine.local:
            stop("--scheduler is for --engine dask")
        sharing = {}
        if engine is Engine.dask:
            sharing = dask(scheduler, part_size, quiet=quiet, jobs=jobs, shard=shard)
    carry_out(
        paths=[*(paths or []), *listed],
        output_format=output_format,
        output=output,
        templates=templates,
        read=read,
        text=text,
        order=order,
        source_record=source_record,
        summary=not quiet,
        **sharing,
    )


def _columns(given: list[str]) -> dict[str, str]:
    """`text=body` as a name for each field."""
    from pressfacts.read.inputs import FIELDS

    pairs = [pair.partition("=") for pair in given]
    for field, sign, name in pairs:
        if field not in FIELDS or not sign or not name:
            stop(f"--column {field}{sign}{name}: not FIELD=NAME, FIELD of {', '.join(FIELDS)}")
    return {field: name for field, _, name in pairs}


def _shard(given: str | None) -> "Shard":
    from pressfacts.batch import Shard

    index, _, count = (given or "1/1").partition("/")
    if not (index.isdigit() and count.isdigit() and 1 <= int(index) <= int(count)):
        stop(f"--shard {given}: not I/N with I from 1 to N")
    return Shard(int(index), int(count))
