"""Quotation marks: which tokens they hold."""

from collections.abc import Sequence
from typing import NamedTuple

from pressfacts.records import Token

OPENING = frozenset("«“„")
CLOSING = frozenset("»”")
STRAIGHT = frozenset({'"', "''", "``"})
ALL = OPENING | CLOSING | STRAIGHT


class Quote(NamedTuple):
    """Tokens `first` to `last` with their marks, half-open."""

    first: int
    last: int

    @property
    def inside(self) -> range:
        """The tokens between the marks."""
        return range(self.first + 1, self.last - 1)


def find_quotes(tokens: Sequence[Token]) -> list[Quote]:
    """All quotations of a sentence, in the order of their first tokens.

    Of «ПАО «Банк «Восход»», where one mark closes two, both end at it.
    """
    if ALL.isdisjoint([token.text for token in tokens]):
        return []
    found: list[Quote] = []
    open_marks: list[int] = []
    straight: int | None = None
    for i, token in enumerate(tokens):
        if token.text in STRAIGHT:
            if straight is not None and _touches_before(tokens, i):
                found.append(Quote(straight, i + 1))
                straight = None
            elif _touches_after(tokens, i):
                straight = i
        elif token.text in OPENING and not _closes_german(tokens, open_marks, i):
            open_marks.append(i)
        elif open_marks and (token.text in CLOSING or token.text in OPENING):
            found.append(Quote(open_marks.pop(), i + 1))
            if open_marks and found[-1].first - open_marks[-1] <= 3 and not _closes(tokens, i + 1):
                found.append(Quote(open_marks.pop(), i + 1))
    return sorted(quote for quote in found if quote.last - quote.first > 2)


def _closes_german(tokens: Sequence[Token], open_marks: Sequence[int], i: int) -> bool:
    """„X“: the mark that opens elsewhere closes here."""
    return bool(open_marks) and tokens[i].text == "“" and tokens[open_marks[-1]].text == "„"


def _touches_before(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].end == tokens[i].start


def _touches_after(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i].end == tokens[i + 1].start


def _closes(tokens: Sequence[Token], start: int) -> bool:
    """Does another mark close a quotation from here on, before one opens?"""
    for token in tokens[start:]:
        if token.text in CLOSING:
            return True
        if token.text in OPENING:
            return False
    return False
