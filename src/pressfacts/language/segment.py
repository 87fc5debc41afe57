"""Sentences and words of one block, by razdel's rules, in the offsets of the text as it stands.

Soft hyphens and stress marks belong to no word: they are taken out before the rules see the block,
and the offsets are carried back.

razdel spends its time on objects for pairs of pieces that no rule will say anything new about. Here
its rules are asked only where a sentence could end, and those for words are one expression: six
times as fast, with the same words. Sentences with what is rare are left to razdel.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from razdel import sentenize, tokenize
from razdel.segmenters.punct import DASHES, ENDINGS
from razdel.segmenters.sentenize import SentSplit
from razdel.segmenters.tokenize import PUNCTS

LONGEST = 500  # words; no sentence is longer, and parsing costs the square of its length
UNSEEN = frozenset("\u00ad\u0301\u200b\u2060\ufeff")
WINDOW = sentenize.split.window

SIGN = f"[{re.escape(PUNCTS)}]"
LINK = f"[{re.escape(DASHES)}_]"  # joins what stands on both sides of it
POINT = r"[.,/\\]"  # joins numbers
PART = rf"(?:[а-яё]+|[a-z]+|\d+(?:{POINT}\d+)*)"
MARKS = rf"[{re.escape(ENDINGS)}]+|-+|\*+|[=:;][()]{{1,3}}"  # signs that are one word: «?!», «:)»
WORD = re.compile(rf"{PART}(?:{LINK}{PART})*|{MARKS}|\S", re.IGNORECASE)
QUIET = re.escape("".join(sign for sign in PUNCTS if sign not in DASHES + "_.,/\\!"))
# Letters of other alphabets, signs that razdel does not know, and where it looks, or may look,
# across a blank («кто- то», «9 ,5», «А-9, 10»); and «yahoo!».
RARE = re.compile(
    rf"[^\s\dа-яёa-z{QUIET}](?:(?<!{SIGN})"
    rf"|(?<=\s{LINK})(?=\w)|(?<=\w{LINK})(?=\s+\w|\d[\d.,/\\]*{POINT}\s+\d)"
    rf"|(?<=\s{POINT})(?=\d)|(?<=\d\\)(?=\s)|(?<=yahoo!))",
    re.IGNORECASE,
)


class Word(Struct, frozen=True, gc=False):
    """A word as the models read it (`text`) and where it stands in the document."""

    start: int
    end: int
    text: str


def split_sentences(text: str, start: int, end: int) -> Iterator[list[Word]]:
    """The sentences between two offsets, each as its words; empty ones are left out.

    What is longer than any sentence is cut.
    """
    plain, places = text[start:end], None
    if any(letter in plain for letter in UNSEEN):
        places = [i for i in range(start, end) if text[i] not in UNSEEN]
        plain = "".join(text[i] for i in places)
    for first, last in _sentence_spans(plain):
        words = _words(plain[first:last], start + first)
        if places is not None:
            words = _placed(words, start, places)
        for i in range(0, len(words), LONGEST):
            yield words[i : i + LONGEST]


def _placed(words: Sequence[Word], start: int, places: Sequence[int]) -> list[Word]:
    return [
        Word(places[word.start - start], places[word.end - 1 - start] + 1, word.text)
        for word in words
    ]


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences start and end, blanks between them left to either."""
    start = 0
    for match in sentenize.split.re.finditer(text):
        at, after = match.span()
        # razdel joins where no blank follows: most dots, quotes and brackets need no rule.
        if not text[after : after + 1].isspace():
            continue
        split = SentSplit(text[max(0, at - WINDOW) : at], match[1], text[after : after + WINDOW])
        split.buffer = text[start:at]
        if not sentenize.join(split):
            yield start, after
            start = after
    yield start, len(text)


def _words(sentence: str, offset: int) -> list[Word]:
    """Where words stand in the text, and their letters."""
    if RARE.search(sentence):
        return [
            Word(offset + start, offset + end, sentence[start:end])
            for token in tokenize(sentence)
            for start, end in _parted(token.start, token.text)
        ]
    return [
        Word(offset + word.start(), offset + word.end(), word[0])
        for word in WORD.finditer(sentence)
    ]


def _parted(start: int, word: str) -> list[tuple[int, int]]:
    """But a sign between two numbers with a space after it («9, 10») stands alone."""
    number, end = word.rstrip(",.-–—/"), start + len(word)
    if len(number) < len(word) and number[:1].isdigit():
        return [(start, start + len(number)), (start + len(number), end)]
    return [(start, end)]
