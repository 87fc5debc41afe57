"""Bytes to `Document`."""

from collections.abc import Callable

from pressfacts.read.charset import decode
from pressfacts.read.inputs import Format, Input, ReadOptions
from pressfacts.read.plain import read_plain
from pressfacts.read.record import parse_day, read_record
from pressfacts.records import Document

__all__ = ["Input", "ReadOptions", "decode", "parse_day", "read_document"]

READERS: dict[Format, Callable[[Input, ReadOptions], Document]] = {
    "text": read_plain,
    "record": read_record,
}


def read_document(file: Input, options: ReadOptions) -> Document:
    """One release. Raises InputError, whose message leaves the input's name to the caller."""
    return READERS[file.format](file, options)
