"""Calendar expressions and their EDTF values.

`atoms` cuts tokens; `absolute`, `relative`, `phrases` and `expressions` are the grammar from small
to large; `anchor` finds the day of the release, and `resolve` makes values of it all.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pressfacts.dates.anchor import find_anchor
from pressfacts.dates.edtf import Interval, Moment, Value, follows
from pressfacts.dates.resolve import Anchor, Scene, contradiction, resolve, resolve_list
from pressfacts.dates.spans import Found, Span, find_expressions
from pressfacts.language.quote import mention
from pressfacts.records import Date, Findings, Mention, Reference, Sentence

__all__ = ["find_dates"]


class Reading(Struct, frozen=True, gc=False):
    """Words, their value, and what in them contradicts it."""

    span: Span
    value: Value | None
    warning: str | None = None


def find_dates(sentences: Sequence[Sentence], published: datetime.date | None) -> Findings:
    """Every calendar expression, one entity for each value or, without a value, for its words."""
    founds = list(find_expressions(sentences))
    anchor = find_anchor(founds, sentences, published)
    readings = list(_readings(founds, sentences, anchor))
    keys = [_key(reading, sentences) for reading in readings]
    grouped: dict[str, list[Reading]] = {}
    for key, reading in zip(keys, readings, strict=True):
        grouped.setdefault(key, []).append(reading)
    ids = {key: f"date-{number}" for number, key in enumerate(grouped, 1)}
    return Findings(
        entities=tuple(_date(ids[key], group, sentences) for key, group in grouped.items()),
        references=tuple(
            Reference(
                ids[key],
                "name",
                reading.span.sentence,
                reading.span.first,
                reading.span.last,
                reading.span.head,
            )
            for key, reading in zip(keys, readings, strict=True)
        ),
        warnings=tuple(
            f"«{_quote(reading.span, sentences).text}»: {reading.warning}"
            for reading in readings
            if reading.warning
        ),
    )


def _readings(
    founds: Sequence[Found], sentences: Sequence[Sentence], anchor: Anchor | None
) -> Iterator[Reading]:
    last: Moment | None = None
    for found in founds:
        span = found.span
        form = found.expression.form
        scene = Scene(anchor, sentences[span.sentence], span.head, form, last)
        for reading in _read(found, scene):
            yield reading
            last = _moment(reading.value) or last


def _read(found: Found, scene: Scene) -> Iterator[Reading]:
    """One reading; of a list whose points do not follow each other, one for each of them."""
    points = found.expression.points
    if found.expression.form != "several":
        value = resolve(found.expression, scene)
        if value is None and found.expression.form == "at" and points[0].day and points[0].month:
            return  # «31 июня»: the calendar has no such day
        yield Reading(found.span, value, contradiction(points[0], value))
        return
    values = resolve_list(points, scene)
    moments = [value for value in values if isinstance(value, Moment)]
    in_a_row = all(follows(b, a) for a, b in pairwise(moments))
    if len(moments) == len(values) and in_a_row:
        yield Reading(found.span, Interval(moments[0], moments[-1]))
        return
    for part, value in zip(found.parts, values, strict=True):
        yield Reading(part, value)


def _moment(value: Value | None) -> Moment | None:
    """The moment that «того же года», «годом позже» would count from."""
    return value.end or value.start if isinstance(value, Interval) else value


def _key(reading: Reading, sentences: Sequence[Sentence]) -> str:
    return str(reading.value or f"? {_quote(reading.span, sentences).text.lower()}")


def _quote(span: Span, sentences: Sequence[Sentence]) -> Mention:
    return mention(sentences[span.sentence], span.first, span.last)


def _date(identifier: str, group: Sequence[Reading], sentences: Sequence[Sentence]) -> Date:
    mentions = tuple(_quote(reading.span, sentences) for reading in group)
    value = group[0].value
    return Date(identifier, mentions[0].text, str(value) if value else None, mentions)
