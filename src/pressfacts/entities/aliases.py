"""What a mention of an organization says: its name, its words, what it may be known by."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pressfacts.entities.nominative import joined, nominative_words, nominatives
from pressfacts.entities.phrase import OrganizationSpan
from pressfacts.entities.places import (
    OPENING,
    SECOND_OPENING,
    Territory,
    place_name,
    table_key,
    territories,
    territory_openings,
)
from pressfacts.entities.quotes import ALL as QUOTE_MARKS
from pressfacts.entities.singular import stand_alone
from pressfacts.entities.vocabulary import heads, kinds
from pressfacts.language import Morphology
from pressfacts.language.morphology import fold
from pressfacts.records import Sentence, Token

WITHOUT_MARKS = dict.fromkeys(map(ord, '«»"“”„'))


class OrganizationMention(NamedTuple):
    """A mention with what it says of the name."""

    sentence: int
    span: OrganizationSpan
    name: str
    words: tuple[str, ...]  # lemmas and territory codes, legal forms and quotation marks left out
    cores: frozenset[str]  # folded nominatives that its quotation or its single word can have
    head: str  # lemma of the head

    @property
    def fullness(self) -> tuple[int, int]:
        """How much of the name is there."""
        return len(self.words), len(self.name)


def read_mention(
    number: int,
    sentence: Sentence,
    span: OrganizationSpan,
    morphology: Morphology,
    resolve: Callable[[Token], Territory | None],
) -> OrganizationMention:
    """What the tokens of a span say; `resolve` tells which one «области», «КР» stands for."""
    if span.share:
        alone = stand_alone(sentence, span.share, morphology)
        return read_mention(number, *alone, morphology, resolve)._replace(span=span)
    tokens = sentence.tokens
    name = _name(sentence, span, morphology, resolve)
    return OrganizationMention(
        number,
        span,
        name,
        tuple(_words(sentence, span, name, morphology, resolve)),
        frozenset(_cores(sentence, span, name, morphology)),
        tokens[span.head].lemma,
    )


def _name(
    sentence: Sentence,
    span: OrganizationSpan,
    morphology: Morphology,
    resolve: Callable[[Token], Territory | None],
) -> str:
    tokens = sentence.tokens
    after = span.head + 1
    latin = (
        after < span.last and tokens[after].text[0].isascii() and tokens[after].text[0].isalpha()
    )
    kind = tokens[span.head].lemma
    if (latin and kind in kinds().neutral) or (after < span.last and kind in kinds().dropped):
        return joined(sentence, after, [token.text for token in tokens[after : span.last]])
    if tokens[span.first].text in QUOTE_MARKS:
        words = nominative_words(sentence, span.first + 1, span.last - 1, span.head, morphology)
        words = [tokens[span.first].text, *words, tokens[span.last - 1].text]
    elif span.alias:
        words = [token.text for token in tokens[span.first : span.last]]
    else:
        words = nominative_words(sentence, span.first, span.last, span.head, morphology)
        apart = span.last > after and tokens[span.last - 2].pos != "ADJ"
        territory = resolve(tokens[span.last - 1]) if apart else None
        if territory and territory.genitive:
            words[-1] = territory.genitive
        if _opens_sentence(sentence, span):
            words[0] = words[0][0].lower() + words[0][1:]
    return joined(sentence, span.first, words)


def _opens_sentence(sentence: Sentence, span: OrganizationSpan) -> bool:
    """«Завод «Маяк»» at the beginning of a sentence: the capital is no part of the name."""
    tokens, after = sentence.tokens, span.head + 1
    if span.first != span.head or after >= span.last:
        return False
    kind = tokens[span.head]
    quoted = tokens[after].text in QUOTE_MARKS
    return (
        (kind.lemma in kinds().common_units or (quoted and kinds().is_plain(kind.lemma)))
        and not kind.text.isupper()
        and not any(token.text[0].isalpha() for token in tokens[: span.first])
    )


def _words(
    sentence: Sentence,
    span: OrganizationSpan,
    name: str,
    morphology: Morphology,
    resolve: Callable[[Token], Territory | None],
) -> Iterator[str]:
    i = span.first
    known = _known_name(name)
    if known:
        full, short = known
        yield short
        i += len(full.split())
    only = not any(
        t.text[0].isalnum() and not _is_neutral(t) for t in sentence.tokens[span.first : span.last]
    )
    while i < span.last:
        token = sentence.tokens[i]
        territory = resolve(token) if i > span.head else None
        if territory:
            yield territory.code
            i += 1
            continue
        length, code = _territory(sentence, i, span.last, morphology)
        if code:
            yield code
            i += length
            continue
        i += 1
        if token.text[0].isalnum() and (only or not _is_neutral(token)):
            yield token.lemma


def has_legal_form(mention: OrganizationMention) -> bool:
    """«ООО «…»»: the form that a register gives."""
    opening = fold(mention.name.split()[0])
    return opening in kinds().legal and opening not in ("ип", "ук")


def _known_name(name: str) -> tuple[str, str] | None:
    """The known name that a name begins with, full or short, and its short form."""
    folded = fold(name).replace(",", "")
    return next(
        (
            (opening, short)
            for opening, short in _known_openings().get(folded.partition(" ")[0], ())
            if folded == opening or folded.startswith(opening + " ")
        ),
        None,
    )


@cache
def _known_openings() -> dict[str, list[tuple[str, str]]]:
    """First word → full and short names that begin with it, with the short form."""
    index: dict[str, list[tuple[str, str]]] = {}
    for full, shorts in kinds().known.items():
        for opening in (full, *shorts):
            index.setdefault(opening.partition(" ")[0], []).append((opening, shorts[0]))
    return index


def _is_neutral(token: Token) -> bool:
    text = fold(token.text)
    if token.lemma in kinds().neutral:
        return True
    return text in kinds().legal or text.rstrip(".") in kinds().latin_legal


def _territory(
    sentence: Sentence, at: int, end: int, morphology: Morphology
) -> tuple[int, str | None]:
    """Length and code of a country or region that is named from a token on."""
    text = sentence.tokens[at].text
    following = territory_openings().get(fold(text)[:OPENING]) if text[0].isupper() else None
    if following is None:
        return 0, None
    for length in (4, 3, 2, 1):
        if at + length <= end and (length == 1 or _goes_on(sentence, at + length - 1, following)):
            key = table_key(place_name(sentence, at, at + length, morphology).name)
            if key in territories():
                return length, territories()[key]
    return 0, None


def _goes_on(sentence: Sentence, i: int, following: set[str]) -> bool:
    """Can a token be a further word of a name, or a sign in it? Few can, and a look-up is long."""
    text = sentence.tokens[i].text
    return not text[0].isalnum() or fold(text)[:SECOND_OPENING] in following


def _cores(
    sentence: Sentence, span: OrganizationSpan, name: str, morphology: Morphology
) -> Iterator[str]:
    tokens = sentence.tokens
    opening = [i for i in range(span.first, span.last) if tokens[i].text in QUOTE_MARKS]
    if opening and _is_inside_body(tokens[span.first : span.last], span.head - span.first):
        yield fold(name.translate(WITHOUT_MARKS))
        return
    if opening and opening[0] > span.first:
        inside = tokens[opening[-2] if len(opening) > 2 else opening[0] : span.last]
        yield fold(" ".join(t.text for t in inside if t.text not in QUOTE_MARKS))
        return
    named = tokens[span.first : span.last]
    latin = [t for t in named if t.text[0].isascii() and t.text[0].isalpha()]
    if latin:
        yield fold(" ".join(t.text for t in latin if not _is_neutral(t)))
        return
    words = [t for t in tokens[span.first : span.last] if t.text not in QUOTE_MARKS]
    yield fold(" ".join(t.text for t in words))
    yield fold(name.translate(WITHOUT_MARKS))
    if len(words) == 1:
        for form, _ in nominatives(words[0].text, morphology):
            yield fold(form)


def _is_inside_body(words: Sequence[Token], head: int) -> bool:
    """«отдел кадров завода «Маяк»»: the quotation names the whole, not the part."""
    if words[head].lemma not in kinds().unit:
        return False
    quote = next(i for i, word in enumerate(words) if word.text in QUOTE_MARKS)
    return any(w.lemma in heads() or fold(w.text) in kinds().legal for w in words[head + 1 : quote])
