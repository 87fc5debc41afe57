"""Blocks before sentences: title, paragraphs and list items, with page noise set aside."""

from pressfacts.layout.blocks import split_blocks, title_of

__all__ = ["split_blocks", "title_of"]
