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
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec.structs import replace

from pressfacts.language.analyzer import MappedAnalyzer
from pressfacts.language.automaton import Automaton, Probabilities
from pressfacts.language.grammemes import Grammemes, agreement, read_grammemes
from pressfacts.language.paradigms import (
    Declension,
    Entry,
    Form,
    Kind,
    OddForm,
    Paradigm,
    Reading,
    odd_form,
)
from pressfacts.language.recent import Recent

RUSSIAN = re.compile("[а-яё]+")
# But not «по-новому», nor «скажи-ка».
PAIR = re.compile("(?!по-)[^-]+-(?!(?:то|ка|таки|де|тко|тка|с|ста)$)[а-яё]+")
Found = Entry | tuple[Form, ...]
WORDS = 3_072  # of each generation: full after 200 releases, and memory is flat from there
STATES = 4_096  # of the automaton of words
KEPT = 1_024  # guesses for endings, and tags changed by a wish
SHORT = 4  # letters; the endings of shorter words tell nothing
ODD = 128  # words that pymorphy3 declines
UNKNOWN = read_grammemes("UNKN")  # pymorphy3's tag where nothing tells, as with short words


class Guesses(NamedTuple):
    """How much of an ending is known, and how the words that have it decline."""

    length: int
    endings: tuple[str, ...]  # as they are written, one for each reading
    kind: Kind


NO_GUESSES = Guesses(0, (), Kind((), (), (), (), False))


