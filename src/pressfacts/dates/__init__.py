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


class Same(Struct, frozen=True, gc=False):
    """A date wherever the text tells it."""

    id: str
    value: str | None
    mentions: list[Mention]


def find_dates(sentences: Sequence[Sentence], published: datetime.date | None) -> Findings:
    """Every calendar expression, one entity for each value or, without a value, for its words."""
    founds = list(find_expressions(sentences))
    anchor = find_anchor(founds, sentences, published)
    same: dict[str, Same] = {}
    references, warnings = [], []
    for reading in _readings(founds, sentences, anchor):
        span, value = reading.span, str(reading.value) if reading.value else None
        words = mention(sentences[span.sentence], span.first, span.last)
        key = value or f"? {words.text.lower()}"
        if key not in same:
            same[key] = Same(f"date-{len(same) + 1}", value, [])
        date = same[key]
        date.mentions.append(words)
        references.append(
            Reference(date.id, "name", span.sentence, span.first, span.last, span.head)
        )
        if reading.warning:
            warnings.append(f"«{words.text}»: {reading.warning}")
    dates = [Date(d.id, d.mentions[0].text, d.value, tuple(d.mentions)) for d in same.values()]
    return Findings(tuple(dates), tuple(references), warnings=tuple(warnings))


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
