"""pymorphy3's dictionary, read by ourselves: 9 µs for a new word instead of 44.

The files and the answers are those of pymorphy3; `automaton` walks the files. What makes it fast:

- words that end alike lead to the same state of the automaton, which tells their paradigms: what
  stands there is read once, and a word costs its walk and a small record for each reading;
- a lemma is built when it is asked for, not for each reading of each word;
- whoever needs no more than the cells of the paradigms asks for them alone (`find`);
- readings are ranked by their frequency in a corpus only where two of them could be meant;
- which form of a paradigm answers a wish is remembered (`paradigms`).

Words of two parts that may both decline, single letters and what is not Russian are left to
pymorphy3 itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from pressfacts.language.analyzer import MappedAnalyzer
from pressfacts.language.automaton import Automaton, Probabilities
from pressfacts.language.grammemes import Grammemes, read_grammemes
from pressfacts.language.paradigms import (
    Cell,
    Declension,
    Entry,
    Form,
    OddForm,
    Paradigm,
    Reading,
    Tagged,
    odd_form,
)

RUSSIAN = re.compile("[а-яё]+")
# But not «по-новому», nor «скажи-ка».
PAIR = re.compile("(?!по-)[^-]+-(?!(?:то|ка|таки|де|тко|тка|с|ста)$)[а-яё]+")
WORDS = 6_144  # full after 200 releases of any archive, and memory is flat from there
KEPT = 2_048  # guesses for endings, and tags changed by a wish
Fitting = TypeVar("Fitting", bound=Tagged)
SHORT = 4  # letters; the endings of shorter words tell nothing
ODD = 128  # words that pymorphy3 declines


class Guesses(NamedTuple):
    """How much of an ending is known, and how the words that have it decline, likely ones first."""

    length: int
    endings: tuple[str, ...]  # as they are written
    scores: tuple[float, ...]
    cells: tuple[Cell, ...]


class Lexicon:
    """All readings of a word, the most probable first."""

    def __init__(self, analyzer: MappedAnalyzer) -> None:
        source = analyzer.dictionary
        self.prefixes: list[str] = source.paradigm_prefixes
        self.endings: list[str] = source.suffixes
        self.tags: Mapping[int, Grammemes] = Tags(source.gramtab.written)
        self._analyzer = analyzer
        self._numbers: Sequence[memoryview] = source.paradigms
        self._declensions: dict[bytes, Declension] = {}
        self._paradigms: dict[int, Paradigm] = {}
        self._words = Automaton(source.words, 4, self._cells)
        self._prefixes = tuple(self.prefixes[1:])  # but that of nearly all paradigms, which is none
        self._alike = [
            Automaton(each, 8, self._counted) for each in source.prediction_suffixes_dawgs
        ]
        self._probabilities = Probabilities(analyzer.prob_estimator.p_t_given_w)
        units = {type(unit).__name__: unit for unit, _ in analyzer._units}
        self._lengths: Sequence[int] = units["KnownSuffixAnalyzer"]._prediction_splits
        self._leads: tuple[str, ...] = tuple(units["KnownPrefixAnalyzer"].known_prefixes)
        self._asked = lru_cache(maxsize=ODD)(analyzer.parse)
        self._guesses = lru_cache(maxsize=KEPT)(self._find_guesses)
        self._updated = lru_cache(maxsize=KEPT)(self._update)
        self.find = lru_cache(maxsize=WORDS)(self._find)

    def declension(self, tags: memoryview) -> Declension:
        """The one of these tags."""
        numbers = tags.tobytes()
        known = self._declensions.get(numbers)
        if known is None:
            known = Declension(tuple([self.tags[number] for number in tags]), self._updated)
            self._declensions[numbers] = known
        return known

    def _update(self, tag: Grammemes, wish: frozenset[str]) -> frozenset[str]:
        grammemes: frozenset[str] = self._analyzer.TagClass(tag.written).updated_grammemes(wish)
        return grammemes

    def unranked(self, lower: str) -> tuple[Form, ...]:
        """The readings of a word in small letters, in no order, without the cost of ranking them.

        Empty for a word that `readings` alone knows.
        """
        found = self.find(lower)
        return found.forms if isinstance(found, Entry) else found

    def _find(self, lower: str) -> Entry | tuple[Form, ...]:
        """The entry of a word in small letters, or its readings where they have not one spelling.

        Empty for a word that `readings` alone knows.
        """
        if len(lower) < 2:
            return ()
        listed = self._words.found(lower)
        if len(listed) == 1:
            ((spelling, cells),) = listed
            return Entry(spelling, cells, (1.0,) * len(cells), True)
        if listed:
            return tuple([Form(s, c.tag, 1.0, True, c, "") for s, cells in listed for c in cells])
        return self._guessed(lower) if RUSSIAN.fullmatch(lower) else ()

    def likeliest(self, word: str, readings: Sequence[Fitting]) -> Fitting:
        """The one most frequent in the corpus, the first of them where it tells nothing."""
        known = self._probabilities.of(word, [reading.tag.written for reading in readings])
        return readings[0 if known is None else known.index(max(known))]

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The readings of a word, the most probable first."""
        lower = word.lower()
        if len(word) > 1:
            forms = self.unranked(lower)
            if forms:
                return self.ranked(lower, forms)
            if PAIR.fullmatch(lower) and not lower.startswith(self._leads):
                paired = self._paired(*lower.split("-"))
                if paired:
                    return paired
        is_known = bool(self._words.found(lower))
        try:
            parses = self._analyzer.parse(word)
        except ValueError:  # it asks for the names of letters, and Tangut ones have none
            parses = self._analyzer.parse("?")
        return tuple(odd_form(parse, is_known) for parse in parses)

    def ranked(self, word: str, forms: tuple[Form, ...]) -> tuple[Form, ...]:
        """The readings with scores out of corpus frequencies, the most probable first."""
        known = None
        if len(forms) > 1:  # no word of one reading was counted
            known = self._probabilities.of(word, [form.tag.written for form in forms])
        elif forms[0].score == 1.0:
            return forms
        if known is None or sum(known) == 0:
            unity = 1.0 / sum(form.score for form in forms)
            return tuple(
                Form(f.word, f.tag, f.score * unity, f.is_known, f.cell, f.lead) for f in forms
            )
        ranked = [
            Form(f.word, f.tag, score, f.is_known, f.cell, f.lead)
            for f, score in zip(forms, known, strict=True)
        ]
        return tuple(sorted(ranked, key=lambda form: form.score, reverse=True))

    def _paired(self, left: str, right: str) -> tuple[Reading, ...]:
        """«Город-герой»: both words decline if they can alike, or the right one alone.

        Nothing where pymorphy3 has to be asked.
        """
        word, lead = f"{left}-{right}", f"{left}-"
        if self._probabilities.of(word, []) is not None:
            return ()
        lefts, rights = self.readings(left), self.readings(right)
        forms: list[Reading] = []
        for a in lefts:
            for b in rights if a.tag.POS else ():
                if a.tag.agreement == b.tag.agreement:
                    ask = partial(self._reading, word, len(forms))
                    both, lemma = f"{a.word}-{b.word}", f"{a.normal_form}-{b.normal_form}"
                    forms.append(OddForm(both, a.tag, a.score * 0.75, False, lemma, ask))
        for b in rights:
            if isinstance(b, OddForm):
                return ()
            forms.append(_led_by(lead, b, 0.75))
        unity = 1.0 / sum(form.score for form in forms)
        return tuple(replace(form, score=form.score * unity) for form in forms)

    def _reading(self, word: str, place: int) -> Any:
        return self._asked(word)[place]

    def _guessed(self, word: str) -> Entry | tuple[Form, ...]:
        """The readings of a word that is not listed; none where pymorphy3 has to be asked."""
        if word.startswith(self._leads):
            led = self._led(word)
            if led is None:
                return ()
            if led:
                return tuple(led)
        seen: set[Any] = set()
        cut = list(_distinct(self._cut(word), seen))
        if cut or word.startswith(self._prefixes):
            guessed = _distinct(self._by_ending(word), seen)
            return *cut, *sorted(guessed, key=lambda form: form.score, reverse=True)
        if len(word) < SHORT:
            return ()
        length, endings, scores, cells = self._guesses(0, word[-self._lengths[0] :])
        if len(set(endings)) == 1:
            return Entry(word[: len(word) - length] + endings[0], cells, scores, False)
        return tuple(self._by_ending(word))

    def _led(self, word: str) -> list[Form] | None:
        """«Автопробег» as «пробег», by prefixes that are listed."""
        forms: list[Form] = []
        leads = [lead for lead in self._leads if word.startswith(lead)]
        for lead in sorted(leads, key=len, reverse=True):
            rest = word[len(lead) :]
            if len(rest) < 3:
                continue
            for form in self.readings(rest):
                if isinstance(form, OddForm):
                    return None
                forms.append(_led_by(lead, form, 0.75))
        return list(_distinct(forms, set()))

    def _cut(self, word: str) -> list[Form]:
        """«Байткод» as «код», by up to five letters before a word."""
        return [
            Form(word[:i] + spelling, cell.tag, 0.5, False, cell, word[:i])
            for i in range(1, 1 + min(5, len(word) - 3))
            for spelling, cells in self._words.found(word[i:])
            for cell in cells
        ]

    def _by_ending(self, word: str) -> Iterator[Form]:
        """As most listed words with the same ending decline."""
        if len(word) < SHORT:
            return
        for number in range(len(self._alike) - 1, -1, -1):
            if word.startswith(self.prefixes[number]):
                length, *guesses = self._guesses(number, word[-self._lengths[0] :])
                stem = word[: len(word) - length]
                for ending, score, cell in zip(*guesses, strict=True):
                    yield Form(stem + ending, cell.tag, score, False, cell, "")

    def _find_guesses(self, number: int, ending: str) -> Guesses:
        for length in self._lengths:
            known = ending[-length:]
            counted: dict[tuple[str, Grammemes, int], tuple[int, Cell]] = {}
            total = 1
            for spelling, found in self._alike[number].found(known):
                for count, cell in found:
                    total += count
                    counted.setdefault((spelling, cell.tag, cell.paradigm.id), (count, cell))
            if counted:
                guesses = [
                    (spelling, count / total * 0.5, cell)
                    for (spelling, _, _), (count, cell) in counted.items()
                ]
                guesses.sort(key=lambda guess: guess[1], reverse=True)
                return Guesses(len(known), *zip(*guesses, strict=True))
        return Guesses(0, (), (), ())

    def _cells(self, records: list[int]) -> tuple[Cell, ...]:
        return tuple([self._cell(record >> 16, record & 0xFFFF) for record in records])

    def _counted(self, records: list[int]) -> list[tuple[int, Cell]]:
        counted = [
            (record >> 32, self._cell(record >> 16 & 0xFFFF, record & 0xFFFF)) for record in records
        ]
        return [(count, cell) for count, cell in counted if cell.tag.is_productive]

    def _cell(self, paradigm: int, place: int) -> Cell:
        known = self._paradigms.get(paradigm)
        if known is None:
            known = self._paradigms[paradigm] = Paradigm(paradigm, self._numbers[paradigm], self)
        return known.cell(place)


class Tags(dict[int, Grammemes]):
    """Tags by their numbers, read when the first word has them."""

    def __init__(self, written: Sequence[str]) -> None:
        self._written = written

    def __missing__(self, number: int) -> Grammemes:
        tag = self[number] = read_grammemes(self._written[number])
        return tag


def _led_by(lead: str, form: Form, factor: float) -> Form:
    return Form(lead + form.word, form.tag, form.score * factor, False, form.cell, lead + form.lead)


def _distinct(forms: Iterable[Form], seen: set[Any]) -> Iterator[Form]:
    """The forms that a new word may have, each once."""
    for form in forms:
        key = form.word, form.tag, form.cell.paradigm.id
        if form.tag.is_productive and key not in seen:
            seen.add(key)
            yield form
