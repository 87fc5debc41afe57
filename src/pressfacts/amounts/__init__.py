"""Sums of money: `numbers` and `sums` read them, this module makes entities of them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from pressfacts.amounts.sums import Sum, sums
from pressfacts.language.quote import mention
from pressfacts.records import Findings, Money, Qualifier, Reference, Sentence

__all__ = ["find_amounts"]

Key = tuple[str, Qualifier | None]


def find_amounts(sentences: Sequence[Sentence]) -> Findings:
    """Every sum of money, one entity for each value and qualifier."""
    grouped: dict[Key, list[tuple[int, Sum]]] = {}
    for number, found in _told(sentences):
        key = (f"{_plain(found.amount)} {found.currency}", found.qualifier)
        grouped.setdefault(key, []).append((number, found))
    entities, references = [], []
    for place, ((value, qualifier), places) in enumerate(grouped.items(), 1):
        mentions = tuple(mention(sentences[n], s.first, s.last) for n, s in places)
        entity = Money(f"money-{place}", mentions[0].text, value, qualifier, mentions)
        entities.append(entity)
        references += [
            Reference(entity.id, "name", n, s.first, s.last, _head(sentences[n], s))
            for n, s in places
        ]
    references.sort(key=lambda reference: (reference.sentence, reference.first))
    return Findings(tuple(entities), tuple(references))


def _told(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sum]]:
    """The sums whose currency is told, beside them or by a sum of this or the last sentence."""
    currency, told_in = None, -2
    for number, sentence in enumerate(sentences):
        for found in sums(sentence):
            if found.currency:
                currency, told_in = found.currency, number
                yield number, found
            elif currency and number - told_in <= 1:
                told_in = number
                yield number, replace(found, currency=currency)


def _plain(amount: Decimal) -> str:
    """The amount without an exponent or idle zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _head(sentence: Sentence, found: Sum) -> int:
    """The topmost word of a sum."""
    outward = [
        i
        for i in range(found.first, found.last)
        if not found.first <= sentence.tokens[i].head < found.last
        and sentence.tokens[i].pos not in ("ADP", "PUNCT")
    ]
    return outward[0] if outward else found.first
