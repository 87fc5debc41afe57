"""The day of the release, where only the text tells it."""

import datetime
from collections.abc import Sequence

from pressfacts.dates.points import Point
from pressfacts.dates.resolve import ONE_DAY, Anchor
from pressfacts.dates.spans import Found, Span
from pressfacts.records import Sentence, Token

PLACE_WORDS = 8  # a dateline has no more words before its date
LINE_WORDS = 14  # nor has a page's date line more in all


def find_anchor(
    founds: Sequence[Found], sentences: Sequence[Sentence], published: datetime.date | None
) -> Anchor | None:
    """The day to count from: `published`, else a full date that the text fixes as its own.

    That is a date line or dateline, or a date beside «сегодня», «вчера». Failing those, the first
    full date of the release's own time settles the years of the others, though not what
    «сегодня» is.
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
    years = [point.year for found in founds for point in found.expression.points if point.year]
    recent = [
        day
        for found, day in dated
        if not is_of_a_document(found, sentences) and day.year >= max(years) - OWN_TIME
    ]
    return Anchor(recent[0], firm=False) if recent else None


OWN_TIME = 3  # years; a date further behind the latest year of the text is history


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
    span, sentence = found.span, sentences[found.span.sentence]
    if found.expression.form != "at":
        return False
    if sentence.kind == "caption" or is_page_line(sentence, span):
        return True
    return (
        opens_block(sentences, span.sentence)
        and is_set_off(sentence, span.last)
        and span.first <= PLACE_WORDS
        and all(map(may_be_place, sentence.tokens[: span.first]))
    )


def is_page_line(sentence: Sentence, span: Span) -> bool:
    """A short line that tells nothing: «Новости > 15.06.2020», «Дата: 15 июня 2020 г.»."""
    tokens = sentence.tokens
    words = [token for token in tokens if token.pos != "PUNCT"]
    tells = any(token.pos == "VERB" and token.feats.get("Variant") != "Short" for token in words)
    if tells or len(words) > LINE_WORDS or sentence.kind == "title":
        return len(words) == sum(token.pos != "PUNCT" for token in tokens[span.first : span.last])
    return tokens[-1].text not in (".", "!", "?", ":") or span.last >= len(tokens) - 1


def is_set_off(sentence: Sentence, last: int) -> bool:
    """Whether a dash, a full stop, nothing, or only a place follows the words before `last`."""
    tokens = sentence.tokens
    if last == len(tokens) or tokens[last - 1].text == ".":
        return True
    if tokens[last].text not in (",", "г"):
        return tokens[last].pos in ("PUNCT", "SYM") and tokens[last].text != ":"
    j = last + 1
    while j < len(tokens) and (tokens[j].text[0].isupper() or tokens[j].text in ("г", ".")):
        j += 1
    return j > last + 1 and is_set_off(sentence, j)


def may_be_place(token: Token) -> bool:
    """Whether a token may stand in «г. Нижний Новгород, »."""
    return token.pos == "PUNCT" or token.text[0].isupper() or token.text == "г"


def opens_block(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a sentence is among the first two of its block: «г. Тверь» may stand as one."""
    return number < 2 or sentences[number - 2].block != sentences[number].block


def is_of_a_document(found: Found, sentences: Sequence[Sentence]) -> bool:
    """«приказ от 3 марта 2022 г.»: the day of a document is not the day of the release."""
    before = found.span.first - 1
    return before >= 0 and sentences[found.span.sentence].tokens[before].lemma == "от"
