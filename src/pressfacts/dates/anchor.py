"""The day of the release, where only the text tells it."""

import datetime
from collections.abc import Sequence

from pressfacts.dates.points import Point
from pressfacts.dates.resolve import ONE_DAY, Anchor
from pressfacts.dates.spans import Found
from pressfacts.records import Sentence

PLACE_WORDS = 5  # a dateline has no more words before its date
LINE_WORDS = 14  # nor has a page's date line more in all


def find_anchor(
    founds: Sequence[Found], sentences: Sequence[Sentence], published: datetime.date | None
) -> Anchor | None:
    """The day to count from: `published`, else a full date that the text fixes as its own.

    That is a date line or dateline, or a date beside «сегодня», «вчера». Failing those, the first
    full date settles the years of the others, though not what «сегодня» is.
    """
    if published:
        return Anchor(published, firm=True)
    dated = [(found, day) for found in founds if (day := full_day(found))]
    for found, day in dated:
        if is_dateline(found, sentences):
            return Anchor(day, firm=True)
    for found, day in dated:
        shift = found.expression.points[0].shift
        if shift and shift.unit == "day" and shift.base == "today":
            return Anchor(day - shift.amount * ONE_DAY, firm=True)
    for found, day in dated:
        if not is_of_a_document(found, sentences):
            return Anchor(day, firm=False)
    return None


def full_day(found: Found) -> datetime.date | None:
    """The day of an expression that tells day, month and year; of an interval, its end."""
    point: Point = found.expression.points[-1]
    if found.expression.form not in ("at", "between") or point.blur:
        return None
    try:
        return datetime.date(point.year or 0, point.month or 0, point.day or 0)
    except ValueError:
        return None


def is_dateline(found: Found, sentences: Sequence[Sentence]) -> bool:
    """Whether a date opens a block, alone or after a place, and is set off from what follows."""
    sentence, span = sentences[found.span.sentence], found.span
    if found.expression.form != "at" or not opens_block(sentences, span.sentence):
        return False
    if sentence.kind == "caption":
        return True
    after = sentence.tokens[span.last : span.last + 1]
    words = [token for token in sentence.tokens if token.pos != "PUNCT"]
    if sentence.kind == "title" or (after and after[0].pos not in ("PUNCT", "SYM")):
        return len(words) <= LINE_WORDS and bool(after) and not has_verb(sentence)
    before = sentence.tokens[: span.first]
    if after and after[0].text in (",", ")"):
        return False
    return (
        len(before) <= PLACE_WORDS
        and all(
            token.pos == "PUNCT" or token.text[0].isupper() or token.text == "г" for token in before
        )
    ) or (
        len(words) <= LINE_WORDS and not has_verb(sentence) and not sentence.tokens[-1].text == "."
    )


def opens_block(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a sentence is among the first two of its block: «г. Тверь» may stand as one."""
    block = sentences[number].block
    return all(sentences[i].block != block or i >= number - 1 for i in (number - 2,) if i >= 0)


def has_verb(sentence: Sentence) -> bool:
    """Whether a sentence tells something."""
    return any(token.pos == "VERB" for token in sentence.tokens)


def is_of_a_document(found: Found, sentences: Sequence[Sentence]) -> bool:
    """«приказ от 14 июля 2023 г.»: the day of a document is not the day of the release."""
    before = found.span.first - 1
    return before >= 0 and sentences[found.span.sentence].tokens[before].lemma == "от"
