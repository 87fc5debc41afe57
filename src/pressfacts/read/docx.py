"""Word documents, by python-docx."""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from pressfacts.errors import InputError
from pressfacts.read.extras import require
from pressfacts.read.inputs import Input, ReadOptions
from pressfacts.records import Document

TITLE_STYLES = ("Title", "Heading 1")


def read_docx(file: Input, options: ReadOptions) -> Document:
    """The release of one document: its paragraphs and the cells of its tables, in order."""
    docx = require("docx", "docx", "DOCX")
    _refuse_bomb(file.content, options)
    try:
        document = docx.Document(BytesIO(file.content))
        lines = [line for part in document.iter_inner_content() for line in _lines(part)]
        title = next((text for text, style in lines if style in TITLE_STYLES), None)
    except Exception as problem:  # a damaged package fails in many ways inside the parser
        raise InputError(f"unreadable DOCX: {type(problem).__name__}") from problem
    text = "\n\n".join(text for text, _ in lines)
    if not text:
        raise InputError("no text in this DOCX document")
    return Document(source=file.source, text=text, title=title, published=options.published)


def _lines(part: Any) -> list[tuple[str, str]]:
    """The lines of a paragraph or a table, each with the name of its style."""
    if hasattr(part, "rows"):
        return [
            line
            for row in part.rows
            for cell in row.cells
            for inner in cell.paragraphs
            for line in _lines(inner)
        ]
    text = part.text.strip()
    return [(text, part.style.name if part.style else "")] if text else []


def _refuse_bomb(content: bytes, options: ReadOptions) -> None:
    try:
        with ZipFile(BytesIO(content)) as package:
            size = sum(member.file_size for member in package.infolist())
    except BadZipFile as problem:
        raise InputError("unreadable DOCX: damaged package") from problem
    if size > max(options.max_bytes, options.max_unpacking * len(content)):
        raise InputError(f"unpacks to {size} bytes", "allow more with --max-mb")
