"""The words of a person's name back into the nominative, by dictionary and ending.

A word of a name has several readings: «Берсенёва» is a woman in the nominative, or a man in the
genitive. Each reading carries the nominative that it supposes; the mention as a whole decides.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec import Struct

from pressfacts.entities.vocabulary import person_words
from pressfacts.language import Morphology
from pressfacts.language.morphology import CASES
from pressfacts.tables import shipped

ORDER = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
GENDERS = {"masc": "Masc", "femn": "Fem"}
GRAMMEMES = {"first": "Name", "middle": "Patr", "last": "Surn"}
CASE_OF = {name: case for case, names in CASES.items() for name in names}
# Hardly ever the end of a name that does not decline.
OBLIQUE = ("ой", "ей", "ого", "его", "ому", "ему", "ую", "юю")
VOWELS = frozenset("аеёиоуыэюя")
HUSHING = frozenset("жшчщц")
VELAR = frozenset("гкхжшчщ")
SOFT = VOWELS | frozenset("ьй")  # letters after which no hard stem ends
STEM = 2  # letters, at least
ANY_STEM = "-" * STEM
SEEN = 3  # letters from the end, at most, that the rules of the stem and of fixity look at
RUSSIAN = re.compile("[а-яё]+")
RIVAL = 0.4  # how much less likely a second nominative of a surname may be
NOMINATIVE = frozenset({"nomn"})
HARD_CASES = {"а": ("Gen", "Acc"), "у": ("Dat",), "е": ("Loc",)}  # by the letter after the stem
CASES_ON_A = {"а": ("Nom",), "у": ("Acc",), "е": ("Dat", "Loc"), "ы": ("Gen",)}
GENDERS_ON_A = (("Fem", 0.8), ("Masc", 0.7))


Form = tuple[str, str]  # gender (Masc, Fem) and case
FORMS: tuple[Form, ...] = tuple(product(GENDERS.values(), ORDER))
PLACES = {form: place for place, form in enumerate(FORMS)}


Reading = tuple[str, float]  # a nominative that a word can come from, and what speaks for it
Found = Iterator[tuple[Form, str, float]]  # of each form a nominative and its weight


class Declined(Struct, frozen=True, gc=False):
    """The weightiest reading of a word in each of FORMS.

    `rivals` are the second ones, where the first is hardly more likely; surnames alone have them.
    """

    nominatives: tuple[str, ...]
    weights: tuple[float, ...]
    rivals: dict[int, Reading] = {}


class Tail(Struct, frozen=True, gc=False):
    """How all words with one tail can be understood; of a nominative, what stands for the tail."""

    readings: tuple[list[Reading], ...]  # in each of FORMS, the weightiest first
    declined: Declined


class Ending(NamedTuple):
    """A row of the table: how words with one ending decline."""

    part: str
    gender: str
    weight: float
    forms: tuple[str, ...]  # in the order of ORDER


@cache
def _endings() -> tuple[Ending, ...]:
    text = shipped("person_endings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple(Ending(r[0], r[1], float(r[2]), tuple(r[3:])) for r in rows)


def is_patronymic(word: str) -> bool:
    """«Кузьмич», «Ильиничной»: by its ending."""
    return word[STEM:].endswith(_patronymic_endings())


@cache
def _patronymic_endings() -> tuple[str, ...]:
    told = (e for e in _endings() if e.part == "middle" and e.weight >= 3)
    return tuple({form for ending in told for form in ending.forms})


@lru_cache(maxsize=512)
def is_first_name(word: str, morphology: Morphology) -> bool:
    """A first name of the dictionary that is no surname."""
    for parse in _parses(word, morphology):
        tag = parse.tag
        if parse.is_known and "Name" in tag and "Surn" not in tag and tag.number == "sing":
            return True
    return False


def _parses(word: str, morphology: Morphology) -> Sequence[Any]:
    """The readings of a word, asked for as it stands.

    So was it for its lemma, and a word that the dictionary lacks can cost half a millisecond; its
    capitals change nothing, but for a single letter.
    """
    return morphology.unranked(word if len(word) > 1 else word.lower())


@cache
def east_asian_surnames() -> frozenset[str]:
    """Surnames that stand before the given name."""
    text = shipped("east_asian_surnames.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


def declined(word: str, part: str, morphology: Morphology) -> Declined:
    """How a word can be understood in a part of the name (first, middle, last), hyphens included.

    Every gender and case has a reading: a word may stay as it is.
    """
    if "-" not in word:
        return _simple(word, part, morphology)
    pieces = [_simple(piece, part, morphology) for piece in word.split("-")]
    return Declined(
        tuple(map("-".join, zip(*[piece.nominatives for piece in pieces], strict=True))),
        tuple(
            [
                sum(weights) / len(pieces)
                for weights in zip(*[piece.weights for piece in pieces], strict=True)
            ]
        ),
    )


def unchanged(word: str, weight: float) -> Declined:
    """A word that stays as it is in all forms, by what speaks for that."""
    return Declined((word,) * len(FORMS), (weight,) * len(FORMS))


@lru_cache(maxsize=512)  # other releases have other names
def _simple(word: str, part: str, morphology: Morphology) -> Declined:
    lower = word.lower()
    if not word[:1].isupper() or not RUSSIAN.fullmatch(lower):
        return unchanged(word, 1.0)
    if lower in person_words().fixed:
        return unchanged(word, 2.0)
    letters = _tail_of(word, part)
    stem = lower[: len(word) - len(letters)]
    tail = _by_tail(letters, bool(stem), part)
    listed = _by_dictionary(word, part, morphology)
    cased = str.upper if word.isupper() and len(word) > 1 else str.capitalize
    nominatives = [cased(stem + ending) for ending in tail.declined.nominatives]
    weights = list(tail.declined.weights)
    rivals = {place: (cased(stem + end), w) for place, (end, w) in tail.declined.rivals.items()}
    for form, readings in listed.items():
        place = PLACES[form]
        guessed = [(stem + ending, weight) for ending, weight in tail.readings[place]]
        found = [(cased(text), weight) for text, weight in _weighed([*readings, *guessed])]
        nominatives[place], weights[place] = found[0]
        rivals.pop(place, None)
        if _has_rival(found, part):
            rivals[place] = found[1]
    return Declined(tuple(nominatives), tuple(weights), rivals)


def _has_rival(readings: Sequence[Reading], part: str) -> bool:
    return part == "last" and len(readings) > 1 and readings[1][1] >= readings[0][1] - RIVAL


def _tail_of(word: str, part: str) -> str:
    """The letters by which a word declines; all of it where they leave no stem."""
    length = SEEN
    for longer, forms in _long_forms(part):
        if word[-longer:] in forms:
            length = longer
            break
    return word[-length:] if len(word) >= length + STEM else word


@lru_cache(maxsize=512)
def _by_tail(letters: str, is_end: bool, part: str) -> Tail:
    word = ANY_STEM + letters if is_end else letters
    lower, stem = word.lower(), len(word) - len(letters)
    found: dict[Form, list[Reading]] = {}
    for form, nominative, weight in (*_by_table(word, part), *_by_stem(word)):
        found.setdefault(form, []).append((nominative[stem:].lower(), weight))
    fixed = [[(lower[stem:], weight)] for weight in _fixity(lower, part)]
    stays = dict(zip(GENDERS.values(), fixed, strict=True))
    readings = [
        _weighed(found[form] + stays[form[0]]) if form in found else stays[form[0]]
        for form in FORMS
    ]
    weightiest = Declined(
        tuple([each[0][0] for each in readings]),
        tuple([each[0][1] for each in readings]),
        {place: each[1] for place, each in enumerate(readings) if _has_rival(each, part)},
    )
    return Tail(tuple(readings), weightiest)


def _weighed(found: Sequence[Reading]) -> list[Reading]:
    """Each nominative once, with the most that speaks for it; the weightiest first."""
    weights: dict[str, float] = {}
    for nominative, weight in found:
        if weight > weights.get(nominative, 0.0):
            weights[nominative] = weight
    return sorted(weights.items(), key=itemgetter(1), reverse=True)


def _by_dictionary(word: str, part: str, morphology: Morphology) -> dict[Form, list[Reading]]:
    """First names and surnames that the dictionary has."""
    grammeme = GRAMMEMES[part]
    listed = _listed(_parses(word, morphology), grammeme)
    if len({(parse.tag.gender, parse.tag.case) for parse in listed}) < len(listed):
        # Seldom: it costs more than all here.
        listed = _listed(morphology.parses(word.lower()), grammeme)
    found: dict[Form, list[Reading]] = {}
    for parse in listed:
        gender, case = GENDERS.get(parse.tag.gender or ""), CASE_OF.get(parse.tag.case or "")
        nominative = parse.inflect(NOMINATIVE)
        if case and nominative:
            weight = 3.0 if parse.is_known else 1.2
            # «Анне» is a name that stays, but far more often a form of «Анна».
            reading = nominative.word, weight - 0.8 * ("Fixd" in parse.tag)
            for each in [gender] if gender else GENDERS.values():
                found.setdefault((each, case), []).append(reading)
    return found


def _listed(parses: Sequence[Any], grammeme: str) -> list[Any]:
    return [parse for parse in parses if grammeme in parse.tag and parse.tag.number == "sing"]


def _by_table(word: str, part: str) -> Found:
    for form, case, ending in _forms(part).get(word[-1:], ()):
        if word.endswith(form) and len(word) - len(form) >= STEM:
            nominative = word[: len(word) - len(form)] + ending.forms[0]
            if _is_possible(nominative):
                yield (ending.gender, case), nominative, ending.weight


@cache
def _forms(part: str) -> dict[str, list[tuple[str, str, Ending]]]:
    """The forms of the table for a part of the name, by their last letter."""
    forms: dict[str, list[tuple[str, str, Ending]]] = {}
    for ending in _endings():
        if ending.part in (part, "any"):
            for case, form in zip(ORDER, ending.forms, strict=True):
                forms.setdefault(form[-1], []).append((form, case, ending))
    return forms


@cache
def _long_forms(part: str) -> tuple[tuple[int, frozenset[str]], ...]:
    """The forms of the table for a part that are longer than what all rules see, by length."""
    forms = {form for row in _forms(part).values() for form, _, _ in row if len(form) > SEEN}
    lengths = sorted({len(form) for form in forms}, reverse=True)
    return tuple((n, frozenset(form for form in forms if len(form) == n)) for n in lengths)


def _is_possible(nominative: str) -> bool:
    """«-й» stands after a vowel only, «-ь» after a consonant."""
    before, last = nominative[-2].lower(), nominative[-1]
    return not (last == "й" and before not in VOWELS) and not (last == "ь" and before in VOWELS)


def _fixity(lower: str, part: str) -> tuple[float, float]:
    """What speaks for a man's and a woman's name that does not decline."""
    last = lower[-1]
    if lower.endswith(OBLIQUE):
        return 0.1, 0.1
    if last not in VOWELS:
        return 0.2, 0.9
    if last in "ыю":
        weight = 0.2
    elif last == "у":
        weight = 0.35
    elif last == "е":
        weight = 0.5 if part == "first" else 0.65
    elif lower.endswith(("ки", "ги", "хи")):
        weight = 0.6
    else:
        weight = 0.9 if last in "оиэё" else 0.1
    return weight, weight


def _by_stem(word: str) -> Found:
    """Stems on a consonant and words on «-а»."""
    lower = word.lower()
    yield from _hard_masculine(word, lower)
    yield from _on_a(word, lower)


def _hard_masculine(word: str, lower: str) -> Found:
    last, before = lower[-1], lower[-2:-1]
    if last not in SOFT:
        like_oblique = len(lower) > 4 and lower.endswith(("ом", "ем", "ым", "им"))
        yield ("Masc", "Nom"), word, 0.4 if like_oblique else 1.0
    if last in HARD_CASES and len(lower) > 2 and before not in SOFT:
        for case in HARD_CASES[last]:
            yield ("Masc", case), word[:-1], 1.0
    if last == "м" and len(lower) > 3 and before in "ое" and lower[-3] not in SOFT:
        fits = (before == "е") == (lower[-3] in HUSHING)
        yield ("Masc", "Ins"), word[:-2], 1.0 if fits else 0.5


def _on_a(word: str, lower: str) -> Found:
    last, before = lower[-1], lower[-2:-1]
    cases, stem = CASES_ON_A.get(last, ()), word[:-1]
    if last == "и" and before in VELAR:
        cases = ("Gen",)
    elif last == "й" and len(lower) > 3 and (before == "о" or _is_soft_on_a(lower)):
        cases, stem = ("Ins",), word[:-2]
    for case in cases:
        for gender, weight in GENDERS_ON_A:
            yield (gender, case), stem + "а", weight


def _is_soft_on_a(lower: str) -> bool:
    """«Дружей»: the instrumental after a hushing sound."""
    return lower[-2] == "е" and lower[-3] in HUSHING
