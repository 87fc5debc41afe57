"""Blocks before sentences: title, paragraphs and list items, with page noise set aside."""

import re
from collections.abc import Iterator

from pressfacts.records import Block, BlockKind, Document

LINE = re.compile(r"[^\r\n]+")


def split_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a release in the order of its text."""
    return tuple(_blocks(document.text))


def _blocks(text: str) -> Iterator[Block]:
    kind: BlockKind = "title"
    for line in LINE.finditer(text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        if start < end:
            yield Block(kind, start, end)
            kind = "paragraph"


def title_of(document: Document, blocks: tuple[Block, ...]) -> str | None:
    """The title that came with the document, else the words of its title block."""
    if document.title:
        return document.title
    block = next((block for block in blocks if block.kind == "title"), None)
    return document.text[block.start : block.end] if block else None
