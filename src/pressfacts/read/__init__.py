"""Bytes to `Document`."""

from collections.abc import Callable

from msgspec.structs import replace

from pressfacts.errors import InputError
from pressfacts.read.charset import decode
from pressfacts.read.docx import read_docx
from pressfacts.read.html import read_html
from pressfacts.read.inputs import Format, Input, ReadOptions
from pressfacts.read.pdf import read_pdf
from pressfacts.read.plain import read_plain
from pressfacts.read.record import parse_day, read_record
from pressfacts.records import Document

__all__ = ["Input", "ReadOptions", "decode", "parse_day", "read_document"]

READERS: dict[Format, Callable[[Input, ReadOptions], Document]] = {
    "text": read_plain,
    "record": read_record,
    "html": read_html,
    "docx": read_docx,
    "pdf": read_pdf,
}
LEAST_CYRILLIC = 0.3  # of the letters
SEEN = 5_000  # characters


def read_document(file: Input, options: ReadOptions) -> Document:
    """One release. Raises InputError, whose message leaves the input's name to the caller."""
    document = READERS[file.format](file, options)
    if len(document.text) > options.max_chars:
        raise InputError(
            f"{len(document.text)} characters, more than {options.max_chars}",
            "allow more with --max-chars",
        )
    return _warn_of_language(document)


def _warn_of_language(document: Document) -> Document:
    letters = [letter for letter in document.text[:SEEN] if letter.isalpha()]
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in letters)
    if cyrillic >= LEAST_CYRILLIC * len(letters):
        return document
    return replace(document, warnings=(*document.warnings, "hardly any Russian in it"))
