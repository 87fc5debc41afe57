"""The options of the command line, each declared once for all the commands that take it."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class FormatName(StrEnum):
    """What the facts are printed as."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    html = "html"
    csv = "csv"
    sqlite = "sqlite"
    parquet = "parquet"
    brat = "brat"


Format = Annotated[
    FormatName | None,
    typer.Option(
        "--format",
        "-f",
        help="A table for people, JSON indented, JSON one release a line, an HTML report, rows "
        "of csv or parquet, an sqlite database, or a folder of brat standoff. "
        "Without it a terminal gets the table and everything else gets JSONL; "
        "the suffix of --output decides too.",
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all."),
]
Date = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Day of publication, for releases that do not carry their own: "
        "«вчера», «3 марта» are counted from it.",
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Character set of the input, where detection is wrong: cp1251, koi8-r, …",
    ),
]
Templates = Annotated[
    list[Path] | None,
    typer.Option(
        "--templates",
        metavar="PATH",
        help="Event templates of your own, a TOML file or a folder of them; "
        "a type that ships with the program is replaced. May be repeated.",
        show_default=False,
    ),
]
Text = Annotated[bool, typer.Option("--text", help="Print the text of each release too.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first input that fails.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Tell on standard error what is done.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Nothing on standard error but failed inputs.")
]
