"""The automata of pymorphy3's dictionary, walked without a call for each byte of a word."""

from binascii import a2b_base64
from collections.abc import Callable, Sequence
from struct import Struct
from typing import Any, Generic, TypeVar

LABEL = 1 << 31 | 0xFF  # the leaf flag and the byte that leads to a unit
HAS_LEAF = 1 << 8
EXTENSION = 1 << 9
VALUE = ~(1 << 31)
ROOT = 0
SEPARATOR = b"\x01"  # between a word and its records
KEPT = 4_096
HEAD = 3  # letters of a word, remembered: they begin thousands of others

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
    """Words, or endings of words, and what `read` makes of their records.

    Words of one kind («новыми», «старыми») lead to states with the same children, which lie in the
    same place: their records are read once. Nine new words of ten are spared it.
    """

    def __init__(
        self, source: Any, layout: str, read: Callable[[list[tuple[int, ...]]], Content]
    ) -> None:
        self._units: Sequence[int] = source.dct._units
        self._guide: bytes = source.guide._units
        self._unpack = Struct(layout).unpack
        self._read = read
        self._contents: dict[int, Content] = {}
        self._heads: dict[str, int | None] = {}  # where the first letters of a word lead

    def found(self, word: str) -> list[tuple[str, Content]]:
        """A word as it stands, and with «ё» for «е» where it is listed so."""
        head = word[:HEAD]
        if "е" in head:
            return self._spellings("", word.split("е"), ROOT)
        state = self._heads.get(head, ROOT)
        if state == ROOT:
            if len(self._heads) >= KEPT:
                self._heads.clear()
            state = self._heads[head] = follow(self._units, head.encode(), ROOT)
        return [] if state is None else self._spellings(head, word[HEAD:].split("е"), state)

    def _spellings(self, before: str, pieces: list[str], index: int) -> list[tuple[str, Content]]:
        """`pieces` of a word stand between its «е»; the state of `before` is `index`."""
        units = self._units
        found: list[tuple[str, Content]] = []
        for i, piece in enumerate(pieces[:-1], 1):
            here = follow(units, piece.encode() if i == 1 else YE + piece.encode(), index)
            if here is None:
                return found
            index = here
            branch = follow(units, YO, index)
            if branch:
                written = before + "е".join(pieces[:i]) + "ё"
                found += self._spellings(written, pieces[i:], branch)
        last = pieces[-1].encode() + SEPARATOR
        end = follow(units, last if len(pieces) == 1 else YE + last, index)
        if end:
            found.insert(0, (before + "е".join(pieces), self._content(end)))
        return found

    def _content(self, index: int) -> Content:
        unit = self._units[index]
        children = index ^ ((unit >> 10) << ((unit & EXTENSION) >> 6))
        content = self._contents.get(children)
        if content is None:
            if len(self._contents) >= KEPT:
                self._contents.clear()
            content = self._contents[children] = self._read(self._records(index))
        return content

    def _records(self, index: int) -> list[tuple[int, ...]]:
        """The records below a state, in the order of the automaton."""
        units, guide = self._units, self._guide
        records: list[tuple[int, ...]] = []
        above: list[int] = []
        key = bytearray()
        while True:
            unit = units[index]
            if unit & HAS_LEAF:
                records.append(self._unpack(a2b_base64(key)))
            label = guide[2 * index]
            if label:
                above.append(index)
                key.append(label)
                index ^= label ^ ((unit >> 10) << ((unit & EXTENSION) >> 6))
                continue
            while above:
                label = guide[2 * index + 1]
                index = above[-1]
                if label:
                    key[-1] = label
                    unit = units[index]
                    index ^= label ^ ((unit >> 10) << ((unit & EXTENSION) >> 6))
                    break
                above.pop()
                key.pop()
            else:
                return records


YE, YO = "е".encode(), "ё".encode()


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
