"""The words of sums: currencies, multipliers, number words and qualifiers, from `data/`."""

from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct

from pressfacts.records import Qualifier
from pressfacts.tables import read_shipped


class Currency(Struct, frozen=True):
    """Codes of a currency's name: alone, after an adjective, before a country."""

    code: str | None
    adjectives: dict[str, str]
    countries: dict[str, str]
    only_with: tuple[str, ...]  # «фунтов» is money only before «стерлингов»


class Vocabulary(Struct, frozen=True):
    """Everything by lemma or, where a word has none, by its form."""

    currencies: dict[str, Currency]
    adjectives: frozenset[str]
    numbers: dict[str, Decimal]
    multipliers: dict[str, Decimal]
    qualifiers: dict[tuple[str, ...], Qualifier]
    small: frozenset[str]
    abbreviations: frozenset[str]
    reached: frozenset[str]
    range: frozenset[str]  # «от 5 до 10 млн рублей»
    money: frozenset[str]  # lemmas without which there is no sum
    beginnings: frozenset[str]  # lemmas that a sum begins with, where it begins with no digit


@cache
def vocabulary() -> Vocabulary:
    """The whole vocabulary, read once."""
    money = read_shipped("currencies.toml", dict[str, Any])
    numbers = read_shipped("numbers.toml", dict[str, Any])
    currencies = {
        name: Currency(
            row.get("code"),
            row.get("adjectives", {}),
            row.get("countries", {}),
            tuple(row.get("only_with", ())),
        )
        for row in money["currencies"]
        for name in row["names"]
    }
    words = money["words"]
    counting = _decimals(numbers["cardinals"] | numbers["fractions"] | words["halves"])
    multipliers = _decimals(numbers["multipliers"] | words["english"])
    ranges = frozenset(words["range"])
    return Vocabulary(
        currencies=currencies,
        adjectives=frozenset(a for c in currencies.values() for a in c.adjectives),
        numbers=counting,
        multipliers=multipliers,
        qualifiers={tuple(words.split()): name for words, name in money["qualifiers"].items()},
        small=frozenset(words["small"]),
        abbreviations=frozenset(words["abbreviations"]),
        reached=frozenset(money["reach"]["verbs"].split()),
        range=ranges,
        money=frozenset(currencies) | frozenset(multipliers),
        beginnings=frozenset(counting) | frozenset(multipliers) | ranges,
    )


def _decimals(table: dict[str, float]) -> dict[str, Decimal]:
    return {word: Decimal(str(value)) for word, value in table.items()}
