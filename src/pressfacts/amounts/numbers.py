"""Numbers of a sum: «1,4», «150 000», «2 млрд 150 млн», «полтора миллиона», «100 (сто) тысяч»."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from pressfacts.amounts.vocabulary import vocabulary
from pressfacts.records import Token

DASHES = "-–—‑−"
PLACES = ".,"


class Number(Struct, frozen=True, gc=False):
    """A number, the index of the token after it, and the multiplier that it ends with."""

    value: Decimal
    last: int
    multiplier: Decimal = Decimal(1)


def number(tokens: Sequence[Token], i: int) -> Number | None:
    """A whole number with its multipliers, the greater ones first."""
    total = Decimal(0)
    found: Number | None = None
    while (part := _multiplied(tokens, i)) and (found is None or _goes_on(found, part)):
        total += part.value
        found = replace(part, value=total)
        i = part.last
    return found


def _goes_on(before: Number, part: Number) -> bool:
    return part.multiplier < before.multiplier and part.value < before.multiplier


def _multiplied(tokens: Sequence[Token], i: int) -> Number | None:
    plain = _digits(tokens, i) or _words(tokens, i)
    value, j = (plain.value, plain.last) if plain else (Decimal(1), i)
    j = _after_words_in_brackets(tokens, j) if plain else j
    multiplier = _multiplier(tokens, j)
    if multiplier is None:
        return replace(plain, last=j) if plain else None
    return Number(value * multiplier, _after_dot(tokens, j + 1), multiplier)


def _multiplier(tokens: Sequence[Token], i: int) -> Decimal | None:
    return vocabulary().multipliers.get(tokens[i].lemma) if i < len(tokens) else None


def _after_dot(tokens: Sequence[Token], i: int) -> int:
    """Steps over the dot of «тыс.», «руб.»."""
    if not (0 < i < len(tokens) and tokens[i].text == "." and tokens[i].start == tokens[i - 1].end):
        return i
    return i + 1 if tokens[i - 1].lemma in vocabulary().abbreviations else i


def _after_words_in_brackets(tokens: Sequence[Token], i: int) -> int:
    """Steps over «(сто)»: the same number once more, in words."""
    if i >= len(tokens) or tokens[i].text != "(":
        return i
    for j in range(i + 1, min(i + 12, len(tokens))):
        if tokens[j].text == ")":
            return j + 1 if j > i + 1 else i
        lemma = tokens[j].lemma
        if lemma not in vocabulary().numbers and lemma not in vocabulary().multipliers:
            return i
    return i


def _digits(tokens: Sequence[Token], i: int) -> Number | None:
    if i >= len(tokens):
        return None
    text = tokens[i].text
    value = decimal_of(text)
    if value is None:
        return None
    j = i + 1
    if text.isdigit() and len(text) <= 3:
        while j < len(tokens) and (group := _group(tokens, j)) is not None:
            value = value * 1000 + group
            j += 1
            if not tokens[j - 1].text.isdigit():
                break  # the fraction ends it
    return Number(value, j)


def _group(tokens: Sequence[Token], i: int) -> Decimal | None:
    """«000» or «000,50» after a space: three digits more."""
    whole = tokens[i].text.partition(",")[0]
    close = tokens[i].start - tokens[i - 1].end == 1
    return decimal_of(tokens[i].text) if close and len(whole) == 3 and whole.isdigit() else None


def decimal_of(text: str) -> Decimal | None:
    """«1,4», «1.4», «150», «1 000» in one token; None for anything else."""
    digits = text.replace("\u00a0", "").replace("\u202f", "")
    if not digits or not digits[0].isdigit() or not digits[-1].isdigit():
        return None
    whole, sign, fraction = _split(digits)
    if not (whole.isdecimal() and whole.isascii()) or (sign and not fraction.isdecimal()):
        return None
    if sign and len(whole) <= 3 and len(fraction) == 3 and sign == ".":
        return Decimal(whole + fraction)  # «150.000»: the dot sets the thousands off
    return Decimal(f"{whole}.{fraction}") if sign else Decimal(whole)


def _split(digits: str) -> tuple[str, str, str]:
    return digits.partition(",") if "," in digits else digits.partition(".")


def _words(tokens: Sequence[Token], i: int) -> Number | None:
    numbers = vocabulary().numbers
    j, total, smallest = i, Decimal(0), Decimal(10**12)
    while (
        j < len(tokens) and (value := numbers.get(tokens[j].lemma)) is not None and value < smallest
    ):
        total, smallest = total + value, value
        j += 1
    if j == i:
        return None
    if [token.lemma for token in tokens[j : j + 2]] in (["с", "половина"], ["с", "половиной"]):
        return Number(total + Decimal("0.5"), j + 2)
    return Number(total, j)
