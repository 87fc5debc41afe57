"""The words of a release as one row, whatever sentences the splitter made of them.

Speech runs over sentences and its punctuation misleads splitters, so quotations are read from
this row. `index` of a word is its place in the row; ranges of words are half-open.
"""

from collections.abc import Sequence

from msgspec import Struct

from pressfacts.records import Sentence, Token

Span = tuple[int, int]

OPENERS = frozenset("«„“‹")
CLOSERS = frozenset("»”›")
STRAIGHT = frozenset('"')
MARKS = OPENERS | CLOSERS | STRAIGHT
DASHES = frozenset("-–—―−")
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

    def bounds(self, sentence: int) -> tuple[int, int]:
        """The words of a sentence."""
        first = self.offsets[sentence]
        return first, first + len(self.sentences[sentence].tokens)

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
        found, stack = {index}, [index]
        while stack:
            below = [child for child in self.children(stack.pop()) if child not in found]
            found.update(below)
            stack.extend(below)
        return sorted(found)

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
    tokens = tuple(token for sentence in sentences for token in sentence.tokens)
    numbers = tuple(n for n, sentence in enumerate(sentences) for _ in sentence.tokens)
    offsets: list[int] = []
    total = 0
    for sentence in sentences:
        offsets.append(total)
        total += len(sentence.tokens)
    return Stream(
        text=text,
        sentences=tuple(sentences),
        tokens=tokens,
        sentence=numbers,
        offsets=tuple(offsets),
        opens=tuple(token.text in MARKS and _opens(text, token) for token in tokens),
        closes=tuple(token.text in MARKS and _closes(text, token) for token in tokens),
    )


def _opens(text: str, token: Token) -> bool:
    if token.text in OPENERS and token.text != "“":
        return True
    if token.text not in STRAIGHT and token.text != "“":  # “ closes „…“ and opens “…”
        return False
    after = text[token.end : token.end + 1]
    return _blank(text, token.start - 1) and bool(after) and not after.isspace()


def _closes(text: str, token: Token) -> bool:
    if token.text in STRAIGHT or token.text == "“":
        return not _opens(text, token)
    return token.text in CLOSERS


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
    return sum(stream.opens[k] - stream.closes[k] for k in range(first, last))


def _partner(stream: Stream, opener: int, last: int) -> int | None:
    """The mark that closes another one before `last`."""
    depth = 0
    for k in range(opener, last):
        depth += stream.opens[k] - stream.closes[k]
        if depth == 0:
            return k
    return None
