"""PDF, by pypdfium2. Lines come as they are printed; the layout joins them to paragraphs."""

from collections.abc import Iterator
from typing import Any

from pressfacts.errors import InputError
from pressfacts.read.extras import require
from pressfacts.read.inputs import Input, ReadOptions
from pressfacts.records import Document

BROKEN_WORD = "\ufffe\n"  # how PDFium tells of a hyphen at the end of a line


def read_pdf(file: Input, options: ReadOptions) -> Document:
    """The release of one PDF. Raises InputError on scans, whose pages are pictures."""
    pdfium = require("pypdfium2", "pdf", "PDF")
    try:
        text = "\n\n".join(_pages(pdfium, file.content, options.max_chars))
    except Exception as problem:  # a damaged file fails in many ways inside the parser
        raise InputError(f"unreadable PDF: {problem}".splitlines()[0]) from problem
    if not text.strip():
        raise InputError("no text in this PDF: its pages may be pictures")
    return Document(source=file.source, text=text, published=options.published)


def _pages(pdfium: Any, content: bytes, max_chars: int) -> Iterator[str]:
    """The text of each page, up to the first that makes the whole longer than is allowed."""
    length = 0
    with pdfium.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage().get_text_bounded()
            text = text.replace("\r\n", "\n").replace(BROKEN_WORD, "").replace("\ufffe", "")
            length += len(text)
            yield text.strip()
            page.close()
            if length > max_chars:
                return
