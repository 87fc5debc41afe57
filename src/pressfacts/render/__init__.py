"""Releases out: one module per format, each with `write(releases, stream)`.

A writer takes the releases as they come and leaves each on the stream before it asks for the next.
Databases and folders are no streams: their modules have `write(releases, path, rows)`.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from sys import stdout
from typing import Any, BinaryIO

from pressfacts.errors import OutputError
from pressfacts.records import Release
from pressfacts.render.rows import EVENT_ROWS, RowOptions

Write = Callable[[Iterable[Release], BinaryIO], None]
WriteTo = Callable[[Iterable[Release], Path, RowOptions], None]

STREAMS = ("table", "json", "jsonl", "html", "csv")
PATHS = ("sqlite", "parquet", "brat")
NEEDING_TEXT = ("html", "brat")  # they show the facts on their words
FORMATS = (*STREAMS, *PATHS)
SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".csv": "csv",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".parquet": "parquet",
}


def choose_format(wanted: str | None, output: str | None, terminal: bool) -> str:
    """The format asked for, else the one of the output's suffix, else what suits the reader."""
    if wanted:
        return wanted
    if output:
        return SUFFIXES.get(Path(output).suffix.lower(), "jsonl")
    return "table" if terminal else "jsonl"


def writer(output_format: str, rows: RowOptions = EVENT_ROWS) -> Write:
    """The writer of a format; only its own module is imported."""
    write: Any = import_module(f"pressfacts.render.{output_format}").write
    result: Write = partial(write, options=rows) if output_format == "csv" else write
    return result


def path_writer(output_format: str) -> WriteTo:
    """The writer of a format that is no stream."""
    write: WriteTo = import_module(f"pressfacts.render.{output_format}").write
    return write


@contextmanager
def open_output(path: str | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears under its name only when it is whole."""
    if path is None or path == "-":
        yield stdout.buffer
        return
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as problem:
        raise OutputError(f"{path}: cannot write: {problem.strerror}") from problem
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as problem:
        raise OutputError(f"{path}: cannot write: {problem.strerror}") from problem
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    # There is no way to ask for the mask but to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
