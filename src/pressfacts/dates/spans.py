"""Expressions where they stand in a release."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pressfacts.dates.atoms import Atom, atoms_of, forms_of, telling_among
from pressfacts.dates.expressions import expressions
from pressfacts.dates.holidays import mark_holidays
from pressfacts.dates.points import Expression
from pressfacts.dates.vocabulary import vocabulary
from pressfacts.records import Sentence, Token


class Span(Struct, frozen=True, gc=False):
    """Words of a sentence: tokens `first` to `last`, and the topmost of them."""

    sentence: int
    first: int
    last: int
    head: int


class Found(Struct, frozen=True, gc=False):
    """A calendar expression, the words that say it, and the words of its points if it is a list."""

    expression: Expression
    span: Span
    parts: tuple[Span, ...]


def find_expressions(sentences: Sequence[Sentence]) -> Iterator[Found]:
    """Every calendar expression of a release, in the order of the text."""
    forms = forms_of(sentences)
    telling, holidays = telling_among(forms), vocabulary().holiday_starts
    last = 0
    for number, sentence in enumerate(sentences):
        first, last = last, last + len(sentence.tokens)
        own = forms[first:last]
        if telling.isdisjoint(own) and holidays.isdisjoint(sentence.lemmas):
            continue  # as most sentences
        atoms = mark_holidays(atoms_of(sentence, own), sentence)
        for expression in expressions(atoms):
            span = _span(atoms, number, sentence, expression.first, expression.last)
            if not _is_excepted(sentence, span):
                parts = [_span(atoms, number, sentence, a, b) for a, b in expression.spans]
                yield Found(expression, span, tuple(parts))


def _span(atoms: Sequence[Atom], number: int, sentence: Sentence, first: int, last: int) -> Span:
    following = atoms[last].token
    start = atoms[first].token
    end = following if following >= 0 else len(sentence.tokens)
    return Span(number, start, end, _head(sentence, start, end))


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The topmost word of a span, leaving prepositions and signs aside."""
    outward = [
        i
        for i in range(first, last)
        if not first <= sentence.tokens[i].head < last
        and sentence.tokens[i].pos not in ("ADP", "PUNCT", "CCONJ", "PART")
    ]
    return outward[0] if outward else first


def _is_excepted(sentence: Sentence, span: Span) -> bool:
    """Whether the words are no date where they stand."""
    return (
        _in_name(sentence, span)
        or _is_topic(sentence, span)
        or _is_glued(sentence, span)
        or _is_quoted_word(sentence, span)
        or _is_street(sentence, span)
        or _is_count(sentence, span)
    )


def _in_name(sentence: Sentence, span: Span) -> bool:
    """Whether a longer name holds the words: «площадь 1905 года»."""
    return any(name.first < span.first and span.last <= name.last for name in sentence.names)


def _is_topic(sentence: Sentence, span: Span) -> bool:
    """«подготовка к зиме» has no term."""
    head = sentence.tokens[span.head].head
    begins_with_k = sentence.tokens[span.first].lemma in ("к", "ко")
    return begins_with_k and head >= 0 and sentence.tokens[head].lemma in vocabulary().topics


def _is_glued(sentence: Sentence, span: Span) -> bool:
    """Digits of an address or of a file's name: «example.org/2016-06-30/», «19.10.16.webm»."""
    return _sticks_before(sentence.tokens, span.first) or _sticks_after(sentence.tokens, span.last)


def _sticks_before(tokens: Sequence[Token], first: int) -> bool:
    if not first or tokens[first - 1].end < tokens[first].start:
        return False
    sign = tokens[first - 1].text[-1]
    return sign in GLUE or sign.isalnum()


def _sticks_after(tokens: Sequence[Token], last: int) -> bool:
    if last + 1 >= len(tokens) or tokens[last].text not in GLUE:
        return False
    return tokens[last - 1].end == tokens[last].start and tokens[last].end == tokens[last + 1].start


GLUE = frozenset("/._=&?#@№")


def _is_quoted_word(sentence: Sentence, span: Span) -> bool:
    """The newspaper «Сегодня»: a single word in quotes."""
    if not 0 < span.first == span.last - 1 < len(sentence.tokens) - 1:
        return False
    before, after = sentence.tokens[span.first - 1].text, sentence.tokens[span.last].text
    return before in QUOTES and after in QUOTES


QUOTES = frozenset("«»\"„“”'")


def _is_street(sentence: Sentence, span: Span) -> bool:
    """«площадь 1905 года»."""
    if not span.first or sentence.tokens[span.first - 1].lemma not in vocabulary().streets:
        return False
    first = sentence.tokens[span.first].text
    return first.isdigit() and len(first) == 4


def _is_count(sentence: Sentence, span: Span) -> bool:
    """«в 2020 школах»: a number that counts the noun after it."""
    if span.last - span.first != 1 or span.last == len(sentence.tokens):
        return False
    after = sentence.tokens[span.last]
    return (
        sentence.tokens[span.first].text.isdigit()
        and after.pos in ("NOUN", "ADJ")
        and after.case in ("Gen", "Dat", "Ins", "Loc")
    )
