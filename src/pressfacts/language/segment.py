"""Sentences and words of one block, by razdel, in the offsets of the text as it stands.

Soft hyphens and stress marks belong to no word: they are taken out before razdel sees the block,
and the offsets are carried back.
"""

from collections.abc import Iterator
from typing import NamedTuple

from razdel import sentenize, tokenize

LONGEST = 500  # words; no sentence is longer, and parsing costs the square of its length
UNSEEN = frozenset("\u00ad\u0301\u200b\u2060\ufeff")


class Word(NamedTuple):
    """A word as the models read it (`text`) and where it stands in the document."""

    start: int
    end: int
    text: str


def split_sentences(text: str, start: int, end: int) -> Iterator[list[Word]]:
    """The sentences between two offsets, each as its words; empty ones are left out.

    What is longer than any sentence is cut.
    """
    visible = [i for i in range(start, end) if text[i] not in UNSEEN]
    plain = "".join(text[i] for i in visible) if len(visible) < end - start else text[start:end]
    for sentence in sentenize(plain):
        words = [
            Word(
                visible[sentence.start + first],
                visible[sentence.start + last - 1] + 1,
                sentence.text[first:last],
            )
            for first, last in _word_spans(sentence.text)
        ]
        for first in range(0, len(words), LONGEST):
            yield words[first : first + LONGEST]


def _word_spans(text: str) -> Iterator[tuple[int, int]]:
    """razdel's words, but a sign between two numbers with a space after it («9, 10») stands alone."""
    for token in tokenize(text):
        number = token.text.rstrip(",.-–—/")
        if len(number) < len(token.text) and number[:1].isdigit():
            yield token.start, token.start + len(number)
            yield token.start + len(number), token.stop
        else:
            yield token.start, token.stop
