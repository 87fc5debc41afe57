"""Parquet: the rows of `csv`, with types, for data frames and DuckDB."""

import os
from collections.abc import Iterable
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pressfacts.errors import OutputError
from pressfacts.records import Release
from pressfacts.render.rows import COLUMNS, EVENT_ROWS, RowOptions, rows_of

NUMBERS = frozenset({"start", "end", "mentions"})
GROUP = 10_000  # rows


def write(releases: Iterable[Release], path: Path, options: RowOptions = EVENT_ROWS) -> None:
    """The rows in groups; the file appears under its name when it is whole."""
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError as problem:
        raise OutputError(
            "writing Parquet needs pyarrow", "pip install 'pressfacts[parquet]'"
        ) from problem
    schema = arrow.schema(
        [
            (name, arrow.int64() if name in NUMBERS else arrow.string())
            for name in COLUMNS[options.rows]
        ]
    )
    rows = chain.from_iterable(rows_of(release, options.rows) for release in releases)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with parquet.ParquetWriter(temporary, schema, compression="zstd") as writer:
            while group := list(islice(rows, GROUP)):
                writer.write_table(arrow.Table.from_pylist(group, schema=schema))
        temporary.replace(path)
    except OSError as problem:
        raise OutputError(f"{path}: cannot write: {problem}") from problem
    finally:
        temporary.unlink(missing_ok=True)
