"""Sums among the tokens of a sentence: a number and a currency, one before the other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from pressfacts.amounts.numbers import DASHES, Number, decimal_of, number
from pressfacts.amounts.vocabulary import Currency, vocabulary
from pressfacts.records import Qualifier, Sentence, Token

COUNTED = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "SYM", "X", "DET"))
MILLION = Decimal(10**6)


class Sum(Struct, frozen=True, gc=False):
    """Tokens `first` to `last` (half-open) and what they come to; `currency` None if not told."""

    first: int
    last: int
    amount: Decimal
    currency: str | None
    qualifier: Qualifier | None


def sums(sentence: Sentence) -> Iterator[Sum]:
    """Every sum of a sentence from left to right; a range gives its two ends."""
    tokens, i = sentence.tokens, 0
    if vocabulary().money.isdisjoint(sentence.lemmas):
        return
    while i < len(tokens):
        found = (_range(sentence, i) or _single(sentence, i)) if _may_begin(tokens[i]) else []
        yield from found
        i = found[-1].last if found else i + 1


def _may_begin(token: Token) -> bool:
    """Whether a sum can begin with a word: a number, a sign or name of money, «от» or «с»."""
    return (
        token.text[0].isdigit()
        or token.lemma in vocabulary().beginnings
        or currency_of(token) is not None
    )


def _single(sentence: Sentence, i: int) -> list[Sum]:
    tokens = sentence.tokens
    signed = _signed(tokens, i) or _followed(tokens, i)
    if not signed:
        return []
    amount, currency, last = signed
    first, qualifier = _qualified(sentence, i)
    return [Sum(first, last, amount, currency, qualifier)]


def _signed(tokens: Sequence[Token], i: int) -> tuple[Decimal, str, int] | None:
    """«$20 million», «€5 млн», «USD 300 000»."""
    sign = currency_of(tokens[i])
    if not sign or not sign.code or tokens[i].text[0].islower():
        return None
    found = number(tokens, i + 1)
    return (found.value, sign.code, found.last) if found else None


def _followed(tokens: Sequence[Token], i: int) -> tuple[Decimal, str | None, int] | None:
    """«5 млн рублей», «10 рублей 50 копеек»; or millions of nothing else that could be money."""
    found = number(tokens, i)
    if not found:
        return None
    currency = currency_at(tokens, found.last)
    if currency:
        code, last = currency
        hundredths = _hundredths(tokens, last)
        if hundredths:
            return found.value + hundredths.value, code, hundredths.last
        return found.value, code, last
    if found.multiplier < MILLION or found.last - i < 2:
        return None
    after = tokens[found.last] if found.last < len(tokens) else None
    return None if after and after.pos in COUNTED else (found.value, None, found.last)


def _hundredths(tokens: Sequence[Token], i: int) -> Number | None:
    found = number(tokens, i)
    if not found or found.last >= len(tokens) or found.value >= 100:
        return None
    if tokens[found.last].lemma not in vocabulary().small:
        return None
    return Number(found.value / 100, found.last + 1)


def currency_of(token: Token) -> Currency | None:
    """The currency that a word names; some names do not inflect, and no dictionary has them."""
    names = vocabulary().currencies
    return names.get(token.lemma) or names.get(token.text.lower())


def currency_at(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The code of the currency named at `i`, and the index after its name."""
    if i >= len(tokens):
        return None
    adjective = tokens[i].lemma if tokens[i].lemma in vocabulary().adjectives else None
    j = i + 1 if adjective else i
    currency = currency_of(tokens[j]) if j < len(tokens) else None
    if not currency:
        return None
    following = tokens[j + 1].lemma if j + 1 < len(tokens) else ""
    if following in currency.countries:
        return currency.countries[following], j + 2
    if following in currency.only_with:
        return currency.code or "", j + 2
    code = currency.adjectives.get(adjective) if adjective else currency.code
    if code is None or (currency.only_with and not adjective):
        return None
    is_abbreviated = following == "." and tokens[j].lemma in vocabulary().abbreviations
    return code, j + 1 + is_abbreviated


def _range(sentence: Sentence, i: int) -> list[Sum]:
    """«от 5 до 10 млн рублей», «5–10 млн рублей»: at least the one and up to the other."""
    tokens = sentence.tokens
    opened = tokens[i].lemma in vocabulary().range
    ends = _ends(tokens[i])
    lower = Number(ends[0], i + 1) if ends else number(tokens, i + opened)
    if not lower:
        return []
    currency = currency_at(tokens, lower.last)
    j = currency[1] if currency else lower.last
    if not (ends or _joins(tokens, j, opened=opened)):
        return []
    upper = _upper(tokens, i, ends[1]) if ends else number(tokens, j + 1)
    code_after = currency_at(tokens, upper.last) if upper else None
    if not upper or not code_after:
        return []
    low = lower.value
    if not currency and lower.multiplier == 1 and low < upper.value / upper.multiplier:
        low *= upper.multiplier
    if low >= upper.value:
        return []
    code, last = code_after
    return [
        Sum(i, last, low, currency[0] if currency else code, "at least"),
        Sum(i, last, upper.value, code, "up to"),
    ]


def _joins(tokens: Sequence[Token], j: int, *, opened: bool) -> bool:
    if j >= len(tokens):
        return False
    return tokens[j].lemma == "до" if opened else tokens[j].text in DASHES


def _ends(token: Token) -> tuple[Decimal, Decimal] | None:
    """Both numbers of «5–10»."""
    if token.text.isalnum():
        return None
    for dash in DASHES:
        first, found, second = token.text.partition(dash)
        if found:
            low, high = decimal_of(first), decimal_of(second)
            return (low, high) if low is not None and high is not None else None
    return None


def _upper(tokens: Sequence[Token], i: int, high: Decimal) -> Number:
    """The second number of «5–10», with what multiplies both."""
    multiplier = number(tokens, i + 1)
    if multiplier and multiplier.multiplier == multiplier.value:
        return Number(high * multiplier.value, multiplier.last, multiplier.multiplier)
    return Number(high, i + 1)


def _qualified(sentence: Sentence, i: int) -> tuple[int, Qualifier | None]:
    """Where the words begin, with the qualifier before them, and what it says."""
    tokens, qualifiers = sentence.tokens, vocabulary().qualifiers
    for length in (3, 2, 1):
        if i < length:
            continue
        words = tuple(token.text.lower() for token in tokens[i - length : i])
        qualifier = qualifiers.get(words)
        if qualifier and not (words == ("до",) and _is_reached(sentence, i)):
            return i, qualifier
    return i, None


def _is_reached(sentence: Sentence, i: int) -> bool:
    """«вырос до 5 млн»: the sum is reached, and not a limit."""
    head = sentence.tokens[i].head
    for _ in range(4):
        if head < 0:
            return False
        if sentence.tokens[head].lemma in vocabulary().reached:
            return True
        head = sentence.tokens[head].head
    return False
