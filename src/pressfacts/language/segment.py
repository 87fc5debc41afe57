"""Sentences and words of one block, by razdel's rules, in the offsets of the text as it stands.

Soft hyphens and stress marks belong to no word: they are taken out before the rules see the block,
and the offsets are carried back.

razdel spends its time on objects for pairs of pieces that no rule will say anything new about. Here
its rules are asked only where a sentence could end, and those for words are one expression: six
times as fast, with the same words. Sentences with what is rare are left to razdel.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from msgspec import Struct
from razdel import sentenize, tokenize
from razdel.segmenters.punct import CLOSE_BRACKETS, CLOSE_QUOTES, DASHES, ENDINGS
from razdel.segmenters.sentenize import SentSplit
from razdel.segmenters.sokr import HEAD_PAIR_SOKRS, HEAD_SOKRS, INITIALS, PAIR_SOKRS, SOKRS
from razdel.segmenters.tokenize import PUNCTS

LONGEST = 500  # words; no sentence is longer, and parsing costs the square of its length
UNSEEN = frozenset("\u00ad\u0301\u200b\u2060\ufeff")
WINDOW = sentenize.split.window

# Where a sentence could end. razdel joins where no blank follows: most dots, quotes and brackets
# need no rule; and where a quote or bracket closes behind a word.
CLOSING = re.escape(CLOSE_QUOTES + CLOSE_BRACKETS)
END = re.compile(rf"{sentenize.split.pattern}(?=\s)(?<!\w[{CLOSING}])")
# Where it ends by all rules, as most do: between a word that is no abbreviation and a capital.
CLEAR_END = re.compile(
    rf"(?:(?<=[а-яёА-ЯЁ]{{2}})|(?<=»))[{re.escape(ENDINGS)}](?=\s{{1,{WINDOW - 1}}}[А-ЯЁA-Z«])"
)
LAST_WORD = re.compile("[а-яёА-ЯЁ]*$")
ABBREVIATIONS = {*SOKRS, *HEAD_SOKRS, *INITIALS, *chain(*PAIR_SOKRS, *HEAD_PAIR_SOKRS)}

LETTERS = "а-яёА-ЯЁ", "a-zA-Z"
SIGN = f"[{re.escape(PUNCTS)}]"
LINK = f"[{re.escape(DASHES)}_]"  # joins what stands on both sides of it
POINT = r"[.,/\\]"  # joins numbers
PART = rf"(?:[{LETTERS[0]}]++|[{LETTERS[1]}]++|\d++(?:{POINT}\d++)*+)"
MARKS = rf"[{re.escape(ENDINGS)}]+|-+|\*+|[=:;][()]{{1,3}}"  # signs that are one word: «?!», «:)»
WORD = re.compile(rf"({PART}(?:{LINK}{PART})*+|{MARKS}|\S)")
QUIET = re.escape("".join(sign for sign in PUNCTS if sign not in DASHES + "_.,/\\!"))
# Letters of other alphabets, signs that razdel does not know, and where it looks, or may look,
# across a blank («кто- то», «9 ,5», «А-9, 10»); and «yahoo!».
RARE = re.compile(
    rf"[^\s\d{LETTERS[0]}{LETTERS[1]}{QUIET}](?:(?<!{SIGN})"
    rf"|(?<=\s{LINK})(?=\w)|(?<=\w{LINK})(?=\s+\w|\d[\d.,/\\]*{POINT}\s+\d)"
    rf"|(?<=\s{POINT})(?=\d)|(?<=\d\\)(?=\s)|(?<=(?i:yahoo)!))"
)


class Words(Struct, frozen=True, gc=False):
    """The words of a sentence as the models read them, and where each stands in the document."""

    texts: list[str]
    starts: list[int]
    ends: list[int]


def split_sentences(text: str, start: int, end: int) -> Iterator[Words]:
    """The sentences between two offsets, each as its words; empty ones are left out.

    What is longer than any sentence is cut.
    """
    plain, places = text[start:end], None
    if any(map(plain.__contains__, UNSEEN)):
        places = [i for i in range(start, end) if text[i] not in UNSEEN]
        plain = "".join(text[i] for i in places)
    for first, last in _sentence_spans(plain):
        words = _words(plain[first:last], start + first)
        if places is not None:
            words = _placed(words, start, places)
        if len(words.texts) > LONGEST:
            yield from _cut(words)
        elif words.texts:
            yield words


def _cut(words: Words) -> Iterator[Words]:
    for i in range(0, len(words.texts), LONGEST):
        part = slice(i, i + LONGEST)
        yield Words(words.texts[part], words.starts[part], words.ends[part])


def _placed(words: Words, start: int, places: Sequence[int]) -> Words:
    return Words(
        words.texts,
        [places[first - start] for first in words.starts],
        [places[after - 1 - start] + 1 for after in words.ends],
    )


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences start and end, blanks between them left to either."""
    start = 0
    for match in END.finditer(text):
        at, after = match.span()
        if _ends_clearly(text, at) or not _is_joined(text, start, match):
            yield start, after
            start = after
    yield start, len(text)


def _ends_clearly(text: str, at: int) -> bool:
    """Whether all rules let a sentence end with the sign there."""
    if not CLEAR_END.match(text, at):
        return False
    word = LAST_WORD.search(text, max(0, at - WINDOW), at)
    return word is not None and word[0].lower() not in ABBREVIATIONS


def _is_joined(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether razdel goes on with the sentence that started there."""
    at, after = end.span()
    split = SentSplit(text[max(0, at - WINDOW) : at], end[1], text[after : after + WINDOW])
    split.buffer = text[start:at]
    return bool(sentenize.join(split))


def _words(sentence: str, offset: int) -> Words:
    """The words of a sentence that starts at an offset."""
    if RARE.search(sentence):
        return _rare_words(sentence, offset)
    parts = WORD.split(sentence)  # every second one is a word, the others the blanks between them
    places = list(accumulate(map(len, parts), initial=offset))
    return Words(parts[1::2], places[1:-1:2], places[2::2])


def _rare_words(sentence: str, offset: int) -> Words:
    """The words as razdel finds them."""
    texts = [part for token in tokenize(sentence) for part in _parted(token.text)]
    starts, ends = [], []
    end = 0
    for word in texts:
        # Only blanks stand between words: the next one is where its letters come first.
        start = sentence.find(word, end)
        end = start + len(word)
        starts.append(offset + start)
        ends.append(offset + end)
    return Words(texts, starts, ends)


def _parted(word: str) -> list[str]:
    """But a sign between two numbers with a space after it («9, 10») stands alone."""
    number = word.rstrip(",.-–—/")
    if len(number) < len(word) and number[:1].isdigit():
        return [number, word[len(number) :]]
    return [word]
