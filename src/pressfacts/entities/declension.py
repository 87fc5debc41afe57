"""The words of a person's name back into the nominative, by dictionary and ending.

A word of a name has several readings: «Берсенёва» is a woman in the nominative, or a man in the
genitive. Each reading carries the nominative that it supposes; the mention as a whole decides.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

from pressfacts.entities.vocabulary import person_words
from pressfacts.language import Morphology
from pressfacts.language.morphology import CASES
from pressfacts.tables import shipped

ORDER = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
GENDERS = {"masc": "Masc", "femn": "Fem"}
CASE_OF = {name: case for case, names in CASES.items() for name in names}
# Hardly ever the end of a name that does not decline.
OBLIQUE = ("ой", "ей", "ого", "его", "ому", "ему", "ую", "юю")
VOWELS = frozenset("аеёиоуыэюя")
HUSHING = frozenset("жшчщц")
VELAR = frozenset("гкхжшчщ")
STEM = 2  # letters, at least
NOMINATIVE = frozenset({"nomn"})


Form = tuple[str, str]  # gender (Masc, Fem) and case
FORMS: tuple[Form, ...] = tuple(product(GENDERS.values(), ORDER))


Reading = tuple[str, float]  # a nominative that a word can come from, and what speaks for it
Forms = dict[Form, tuple[Reading, ...]]  # the weightiest first
Found = Iterator[tuple[Form, str, float]]  # of each form a nominative and its weight


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


@lru_cache(maxsize=1_024)
def is_first_name(word: str, morphology: Morphology) -> bool:
    """A first name of the dictionary that is no surname."""
    return any(
        parse.is_known
        and "Name" in parse.tag
        and "Surn" not in parse.tag
        and parse.tag.number == "sing"
        for parse in morphology.unranked(word.lower())
    )


@cache
def east_asian_surnames() -> frozenset[str]:
    """Surnames that stand before the given name."""
    text = shipped("east_asian_surnames.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


def declined(word: str, part: str, morphology: Morphology) -> Forms:
    """How a word can be understood in a part of the name (first, middle, last), hyphens included.

    Every gender and case has a reading: a word may stay as it is.
    """
    pieces = word.split("-")
    if len(pieces) == 1:
        return _simple(word, part, morphology)
    options = [_simple(piece, part, morphology) for piece in pieces]
    return {form: (_compound([option[form][0] for option in options]),) for form in FORMS}


def _compound(pieces: Sequence[Reading]) -> Reading:
    weight = sum(weight for _, weight in pieces) / len(pieces)
    return "-".join(nominative for nominative, _ in pieces), weight


@lru_cache(maxsize=1_024)  # 2 kB each, and other releases have other names
def _simple(word: str, part: str, morphology: Morphology) -> Forms:
    if not word[:1].isupper() or not _is_russian(word):
        return _unchanged(word, 1.0)
    if word.lower() in person_words().fixed:
        return _unchanged(word, 2.0)
    changed: dict[Form, list[tuple[str, float]]] = {}
    for form, nominative, weight in (
        *_by_dictionary(word, part, morphology),
        *_by_table(word, part),
        *_by_stem(word),
    ):
        changed.setdefault(form, []).append((_cased(nominative, word), weight))
    forms = _unchanged(_cased(word, word), *_fixity(word.lower(), part))
    for form, found in changed.items():
        forms[form] = _heaviest(*found, *forms[form])
    return forms


def _heaviest(*found: tuple[str, float]) -> tuple[Reading, ...]:
    """The two nominatives that most speaks for: nobody asks for a third one."""
    weights: dict[str, float] = {}
    for nominative, weight in found:
        if weight > weights.get(nominative, 0.0):
            weights[nominative] = weight
    if len(weights) == 1:
        return tuple(weights.items())
    return tuple(sorted(weights.items(), key=itemgetter(1), reverse=True)[:2])


def _is_russian(word: str) -> bool:
    return all("а" <= letter <= "я" or letter == "ё" for letter in word.lower())


def _cased(nominative: str, word: str) -> str:
    return nominative.upper() if word.isupper() and len(word) > 1 else nominative.capitalize()


def _unchanged(word: str, man: float, woman: float | None = None) -> Forms:
    """The readings of a word that stays as it is in all cases, by what speaks for that."""
    stays = {"Masc": ((word, man),), "Fem": ((word, man if woman is None else woman),)}
    return {form: stays[form[0]] for form in FORMS}


def _by_dictionary(word: str, part: str, morphology: Morphology) -> Found:
    """First names and surnames that the dictionary has."""
    grammeme = {"first": "Name", "last": "Surn", "middle": "Patr"}[part]
    lower = word.lower()
    listed = _listed(morphology.unranked(lower), grammeme)
    if len({(parse.tag.gender, parse.tag.case) for parse in listed}) < len(listed):
        listed = _listed(morphology.parses(lower), grammeme)  # seldom: it costs more than all here
    for parse in listed:
        weight = 3.0 if parse.is_known else 1.2
        # «Анне» is a name that stays, but far more often a form of «Анна».
        yield from _dictionary_reading(parse, weight - 0.8 * ("Fixd" in parse.tag))


def _listed(parses: Sequence[Any], grammeme: str) -> list[Any]:
    return [parse for parse in parses if grammeme in parse.tag and parse.tag.number == "sing"]


def _dictionary_reading(parse: Any, weight: float) -> Found:
    gender, case = GENDERS.get(parse.tag.gender or ""), CASE_OF.get(parse.tag.case or "")
    nominative = parse.inflect(NOMINATIVE)
    if case and nominative:
        for each in [gender] if gender else GENDERS.values():
            yield (each, case), nominative.word, weight


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
    if lower[-1] not in VOWELS and lower[-1] not in "ьй":
        like_oblique = len(lower) > 4 and lower.endswith(("ом", "ем", "ым", "им"))
        yield ("Masc", "Nom"), word, 0.4 if like_oblique else 1.0
    for ending, cases in (("а", ("Gen", "Acc")), ("у", ("Dat",)), ("е", ("Loc",))):
        if lower.endswith(ending) and len(lower) > 2 and lower[-2] not in VOWELS | {"ь", "й"}:
            yield from ((("Masc", case), word[:-1], 1.0) for case in cases)
    for ending in ("ом", "ем"):
        if lower.endswith(ending) and len(lower) > 3 and lower[-3] not in VOWELS | {"ь", "й"}:
            fits = (ending == "ем") == (lower[-3] in HUSHING)
            yield ("Masc", "Ins"), word[:-2], 1.0 if fits else 0.5


def _on_a(word: str, lower: str) -> Found:
    for gender, weight in (("Fem", 0.8), ("Masc", 0.7)):
        if lower[-1] == "а":
            yield (gender, "Nom"), word, weight
        if lower[-1] == "у":
            yield (gender, "Acc"), word[:-1] + "а", weight
        if lower[-1] == "е":
            yield from (((gender, c), word[:-1] + "а", weight) for c in ("Dat", "Loc"))
        soft = lower.endswith("ей") and lower[-3:-2] in HUSHING
        if (lower.endswith("ой") or soft) and len(lower) > 3:
            yield (gender, "Ins"), word[:-2] + "а", weight
        if (lower[-1] == "и" and lower[-2:-1] in VELAR) or lower[-1] == "ы":
            yield (gender, "Gen"), word[:-1] + "а", weight
