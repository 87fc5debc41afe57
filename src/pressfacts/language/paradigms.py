"""The forms of a word: paradigms of pymorphy3's dictionary, and readings that lean on them."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from msgspec import Struct

from pressfacts.language.grammemes import COMMON_CASES, Grammemes, read_grammemes


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

    __slots__ = ("_count", "_declension", "_numbers", "_tables", "id")

    def __init__(self, number: int, numbers: memoryview, tables: Tables) -> None:
        self.id = number
        self._numbers = numbers  # endings of all forms, then tags, then prefixes
        self._count = len(numbers) // 3
        self._tables = tables
        self._declension: Declension | None = None

    def tag(self, place: int) -> Grammemes:
        """That of a form, by its number."""
        return self._tables.tags[self._numbers[self._count + place]]

    def lemma_of(self, place: int, word: str) -> str:
        """The lemma of a word in this form: the first form of all."""
        return self.turned(place, 0, word)

    def turned(self, place: int, other: int, word: str) -> str:
        """A word that stands in one form, put into another one."""
        numbers, prefixes, endings = self._numbers, self._tables.prefixes, self._tables.endings
        before = 2 * self._count
        own, after = prefixes[numbers[before + place]], endings[numbers[place]]
        stem = word[len(own) : len(word) - len(after)]
        return f"{prefixes[numbers[before + other]]}{stem}{endings[numbers[other]]}"

    def inflected(self, place: int, wish: frozenset[str]) -> int | None:
        """The form that is most like another one and has the grammemes wished for."""
        declension = self._declension
        if declension is None:
            tags = self._numbers[self._count : 2 * self._count]
            declension = self._declension = self._tables.declension(tags)
        return declension.inflected(place, wish)


class Form(Struct, frozen=True, gc=False):
    """A reading of a word: `lead` and then what declines like a form of a paradigm."""

    word: str
    tag: Grammemes
    score: float
    is_known: bool
    paradigm: Paradigm
    place: int
    lead: str

    @property
    def normal_form(self) -> str:
        """The lemma."""
        lead = self.lead
        return f"{lead}{self.paradigm.lemma_of(self.place, self.word[len(lead) :])}"

    def inflect(self, wish: frozenset[str]) -> "Form | None":
        """The same word with other grammemes."""
        paradigm, lead = self.paradigm, self.lead
        place = paradigm.inflected(self.place, wish)
        if place is None:
            return None
        turned = f"{lead}{paradigm.turned(self.place, place, self.word[len(lead) :])}"
        return Form(turned, paradigm.tag(place), 1.0, self.is_known, paradigm, place, lead)


class Kind(Struct, frozen=True, gc=False):
    """What words have in common that decline alike and stand in the same form: their readings.

    As they are listed, or likely ones first; the tags are one object for all kinds that have them.
    """

    tags: tuple[Grammemes, ...]
    paradigms: tuple[Paradigm, ...]
    places: tuple[int, ...]
    scores: tuple[float, ...]
    is_known: bool

    def lemma_of(self, word: str, reading: int) -> str:
        """The lemma of a word in one of these readings."""
        return self.paradigms[reading].lemma_of(self.places[reading], word)


class Entry(Struct, gc=False):
    """A word of one spelling, listed or read like those that are."""

    spelling: str
    kind: Kind
    _forms: tuple[Form, ...] = ()

    @property
    def forms(self) -> tuple[Form, ...]:
        """The readings, made when they are asked for: the tags alone answer most questions."""
        if not self._forms:
            word, kind, is_known = self.spelling, self.kind, self.kind.is_known
            self._forms = tuple(
                [
                    Form(word, tag, score, is_known, paradigm, place, "")
                    for tag, paradigm, place, score in zip(
                        kind.tags, kind.paradigms, kind.places, kind.scores, strict=True
                    )
                ]
            )
        return self._forms


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
