"""The forms of a word: paradigms of pymorphy3's dictionary, and readings that lean on them."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from msgspec import Struct

from pressfacts.language.grammemes import COMMON_CASES, Grammemes, read_grammemes


class Tables(Protocol):
    """What paradigms refer to by number."""

    prefixes: list[str]
    endings: list[str]

    def tag(self, number: int) -> Grammemes:
        """A tag by its number."""

    def updated(self, tag: Grammemes, wish: frozenset[str]) -> frozenset[str]:
        """A tag with the grammemes wished for, and without what contradicts them."""


class Paradigm:
    """How words of one kind decline: a prefix, an ending and a tag for each form.

    Which form answers a wish depends on paradigm, present form and wish alone, and those come again
    with other words: pymorphy3 builds the whole paradigm, thirty forms, to pick one (100 µs).
    """

    __slots__ = ("_cells", "_chosen", "_count", "_numbers", "_tables", "_tags", "id")

    def __init__(self, number: int, numbers: Sequence[int], tables: Tables) -> None:
        self.id = number
        self._numbers = numbers  # endings of all forms, then tags, then prefixes
        self._count = len(numbers) // 3
        self._tables = tables
        self._cells: dict[int, Cell] = {}
        self._tags: tuple[Grammemes, ...] | None = None
        self._chosen: dict[tuple[int, frozenset[str]], int | None] = {}

    def cell(self, place: int) -> "Cell":
        """A form by its number; 0 is the lemma."""
        cell = self._cells.get(place)
        if cell is None:
            tables = self._tables
            cell = self._cells[place] = Cell(
                self,
                place,
                tables.tag(self._numbers[self._count + place]),
                tables.prefixes[self._numbers[2 * self._count + place]],
                tables.endings[self._numbers[place]],
            )
        return cell

    def inflected(self, place: int, wish: frozenset[str]) -> "Cell | None":
        """The form that is most like another one and has the grammemes wished for."""
        key = place, wish
        if key not in self._chosen:
            self._chosen[key] = self._choose(place, wish)
        chosen = self._chosen[key]
        return None if chosen is None else self.cell(chosen)

    def _choose(self, place: int, wish: frozenset[str]) -> int | None:
        if self._tags is None:
            numbers = self._numbers[self._count : 2 * self._count]
            self._tags = tuple(map(self._tables.tag, numbers))
        tags = self._tags
        possible = [i for i, tag in enumerate(tags) if wish <= tag]
        if not possible:
            wish = frozenset(COMMON_CASES.get(name, name) for name in wish)
            possible = [i for i, tag in enumerate(tags) if wish <= tag]
        wanted = self._tables.updated(tags[place], wish)

        def likeness(i: int) -> float:
            return len(wanted & tags[i]) - 0.1 * len(wanted ^ tags[i])

        return max(possible, key=likeness, default=None)


class Cell:
    """One form of a paradigm."""

    __slots__ = ("after", "before", "ending", "lemma", "paradigm", "place", "prefix", "tag")

    def __init__(
        self, paradigm: Paradigm, place: int, tag: Grammemes, prefix: str, ending: str
    ) -> None:
        self.paradigm = paradigm
        self.place = place
        self.tag = tag
        self.prefix = prefix
        self.ending = ending
        self.before, self.after = len(prefix), len(ending)  # letters around the stem
        self.lemma: Cell = paradigm.cell(0) if place else self


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
        return self.turned(self.cell.lemma)

    def inflect(self, wish: frozenset[str]) -> "Form | None":
        """The same word with other grammemes."""
        cell = self.cell.paradigm.inflected(self.cell.place, wish)
        if cell is None:
            return None
        return Form(self.turned(cell), cell.tag, 1.0, self.is_known, cell, self.lead)

    def turned(self, cell: Cell) -> str:
        """The word in another form of its paradigm."""
        own, word, lead = self.cell, self.word, self.lead
        stem = word[len(lead) + own.before : len(word) - own.after]
        return f"{lead}{cell.prefix}{stem}{cell.ending}"


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
