"""The words of a release as one row, whatever sentences the splitter made of them.

Speech runs over sentences and its punctuation misleads splitters, so quotations are read from
this row. `index` of a word is its place in the row; ranges of words are half-open.
"""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from pressfacts.records import Sentence, Token

Span = tuple[int, int]

OPENERS = frozenset("«„“‹")
CLOSERS = frozenset("»”›")
STRAIGHT = frozenset('"')
CLOSING = CLOSERS | STRAIGHT | {"“"}  # “ closes „…“ and opens “…”
MARKS = OPENERS | CLOSING
DASHES = frozenset("-–—―−")
TURNS = MARKS | DASHES
EDGES = frozenset((",", ";", ":", ".", "…", "...", *DASHES))


class Stream(Struct, frozen=True):
    """All tokens in the order of the text, with the sentence and block each belongs to."""

    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    sentence: tuple[int, ...]  # of each word
    offsets: tuple[int, ...]  # of each sentence: the index of its first word
    opens: tuple[bool, ...]
    closes: tuple[bool, ...]
    turns: tuple[int, ...]  # the marks and dashes, where alone speech begins and ends

    def bounds(self, sentence: int) -> tuple[int, int]:
        """The words of a sentence."""
        first = self.offsets[sentence]
        return first, first + len(self.sentences[sentence].tokens)

    def turns_in(self, span: Span) -> tuple[int, ...]:
        """The marks and dashes among some words."""
        first, last = span
        return self.turns[bisect_left(self.turns, first) : bisect_left(self.turns, last)]

    def block(self, index: int) -> int:
        """The block of a word."""
        return self.sentences[self.sentence[index]].block

    def head(self, index: int) -> int | None:
        """The word that governs a word, None for the root of a sentence."""
        head = self.tokens[index].head
        return None if head < 0 else self.offsets[self.sentence[index]] + head

    def children(self, index: int) -> list[int]:
        """The words that a word governs."""
        number = self.sentence[index]
        offset = self.offsets[number]
        return [offset + child for child in self.sentences[number].children[index - offset]]

    def subtree(self, index: int) -> list[int]:
        """A word and everything below it, in order."""
        number = self.sentence[index]
        offset, children = self.offsets[number], self.sentences[number].children
        found = [index - offset]
        for word in found:  # a list that grows, and no tree goes round
            found += children[word]
        return [offset + word for word in sorted(found)]

    def address(self, index: int) -> tuple[int, int]:
        """The sentence of a word, and its index there."""
        sentence = self.sentence[index]
        return sentence, index - self.offsets[sentence]

    def dash(self, index: int) -> bool:
        """Is the word there, and a dash?"""
        return 0 <= index < len(self.tokens) and self.tokens[index].text in DASHES

    def lemma(self, index: int) -> str:
        """The lemma of a word, empty outside the row."""
        return self.tokens[index].lemma if 0 <= index < len(self.tokens) else ""


def make_stream(text: str, sentences: Sequence[Sentence]) -> Stream:
    """The row of all words."""
    tokens: list[Token] = []
    numbers: list[int] = []
    offsets: list[int] = []
    for number, sentence in enumerate(sentences):
        offsets.append(len(tokens))
        numbers += [number] * len(sentence.tokens)
        tokens += sentence.tokens
    turns = [i for i, token in enumerate(tokens) if token.text in TURNS]
    opens, closes = [False] * len(tokens), [False] * len(tokens)
    for i in turns:
        opens[i] = _opens(text, tokens[i])
        closes[i] = not opens[i] and tokens[i].text in CLOSING
    return Stream(
        text=text,
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        sentence=tuple(numbers),
        offsets=tuple(offsets),
        opens=tuple(opens),
        closes=tuple(closes),
        turns=tuple(turns),
    )


def _opens(text: str, token: Token) -> bool:
    if token.text in OPENERS and token.text != "“":
        return True
    if token.text not in STRAIGHT and token.text != "“":
        return False
    after = text[token.end : token.end + 1]
    return _blank(text, token.start - 1) and bool(after) and not after.isspace()


def _blank(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at].isspace() or text[at] in "(«[–—"


def trimmed(stream: Stream, span: Span) -> Span:
    """A range without the punctuation around it; quotation marks stay where their partner does."""
    first, last = span
    while first < last:
        if stream.tokens[first].text in EDGES or stream.closes[first]:
            first += 1
        elif stream.tokens[last - 1].text in EDGES or stream.opens[last - 1]:
            last -= 1
        elif stream.opens[first] and _partner(stream, first, last) in {None, last - 1}:
            first += 1
        elif stream.closes[last - 1] and _depth(stream, first, last) < 0:
            last -= 1
        else:
            break
    if _depth(stream, first, last) == 1 and last < len(stream.tokens) and stream.closes[last]:
        last += 1  # one mark closes both the name at the end and what is said
    return first, last


def _depth(stream: Stream, first: int, last: int) -> int:
    turns = stream.turns_in((first, last))
    return sum([stream.opens[k] - stream.closes[k] for k in turns])


def _partner(stream: Stream, opener: int, last: int) -> int | None:
    """The mark that closes another one before `last`."""
    depth = 0
    for k in stream.turns_in((opener, last)):
        depth += stream.opens[k] - stream.closes[k]
        if depth == 0:
            return k
    return None
