"""Calendar expressions and their EDTF values."""

import datetime
from collections.abc import Sequence

from pressfacts.records import Findings, Sentence


def find_dates(sentences: Sequence[Sentence], published: datetime.date | None) -> Findings:
    """Every calendar expression, one entity for each value."""
    del sentences, published
    return Findings()
