"""Places: their names in the nominative, their ISO codes, and which mentions are one place."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pressfacts.entities.nominative import (
    head_of,
    joined,
    nominative_words,
    nominatives,
    noun_parse,
)
from pressfacts.language import Morphology
from pressfacts.language.morphology import CASES, NUMBERS, fold
from pressfacts.records import Sentence

GEOGRAPHIC = "Geox"


class PlaceName(NamedTuple):
    """What a mention of a place says: `key` is equal for all names of one place."""

    name: str
    key: str
    code: str | None


def place_name(sentence: Sentence, first: int, last: int, morphology: Morphology) -> PlaceName:
    """The name of the place that tokens `first` to `last` mention."""
    candidates = _candidates(sentence, first, last, morphology)
    name = next((c for c in candidates if code_of(c)), candidates[0])
    return PlaceName(name, key_of(name), code_of(name))


def code_of(name: str) -> str | None:
    """The ISO 3166 code of a country, region or city."""
    key = table_key(name)
    return territories().get(key) or cities().get(key)


def key_of(name: str) -> str:
    """The code for countries and regions, whose names are many; the folded name for the rest."""
    return territories().get(table_key(name)) or table_key(name)


def table_key(name: str) -> str:
    """A name as the tables hold it: folded, with one kind of dash and blank."""
    return " ".join(fold(name).replace("–", "-").replace("—", "-").replace(" - ", "-").split())


@cache
def territories() -> dict[str, str]:
    """Folded names of countries and regions → ISO code."""
    return {table_key(name): code for code, names in _named_territories() for name in names}


@cache
def names_of(code: str) -> tuple[str, ...]:
    """All names of a country or region."""
    return next((names for each, names in _named_territories() if each == code), ())


@cache
def _named_territories() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = [*_rows("countries.tsv"), *_rows("regions.tsv")]
    return tuple((row[0], (row[1], *(row[2].split("|") if len(row) > 2 else ()))) for row in rows)


@cache
def cities() -> dict[str, str]:
    """Folded names of cities → ISO code of the region or country."""
    return {table_key(name): code for name, code in _rows("cities.tsv")}


def _rows(name: str) -> list[list[str]]:
    text = (files("pressfacts") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def _candidates(sentence: Sentence, first: int, last: int, morphology: Morphology) -> list[str]:
    """Possible nominatives, the one that grammar prefers first."""
    if last - first == 1:
        return _single(sentence, first, morphology)
    tokens = sentence.tokens
    head = head_of(sentence, first, last)
    words = nominative_words(sentence, first, last, head, morphology)
    every = list(words)
    for i in range(head + 1, last):
        noun = noun_parse(tokens[i], (), morphology) if tokens[i].text[0].isalpha() else None
        if noun is not None and tokens[i].case != "Nom":
            every[i - first] = next(
                (form for form, _ in nominatives(tokens[i].text, morphology)), tokens[i].text
            )
    raw = [token.text for token in tokens[first:last]]
    return [joined(sentence, first, each) for each in (words, every, raw)]


def _single(sentence: Sentence, at: int, morphology: Morphology) -> list[str]:
    token = sentence.tokens[at]
    if token.text.isupper() and len(token.text) > 1:
        return [token.text]

    def fit(option: tuple[str, Any]) -> float:
        name, parse = option
        return (
            3 * (parse.tag.case in CASES.get(token.case or "", ()))
            + 3 * (parse.tag.POS == "NOUN")
            + 2 * (GEOGRAPHIC in parse.tag)
            + (parse.tag.number == NUMBERS.get(token.number or ""))
            + 4 * (code_of(name) is not None)
            + parse.is_known
            + float(parse.score)
        )

    options = sorted(nominatives(token.text, morphology), key=fit, reverse=True)
    return [*dict.fromkeys(name for name, _ in options), token.text]


def abbreviates(short: str, names: Sequence[str]) -> bool:
    """Is a word in capitals made of the initials of one of the names («КР»)?"""
    return any(
        short == "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
        for name in names
    )
