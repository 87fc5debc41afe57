"""The calendar words and number words of Russian, from `data/`."""

from functools import cache
from typing import Any

from msgspec import Struct

from pressfacts.dates.points import Form
from pressfacts.tables import read_shipped


class Meaning(Struct, frozen=True, gc=False):
    """What a word means to the grammar: its kind, a number, and a name where words share a kind."""

    kind: str
    value: int = 0
    name: str = ""


class Vocabulary(Struct, frozen=True):
    """Meanings by word form or sign and, for the words that inflect freely, by lemma."""

    forms: dict[str, Meaning]
    lemmas: dict[str, Meaning]
    telling: frozenset[str]  # forms without which there is no date but in digits
    planned: frozenset[str]
    topics: frozenset[str]
    streets: frozenset[str]
    licensing: frozenset[str]
    joiners: dict[str, list[str]]
    limits: dict[str, Form]
    opening: frozenset[str]  # prepositions that an expression may begin with
    adverbial: tuple[str, ...]
    suffixes: frozenset[str]
    holidays: dict[tuple[str, ...], tuple[int, int]]  # lemmas → month, day
    holiday_starts: frozenset[str]


DASHES = frozenset("-–—‑−")
SIGNS = {
    **dict.fromkeys(DASHES, Meaning("dash")),
    ",": Meaning("comma"),
    ".": Meaning("dot"),
    ":": Meaning("colon"),
    "/": Meaning("slash"),
    "(": Meaning("open"),
    ")": Meaning("close"),
}
TELLING = frozenset(("month", "weekday", "season", "day-word", "eve", "unit"))


@cache
def vocabulary() -> Vocabulary:
    """The whole vocabulary, read once."""
    dates, numbers, holidays = (
        read_shipped(f"{name}.toml", dict[str, Any]) for name in ("dates", "numbers", "holidays")
    )
    lemmas = _meanings(dates["lemmas"])
    for kind, table in (
        ("cardinal", numbers["cardinals"] | numbers["collectives"]),
        ("ordinal", numbers["ordinals"]),
        ("multiplier", numbers["multipliers"]),
    ):
        lemmas |= {lemma: Meaning(kind, value) for lemma, value in table.items()}
    days = {
        tuple(name.split()): (int(day[:2]), int(day[3:])) for name, day in holidays["days"].items()
    }
    forms = _meanings(dates["forms"]) | SIGNS
    return Vocabulary(
        forms=forms,
        lemmas=lemmas,
        telling=frozenset(form for form, meaning in forms.items() if meaning.kind in TELLING),
        topics=frozenset(dates["topics"]["lemmas"].split()),
        licensing=frozenset(dates["prepositions"]["licensing"].split()),
        joiners=dates["prepositions"]["joiners"],
        limits=dates["prepositions"]["limits"],
        opening=frozenset(
            (
                *dates["prepositions"]["joiners"],
                *dates["prepositions"]["limits"],
                *dates["prepositions"]["shifting"].split(),
            )
        ),
        adverbial=tuple(dates["endings"]["adverbial"].split()),
        suffixes=frozenset(dates["endings"]["numerals"].split()),
        streets=frozenset(dates["streets"]["lemmas"].split()),
        planned=frozenset(dates["tense"]["planned"].split()),
        holidays=days,
        holiday_starts=frozenset(name[0] for name in days),
    )


def _meanings(groups: list[dict[str, Any]]) -> dict[str, Meaning]:
    return {
        word: Meaning(group["kind"], row.get("value", 0), row.get("name", ""))
        for group in groups
        for row in group["words"]
        for word in row["are"].split()
    }