class Lexicon:
    """All readings of a word, the most probable first."""

    def __init__(self, analyzer: MappedAnalyzer) -> None:
        source = analyzer.dictionary
        self.prefixes: list[str] = source.paradigm_prefixes
        self.endings: list[str] = source.suffixes
        self.tags: Mapping[int, Grammemes] = Tags(source.gramtab.written)
        self._analyzer = analyzer
        self._declensions: dict[bytes, Declension] = {}
        self._paradigms = Paradigms(self, source.paradigms)
        self._shared: dict[Any, Any] = {}
        self._words = Automaton(source.words, 4, self._listed, STATES)
        self._prefixes = tuple(self.prefixes[1:])  # but that of nearly all paradigms, which is none
        self._alike = [
            Automaton(each, 8, self._counted, KEPT) for each in source.prediction_suffixes_dawgs
        ]
        self._probabilities = Probabilities(analyzer.prob_estimator.p_t_given_w)
        units = {type(unit).__name__: unit for unit, _ in analyzer._units}
        self._longest: int = units["KnownSuffixAnalyzer"]._prediction_splits[0]
        self._leads: tuple[str, ...] = tuple(units["KnownPrefixAnalyzer"].known_prefixes)
        self._asked = lru_cache(maxsize=ODD)(analyzer.parse)
        self._guesses = lru_cache(maxsize=KEPT)(self._find_guesses)
        self._updated = lru_cache(maxsize=KEPT)(self._update)
        self.find = Recent(self._find, WORDS).__getitem__

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

    def _find(self, lower: str) -> Found:
        """The entry of a word in small letters, or its readings where they have not one spelling.

        Empty for a word that `readings` alone knows.
        """
        if len(lower) < 2:
            return ()
        listed = self._words.found(lower)
        if len(listed) == 1:
            return Entry(*listed[0])
        if listed:
            return tuple([form for each in listed for form in Entry(*each).forms])
        return self._guessed(lower) if RUSSIAN.fullmatch(lower) else ()

    def likeliest(self, word: str, tags: Sequence[Grammemes]) -> int:
        """The place of the one most frequent in the corpus, the first where it tells nothing."""
        known = self._probabilities.of(word, [tag.written for tag in tags])
        return 0 if known is None else known.index(max(known))

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The readings of a word, the most probable first."""
        lower = word.lower()
        if len(word) > 1:
            found = self.find(lower)
            if found:
                return self.ranked(lower, found.forms if isinstance(found, Entry) else found)
            if PAIR.fullmatch(lower) and not lower.startswith(self._leads):
                paired = self._paired(*lower.split("-"))
                if paired:
                    return paired
            if len(word) < SHORT and RUSSIAN.fullmatch(lower):
                return (
                    OddForm(lower, UNKNOWN, 1.0, False, lower, partial(self._reading, lower, 0)),
                )
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
                Form(f.word, f.tag, f.score * unity, f.is_known, f.paradigm, f.place, f.lead)
                for f in forms
            )
        ranked = [
            Form(f.word, f.tag, score, f.is_known, f.paradigm, f.place, f.lead)
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
                if agreement(a.tag) == agreement(b.tag):
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

    def _guessed(self, word: str) -> Found:
        """The readings of a word that is not listed; none where pymorphy3 has to be asked."""
        if word.startswith(self._leads):
            led = self._led(word)
            if led is None:
                return ()
            if led:
                return tuple(led)
        cut = self._cut(word)
        if cut or word.startswith(self._prefixes):
            guessed = sorted(self._by_ending(word), key=lambda form: form.score, reverse=True)
            return tuple(_distinct(cut + guessed))
        if len(word) < SHORT:
            return ()
        length, endings, kind = self._guesses(0, word[-self._longest :])
        if len(set(endings)) == 1:
            return Entry(word[: len(word) - length] + endings[0], kind)
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
        return _distinct(forms)

    def _cut(self, word: str) -> list[Form]:
        """«Байткод» as «код», by up to five letters before a word."""
        return [
            Form(word[:i] + spelling, tag, 0.5, False, paradigm, place, word[:i])
            for i in range(1, 1 + min(5, len(word) - 3))
            for spelling, kind in self._words.found(word[i:])
            for tag, paradigm, place in zip(kind.tags, kind.paradigms, kind.places, strict=True)
            if tag.is_productive
        ]

    def _by_ending(self, word: str) -> list[Form]:
        """As most listed words with the same ending decline."""
        if len(word) < SHORT:
            return []
        forms = []
        for number in range(len(self._alike) - 1, -1, -1):
            if word.startswith(self.prefixes[number]):
                length, endings, kind = self._guesses(number, word[-self._longest :])
                stem = word[: len(word) - length]
                forms += [
                    Form(stem + ending, tag, score, False, paradigm, place, "")
                    for ending, tag, paradigm, place, score in zip(
                        endings, kind.tags, kind.paradigms, kind.places, kind.scores, strict=True
                    )
                ]
        return forms

    def _find_guesses(self, number: int, ending: str) -> Guesses:
        """What the longest known part of an ending tells, likely readings first."""
        counted: dict[tuple[str, Grammemes, int], tuple[int, Grammemes, Paradigm, int, str]] = {}
        total = 1
        for spelling, found in self._alike[number].found(ending):
            for count, tag, paradigm, place in found:
                total += count
                key = spelling, tag, paradigm.id
                if key not in counted:
                    counted[key] = count, tag, paradigm, place, spelling
        if not counted:
            shorter = ending[1:]
            return self._guesses(number, shorter) if shorter else NO_GUESSES
        by_count = sorted(counted.values(), key=itemgetter(0), reverse=True)
        counts, tags, paradigms, places, endings = zip(*by_count, strict=True)
        scores = tuple([count / total * 0.5 for count in counts])
        return Guesses(len(ending), endings, Kind(tags, paradigms, places, scores, False))

    def _listed(self, records: list[int]) -> Kind:
        shared = self._shared.setdefault  # thousands of kinds have some hundred rows of tags
        places = tuple([record & 0xFFFF for record in records])
        paradigms = tuple([self._paradigms[record >> 16] for record in records])
        tags = tuple([p.tag(place) for p, place in zip(paradigms, places, strict=True)])
        return Kind(shared(tags, tags), paradigms, shared(places, places), _ones(len(tags)), True)

    def _counted(self, records: list[int]) -> list[tuple[int, Grammemes, Paradigm, int]]:
        counted = []
        for record in records:
            paradigm, place = self._paradigms[record >> 16 & 0xFFFF], record & 0xFFFF
            tag = paradigm.tag(place)
            if tag.is_productive:
                counted.append((record >> 32, tag, paradigm, place))
        return counted


class Paradigms(dict[int, Paradigm]):
    """Paradigms by their numbers, made when the first word has them."""

    def __init__(self, lexicon: Lexicon, numbers: Sequence[memoryview]) -> None:
        self._lexicon = lexicon
        self._numbers = numbers

    def __missing__(self, number: int) -> Paradigm:
        known = self[number] = Paradigm(number, self._numbers[number], self._lexicon)
        return known


class Tags(dict[int, Grammemes]):
    """Tags by their numbers, read when the first word has them."""

    def __init__(self, written: Sequence[str]) -> None:
        self._written = written

    def __missing__(self, number: int) -> Grammemes:
        tag = self[number] = read_grammemes(self._written[number])
        return tag


@cache
def _ones(count: int) -> tuple[float, ...]:
    """The scores of readings that were not weighed."""
    return (1.0,) * count


def _led_by(lead: str, form: Form, factor: float) -> Form:
    word, score = lead + form.word, form.score * factor
    return Form(word, form.tag, score, False, form.paradigm, form.place, lead + form.lead)


def _distinct(forms: Iterable[Form]) -> list[Form]:
    """The forms that a new word may have, each once."""
    seen = set()
    distinct = []
    for form in forms:
        key = form.word, form.tag, form.paradigm.id
        if form.tag.is_productive and key not in seen:
            seen.add(key)
            distinct.append(form)
    return distinct
