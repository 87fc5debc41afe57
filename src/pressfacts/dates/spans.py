"""Expressions where they stand in a release."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pressfacts.dates.atoms import Atom, atoms_of, is_datelike
from pressfacts.dates.expressions import expressions
from pressfacts.dates.holidays import mark_holidays
from pressfacts.dates.points import Expression
from pressfacts.dates.vocabulary import vocabulary
from pressfacts.records import Sentence


class Span(NamedTuple):
    """Words of a sentence: tokens `first` to `last`, and the topmost of them."""

    sentence: int
    first: int
    last: int
    head: int


class Found(NamedTuple):
    """A calendar expression, the words that say it, and the words of its points if it is a list."""

    expression: Expression
    span: Span
    parts: tuple[Span, ...]


def find_expressions(sentences: Sequence[Sentence]) -> Iterator[Found]:
    """Every calendar expression of a release, in the order of the text."""
    for number, sentence in enumerate(sentences):
        if not any(map(is_datelike, sentence.tokens)):
            continue
        atoms = mark_holidays(atoms_of(sentence.tokens), sentence.tokens)
        for expression in expressions(atoms):
            span = _span(atoms, number, sentence, expression.first, expression.last)
            if not (_in_name(sentence, span) or _is_topic(sentence, span)):
                parts = (_span(atoms, number, sentence, a, b) for a, b in expression.spans)
                yield Found(expression, span, tuple(parts))


def _span(atoms: Sequence[Atom], number: int, sentence: Sentence, first: int, last: int) -> Span:
    following = atoms[last].token
    start = atoms[first].token
    end = following if following >= 0 else len(sentence.tokens)
    return Span(
        sentence=number,
        first=start,
        last=end,
        head=_head(sentence, start, end),
    )


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The topmost word of a span, leaving prepositions and signs aside."""
    outward = [
        i
        for i in range(first, last)
        if not first <= sentence.tokens[i].head < last
        and sentence.tokens[i].pos not in ("ADP", "PUNCT", "CCONJ", "PART")
    ]
    return outward[0] if outward else first


def _in_name(sentence: Sentence, span: Span) -> bool:
    """Whether a longer name holds the words: «площадь 1905 года»."""
    return any(name.first < span.first and span.last <= name.last for name in sentence.names)


def _is_topic(sentence: Sentence, span: Span) -> bool:
    """«подготовка к зиме» has no term."""
    head = sentence.tokens[span.head].head
    begins_with_k = sentence.tokens[span.first].lemma in ("к", "ко")
    return begins_with_k and head >= 0 and sentence.tokens[head].lemma in vocabulary().topics
