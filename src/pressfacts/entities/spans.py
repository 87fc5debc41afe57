"""Where the names stand: the model's spans, repaired and extended by grammar."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pressfacts.records import Sentence

TYPES: dict[str, Literal["person", "organization", "place"]] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
}


class NamedSpan(NamedTuple):
    """Tokens `first` to `last` of a sentence that name something."""

    type: Literal["person", "organization", "place"]
    sentence: int
    first: int
    last: int


def find_spans(sentences: Sequence[Sentence]) -> list[NamedSpan]:
    """All names in the order of the text."""
    return [span for number, sentence in enumerate(sentences) for span in _spans(number, sentence)]


def _spans(number: int, sentence: Sentence) -> Iterator[NamedSpan]:
    for name in sentence.names:
        first, last = name.first, name.last
        while first < last and not sentence.tokens[first].text[0].isalnum():
            if sentence.tokens[first].text in "«\"“„":
                break
            first += 1
        if first < last:
            yield NamedSpan(TYPES[name.type], number, first, last)
