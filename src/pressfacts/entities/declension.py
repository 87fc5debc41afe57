"""The words of a person's name back into the nominative, by dictionary and ending.

A word of a name has several readings: «Берсенёва» is a woman in the nominative, or a man in the
genitive. Each reading carries the nominative that it supposes; the mention as a whole decides.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

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


class Reading(Struct, frozen=True, gc=False):
    """One way to understand a word of a name."""

    nominative: str
    gender: str  # Masc, Fem
    case: str
    weight: float


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
    return any(reading.weight >= 3 for reading in _by_table(word, "middle"))


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


def readings(word: str, part: str, morphology: Morphology) -> tuple[Reading, ...]:
    """All readings of a word in a part of the name (first, middle, last), hyphens included."""
    pieces = word.split("-")
    if len(pieces) == 1:
        return _simple(word, part, morphology)
    result: list[Reading] = []
    options = [_simple(piece, part, morphology) for piece in pieces]
    for gender in ("Masc", "Fem"):
        for case in ORDER:
            best = [
                max(
                    (r for r in readings_ if r.gender == gender and r.case == case),
                    key=lambda r: r.weight,
                    default=None,
                )
                for readings_ in options
            ]
            if all(best):
                chosen = [r for r in best if r]
                result.append(
                    Reading(
                        "-".join(r.nominative for r in chosen),
                        gender,
                        case,
                        sum(r.weight for r in chosen) / len(chosen),
                    )
                )
    return tuple(result)


@lru_cache(maxsize=1_024)  # 3 kB each, and other releases have other names
def _simple(word: str, part: str, morphology: Morphology) -> tuple[Reading, ...]:
    if not word[:1].isupper() or not _is_russian(word):
        return tuple(_unchanged(word, 1.0))
    if word.lower() in person_words().fixed:
        return tuple(_unchanged(word, 2.0))
    found: dict[tuple[str, str, str], float] = {}
    for reading in (
        *_by_dictionary(word, part, morphology),
        *_by_table(word, part),
        *_by_stem(word, part),
    ):
        key = (_cased(reading.nominative, word), reading.gender, reading.case)
        found[key] = max(found.get(key, 0.0), reading.weight)
    return tuple(Reading(*key, weight) for key, weight in found.items())


def _is_russian(word: str) -> bool:
    return all("а" <= letter <= "я" or letter == "ё" for letter in word.lower())


def _cased(nominative: str, word: str) -> str:
    return nominative.upper() if word.isupper() and len(word) > 1 else nominative.capitalize()


def _unchanged(word: str, weight: float) -> Iterator[Reading]:
    for gender in ("Masc", "Fem"):
        for case in ORDER:
            yield Reading(word, gender, case, weight)


def _by_dictionary(word: str, part: str, morphology: Morphology) -> Iterator[Reading]:
    """First names and surnames that the dictionary has."""
    grammeme = {"first": "Name", "last": "Surn", "middle": "Patr"}[part]
    for parse in morphology.parses(word.lower()):
        if grammeme in parse.tag and parse.tag.number == "sing":
            weight = 3.0 if parse.is_known else 1.2
            # «Анне» is a name that stays, but far more often a form of «Анна».
            yield from _dictionary_reading(parse, weight - 0.8 * ("Fixd" in parse.tag))


def _dictionary_reading(parse: Any, weight: float) -> Iterator[Reading]:
    gender, case = GENDERS.get(parse.tag.gender or ""), CASE_OF.get(parse.tag.case or "")
    nominative = parse.inflect(frozenset({"nomn"}))
    if case and nominative:
        for each in [gender] if gender else GENDERS.values():
            yield Reading(nominative.word, each, case, weight)


def _by_table(word: str, part: str) -> Iterator[Reading]:
    for form, case, ending in _forms(part).get(word[-1:], ()):
        if word.endswith(form) and len(word) - len(form) >= 2:
            nominative = word[: len(word) - len(form)] + ending.forms[0]
            if not _is_possible(nominative):
                continue
            yield Reading(nominative, ending.gender, case, ending.weight)


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


def _by_stem(word: str, part: str) -> Iterator[Reading]:
    """Stems on a consonant, words on «-а», and what does not decline."""
    lower = word.lower()
    yield from _hard_masculine(word, lower)
    yield from _on_a(word, lower)
    if lower.endswith(OBLIQUE):
        yield from _unchanged(word, 0.1)
    elif lower[-1] not in VOWELS:
        yield from (r for r in _unchanged(word, 0.9) if r.gender == "Fem")
        yield from (r for r in _unchanged(word, 0.2) if r.gender == "Masc")
    elif lower[-1] in "ыю":
        yield from _unchanged(word, 0.2)
    elif lower[-1] == "у" or (lower[-1] == "е" and part == "first"):
        yield from _unchanged(word, 0.35 if lower[-1] == "у" else 0.5)
    elif lower[-1] == "е":
        yield from _unchanged(word, 0.65)
    elif lower.endswith(("ки", "ги", "хи")):
        yield from _unchanged(word, 0.6)
    elif lower[-1] in "оиэё":
        yield from _unchanged(word, 0.9)
    else:
        yield from _unchanged(word, 0.1)


def _hard_masculine(word: str, lower: str) -> Iterator[Reading]:
    if lower[-1] not in VOWELS and lower[-1] not in "ьй":
        like_oblique = len(lower) > 4 and lower.endswith(("ом", "ем", "ым", "им"))
        yield Reading(word, "Masc", "Nom", 0.4 if like_oblique else 1.0)
    for ending, cases in (("а", ("Gen", "Acc")), ("у", ("Dat",)), ("е", ("Loc",))):
        if lower.endswith(ending) and len(lower) > 2 and lower[-2] not in VOWELS | {"ь", "й"}:
            yield from (Reading(word[:-1], "Masc", case, 1.0) for case in cases)
    for ending in ("ом", "ем"):
        if lower.endswith(ending) and len(lower) > 3 and lower[-3] not in VOWELS | {"ь", "й"}:
            fits = (ending == "ем") == (lower[-3] in HUSHING)
            yield Reading(word[:-2], "Masc", "Ins", 1.0 if fits else 0.5)


def _on_a(word: str, lower: str) -> Iterator[Reading]:
    for gender, weight in (("Fem", 0.8), ("Masc", 0.7)):
        if lower[-1] == "а":
            yield Reading(word, gender, "Nom", weight)
        if lower[-1] == "у":
            yield Reading(word[:-1] + "а", gender, "Acc", weight)
        if lower[-1] == "е":
            yield from (Reading(word[:-1] + "а", gender, c, weight) for c in ("Dat", "Loc"))
        soft = lower.endswith("ей") and lower[-3:-2] in HUSHING
        if (lower.endswith("ой") or soft) and len(lower) > 3:
            yield Reading(word[:-2] + "а", gender, "Ins", weight)
        if (lower[-1] == "и" and lower[-2:-1] in VELAR) or lower[-1] == "ы":
            yield Reading(word[:-1] + "а", gender, "Gen", weight)
