"""Calendar expressions and their EDTF values.

`atoms` cuts tokens, `absolute`, `relative`, `phrases` and `expressions` are the grammar from small
to large, `anchor` finds the day of the release, and `resolve` makes values of it all.
"""

import datetime
from collections.abc import Iterator, Sequence

from pressfacts.dates.anchor import find_anchor
from pressfacts.dates.edtf import Interval, Moment, Value, days_of, follows
from pressfacts.dates.resolve import Anchor, Scene, resolve
from pressfacts.dates.spans import Found, Span, find_expressions
from pressfacts.dates.tense import direction
from pressfacts.records import Date, Findings, Mention, Reference, Sentence

__all__ = ["find_dates"]


def find_dates(sentences: Sequence[Sentence], published: datetime.date | None) -> Findings:
    """Every calendar expression, one entity for each value or, without a value, for its words."""
    founds = list(find_expressions(sentences))
    anchor = find_anchor(founds, sentences, published)
    readings = list(_readings(founds, sentences, anchor))
    mentions: dict[str, list[tuple[Mention, Span]]] = {}
    values: dict[str, str | None] = {}
    for span, value in readings:
        words = _words(sentences[span.sentence], span)
        key = str(value) if value else f"? {words.lower()}"
        values.setdefault(key, str(value) if value else None)
        mentions.setdefault(key, []).append((Mention(span.start, span.end, words), span))
    ids = {key: f"date-{number}" for number, key in enumerate(mentions, 1)}
    references = [
        Reference(ids[key], "name", span.sentence, span.first, span.last, span.head)
        for key, places in mentions.items()
        for _, span in places
    ]
    return Findings(
        entities=tuple(
            Date(ids[key], places[0][0].text, values[key], tuple(mention for mention, _ in places))
            for key, places in mentions.items()
        ),
        references=tuple(sorted(references, key=lambda r: (r.sentence, r.first))),
        warnings=tuple(_contradictions(readings, founds, sentences)),
    )
