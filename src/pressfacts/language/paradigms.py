"""The forms of a word: paradigms of pymorphy3's dictionary, and readings that lean on them."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from msgspec import Struct

from pressfacts.language.grammemes import COMMON_CASES, Grammemes, read_grammemes


class Tagged(Protocol):
    """What a tag tells of: a reading, or the cell that it leans on."""

    @property
    def tag(self) -> Grammemes:
        """Part of speech and grammemes."""


class Cell(Struct, frozen=True, eq=False, gc=False):
    """One form of a paradigm, and what makes its lemma."""

    paradigm: "Paradigm"
    place: int
    tag: Grammemes
    prefix: str
    ending: str
    before: int  # letters around the stem
    after: int
    lemma_prefix: str
    lemma_ending: str

    @property
    def to_lemma(self) -> tuple[int, int, str, str]:
        """What is taken from a word, and what is put in its place."""
        return self.before, self.after, self.lemma_prefix, self.lemma_ending

    def lemma_of(self, word: str) -> str:
        """The lemma of a word in this form."""
        stem = word[self.before : len(word) - self.after]
        return f"{self.lemma_prefix}{stem}{self.lemma_ending}"


class Declension:
    """The tags of the forms of paradigms that decline alike, with other endings.

    Which form answers a wish depends on present form and wish alone, and those come again with
    other words: pymorphy3 builds the whole paradigm, thirty forms, to pick one (100 µs).
    """

    __slots__ = ("_chosen", "_tags", "_updated")

    def __init__(self, tags: tuple[Grammemes, ...], updated: "Updated") -> None:
        self._tags = tags
        self._updated = updated
        self._chosen: dict[tuple[int, frozenset[str]], int | None] = {}

    def inflected(self, place: int, wish: frozenset[str]) -> int | None:
        """The form that is most like another one and has the grammemes wished for."""
        key = place, wish
        if key not in self._chosen:
            self._chosen[key] = self._choose(place, wish)
        return self._chosen[key]

    def _choose(self, place: int, wish: frozenset[str]) -> int | None:
        tags = self._tags
        possible = [i for i, tag in enumerate(tags) if wish <= tag]
        if not possible:
            wish = frozenset(COMMON_CASES.get(name, name) for name in wish)
            possible = [i for i, tag in enumerate(tags) if wish <= tag]
        if len(possible) < 2:
            return possible[0] if possible else None
        wanted = self._updated(tags[place], wish)

        def likeness(i: int) -> float:
            return len(wanted & tags[i]) - 0.1 * len(wanted ^ tags[i])

        return max(possible, key=likeness)


# A tag with the grammemes wished for, and without what contradicts them.
Updated = Callable[[Grammemes, frozenset[str]], frozenset[str]]


class Tables(Protocol):
    """What paradigms refer to by number."""

    prefixes: list[str]
    endings: list[str]
    tags: Mapping[int, Grammemes]

    def declension(self, tags: memoryview) -> Declension:
        """The one of these tags."""


class Paradigm:
    """How words of one kind decline: a prefix, an ending and a tag for each form."""

    __slots__ = ("_cells", "_count", "_declension", "_numbers", "_tables", "id")

    def __init__(self, number: int, numbers: memoryview, tables: Tables) -> None:
        self.id = number
        self._numbers = numbers  # endings of all forms, then tags, then prefixes
        self._count = len(numbers) // 3
        self._tables = tables
        self._cells: dict[int, Cell] = {}
        self._declension: Declension | None = None

    def cell(self, place: int) -> Cell:
        """A form by its number; 0 is the lemma."""
        cell = self._cells.get(place)
        if cell is None:
            cell = self._cells[place] = self._make(place)
        return cell

    def inflected(self, place: int, wish: frozenset[str]) -> Cell | None:
        """The form that is most like another one and has the grammemes wished for."""
        declension = self._declension
        if declension is None:
            tags = self._numbers[self._count : 2 * self._count]
            declension = self._declension = self._tables.declension(tags)
        chosen = declension.inflected(place, wish)
        return None if chosen is None else self.cell(chosen)

    def _make(self, place: int) -> Cell:
        tables, numbers, count = self._tables, self._numbers, self._count
        prefix = tables.prefixes[numbers[2 * count + place]]
        ending = tables.endings[numbers[place]]
        return Cell(
            self,
            place,
            tables.tags[numbers[count + place]],
            prefix,
            ending,
            len(prefix),
            len(ending),
            tables.prefixes[numbers[2 * count]],
            tables.endings[numbers[0]],
        )


class Form(Struct, frozen=True, gc=False):
    """A reading of a word: `lead` and then what declines as `cell` tells."""

    word: str
    tag: Grammemes
    score: float
    is_known: bool
    cell: Cell
    lead: str

    @property
    def normal_form(self) -> str:
        """The lemma."""
        lead = self.lead
        return f"{lead}{self.cell.lemma_of(self.word[len(lead) :])}"

    def inflect(self, wish: frozenset[str]) -> "Form | None":
        """The same word with other grammemes."""
        cell = self.cell.paradigm.inflected(self.cell.place, wish)
        if cell is None:
            return None
        own, word, lead = self.cell, self.word, self.lead
        stem = word[len(lead) + own.before : len(word) - own.after]
        turned = f"{lead}{cell.prefix}{stem}{cell.ending}"
        return Form(turned, cell.tag, 1.0, self.is_known, cell, lead)


class Entry(Struct, frozen=True, gc=False):
    """A word of one spelling, listed or read like those that are, before anyone asks for readings.

    Words of one kind share the cells.
    """

    spelling: str
    cells: tuple[Cell, ...]
    scores: tuple[float, ...]
    is_known: bool

    @property
    def forms(self) -> tuple[Form, ...]:
        """The readings, one of each cell."""
        return tuple(
            [
                Form(self.spelling, cell.tag, score, self.is_known, cell, "")
                for cell, score in zip(self.cells, self.scores, strict=True)
            ]
        )


class OddForm(Struct, frozen=True, gc=False):
    """A reading that pymorphy3 itself declines; `ask` gives its parse."""

    word: str
    tag: Grammemes
    score: float
    is_known: bool
    normal_form: str
    ask: Callable[[], Any]

    def inflect(self, wish: frozenset[str]) -> "OddForm | None":
        """The same word with other grammemes."""
        parse = self.ask().inflect(wish)
        return None if parse is None else odd_form(parse, self.is_known)


Reading = Form | OddForm


def odd_form(parse: Any, is_known: bool) -> OddForm:
    """pymorphy3's parse as a reading."""
    tag = read_grammemes(str(parse.tag))
    return OddForm(parse.word, tag, parse.score, is_known, parse.normal_form, lambda: parse)
