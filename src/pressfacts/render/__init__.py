"""Releases out: one module per format, each with `write(releases, stream)`.

A writer takes the releases as they come and leaves each on the stream before it asks for the next.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from sys import stdout
from typing import BinaryIO

from pressfacts.errors import OutputError
from pressfacts.records import Release

Write = Callable[[Iterable[Release], BinaryIO], None]

FORMATS = ("table", "json", "jsonl", "html")
SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html"}


def choose_format(wanted: str | None, output: str | None, terminal: bool) -> str:
    """The format asked for, else the one of the output's suffix, else what suits the reader."""
    if wanted:
        return wanted
    if output:
        return SUFFIXES.get(Path(output).suffix.lower(), "jsonl")
    return "table" if terminal else "jsonl"


def writer(output_format: str) -> Write:
    """The writer of a format; only its own module is imported."""
    write: Write = import_module(f"pressfacts.render.{output_format}").write
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
