"""The automata of pymorphy3's dictionary, walked without a call for each byte of a word."""

import string
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

LABEL = 1 << 31 | 0xFF  # the leaf flag and the byte that leads to a unit
HAS_LEAF = 1 << 8
EXTENSION = 1 << 9
VALUE = ~(1 << 31)
ROOT = 0
SEPARATOR = 1  # the byte between a word and its records
HEAD = 3  # letters of a word, remembered: they begin thousands of others
TAIL = 3  # letters of base64: those of a form's number
FEW = 1 << 21  # units: where they are not more, none is an extended one
BASE64 = f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}+/".encode()
SIX_BITS = bytes.maketrans(BASE64, bytes(range(64)))
YE, YO = "е".encode(), "ё".encode()

Content = TypeVar("Content")


def follow(units: Sequence[int], key: bytes, index: int) -> int | None:
    """The state after all bytes of a key, None where none leads on."""
    unit = units[index]
    for label in key:
        index ^= label ^ ((unit >> 10) << ((unit & EXTENSION) >> 6))
        unit = units[index]
        if unit & LABEL != label:
            return None
    return index


class Automaton(Generic[Content]):
    """Words, or endings of words, and what `read` makes of their records: numbers of some bytes.

    Words of one kind («новыми», «старыми») lead to states with the same children, which lie in the
    same place: their records are read once. Nine new words of ten are spared it.

    A step is simpler here than in `follow`, and a third faster: no unit is an extended one, and all
    leaves are numbered 0, which no byte of a word is.
    """

    def __init__(
        self, source: Any, size: int, read: Callable[[list[int]], Content], kept: int
    ) -> None:
        self._units: Sequence[int] = source.dct._units
        if len(self._units) > FEW:
            raise ValueError(f"{len(self._units)} units, and no more than {FEW} can be walked")
        self._guide: bytes = source.guide._units
        self._letters, self._padding = -(-size * 8 // 6), -size * 8 % 6
        self._read = read
        self._kept = kept  # beginnings, and contents
        self._contents: dict[int, Content] = {}
        self._tails: dict[int, list[int]] = {}
        # Where the first letters of a word lead.
        self._heads: dict[str, tuple[tuple[str, int], ...]] = {}

    def found(self, word: str) -> list[tuple[str, Content]]:
        """A word as it stands, and with «ё» for «е» where it is listed so."""
        begun = self._heads.get(word[:HEAD])
        if begun is None:
            begun = self._begin(word[:HEAD])
        found: list[tuple[str, Content]] = []
        units = self._units
        for start, state in begun:
            for spelling, index in self._spellings(start, state, word[HEAD:]):
                end = index ^ SEPARATOR ^ (units[index] >> 10)
                unit = units[end]
                if unit & 0xFF == SEPARATOR:
                    children = end ^ (unit >> 10)
                    content = self._contents.get(children)
                    if content is None:
                        content = self._learn(end, children)
                    found.append((spelling, content))
        return found if len(found) < 2 else sorted(found, key=_places_of_yo)

    def _begin(self, head: str) -> tuple[tuple[str, int], ...]:
        if len(self._heads) >= self._kept:
            self._heads.clear()
        begun = self._heads[head] = tuple(self._spellings("", ROOT, head))
        return begun

    def _spellings(self, start: str, index: int, rest: str) -> list[tuple[str, int]]:
        """The states after `rest`; that after `start` is `index`."""
        units = self._units
        unit = units[index]
        found: list[tuple[str, int]] = []
        for i, piece in enumerate(pieces := rest.encode().split(YE)):
            if i:
                if units[index ^ YO[0] ^ (unit >> 10)] & 0xFF == YO[0]:
                    found += self._with_yo(start, index, pieces, i)
                piece = YE + piece  # noqa: PLW2901
            for label in piece:
                index ^= label ^ (unit >> 10)
                unit = units[index]
                if unit & 0xFF != label:
                    return found
        found.append((start + rest, index))
        return found

    def _with_yo(
        self, start: str, index: int, pieces: list[bytes], place: int
    ) -> list[tuple[str, int]]:
        """The same with «ё» between two of the pieces around «е»."""
        branch = follow(self._units, YO, index)
        if branch is None:
            return []
        before, after = YE.join(pieces[:place]).decode(), YE.join(pieces[place:]).decode()
        return self._spellings(f"{start}{before}ё", branch, after)

    def _learn(self, index: int, children: int) -> Content:
        if len(self._contents) >= self._kept:
            self._contents.clear()
        content = self._contents[children] = self._read(self._records(index))
        return content

    def _records(self, index: int) -> list[int]:
        """The records below a state, in the order of the automaton; base64 spells them."""
        return [
            (bits << 6 * TAIL | tail) >> self._padding
            for state, bits in self._below(index, self._letters - TAIL)
            for tail in self._tail(state)
        ]

    def _tail(self, index: int) -> list[int]:
        """The last letters of records: the number of a form, which thousands of others share."""
        children = index ^ (self._units[index] >> 10)
        tails = self._tails.get(children)
        if tails is None:
            if len(self._tails) >= self._kept:
                self._tails.clear()
            tails = self._tails[children] = [bits for _, bits in self._below(index, TAIL)]
        return tails

    def _below(self, index: int, letters: int) -> list[tuple[int, int]]:
        """The states some letters of base64 below another one, and what these letters spell."""
        units, guide = self._units, self._guide
        begun = [(index, 0)]
        for _ in range(letters):
            longer = []
            for state, bits in begun:
                children = state ^ (units[state] >> 10)
                label = guide[2 * state]
                while label:
                    child = children ^ label
                    longer.append((child, bits << 6 | SIX_BITS[label]))
                    label = guide[2 * child + 1]
            begun = longer
        return begun


def _places_of_yo(found: tuple[str, Any]) -> list[int]:
    """pymorphy3's order of spellings: that without «ё» before all, then by the first one."""
    return [i for i, letter in enumerate(found[0]) if letter == "ё"]


class Probabilities:
    """P(tag | word), which only some thousands of ambiguous words have."""

    def __init__(self, source: Any) -> None:
        self._units: Sequence[int] = source.dct._units
        self._unity: int = source.MULTIPLIER

    def of(self, word: str, tags: list[str]) -> list[float] | None:
        """The probability of each tag; None where nothing is known of the word."""
        of_word = follow(self._units, f"{word}:".encode(), ROOT)
        if of_word is None:
            return None
        return [self._value(follow(self._units, tag.encode(), of_word)) for tag in tags]

    def _value(self, index: int | None) -> float:
        unit = 0 if index is None else self._units[index]
        if index is None or not unit & HAS_LEAF:
            return 0.0
        leaf = index ^ ((unit >> 10) << ((unit & EXTENSION) >> 6))
        return (self._units[leaf] & VALUE) / self._unity
