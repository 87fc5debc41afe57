"""From a surface form to what the models see of it: a word id and the id of its shape."""

import re
from bisect import bisect_right
from functools import lru_cache

import numpy as np

PAGE = 64  # words
PUNCTUATION = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
WRITING = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(PUNCTUATION)}]+)",
    re.IGNORECASE,
)


class WordList:
    """Ids in a sorted list of words that stays one stretch of UTF-8 bytes.

    A dictionary of 250,000 words would cost 60 ms and 30 MB at every start. The bytes are sorted
    as they stand, so a list with the first word of each page finds the page, and a search for the
    whole line finds its place in it; the ends of lines before it are its number there: 1 µs, and
    3 ms to build.
    """

    def __init__(self, lines: bytes) -> None:
        ends = np.flatnonzero(np.frombuffer(lines, np.uint8) == ord("\n"))
        # The list ends with <unk> and <pad>, which are not in order and are asked for by nobody.
        self._unknown = len(ends) - 1
        # A line is found with the end of the line before it, so the pages start at the second.
        self._before = ends[: self._unknown - 1 : PAGE].tolist()
        first_ends = ends[1 : self._unknown : PAGE].tolist()
        self._first = [
            lines[before + 1 : end] for before, end in zip(self._before, first_ends, strict=True)
        ]
        self._before.append(int(ends[self._unknown - 1]) if self._unknown else -1)
        self._lines = lines

    def id(self, word: str) -> int:
        """The number of a word's line, or that of the unknown word."""
        spelled = word.encode("utf-8", "surrogatepass")
        line = b"\n%b\n" % spelled
        page = bisect_right(self._first, spelled) - 1
        if page < 0:
            return 0 if self._lines.startswith(line[1:]) else self._unknown
        start = self._before[page]
        found = self._lines.find(line, start, self._before[page + 1] + 1)
        if found < 0:
            return self._unknown
        return 1 + page * PAGE + self._lines.count(b"\n", start, found)


def shape_of(word: str) -> str:
    """Script and case of a word as slovnet names them: RU_Xx, EN_XX, NUM, PUNCT_«, OTHER."""
    kind = _kind(word[:2])
    if kind is None or kind == "NUM":
        return kind or "OTHER"
    if kind == "PUNCT":
        return f"PUNCT_{word if len(word) == 1 else 'OTHER'}"
    return f"{kind}_{_outline(word)}"


@lru_cache(maxsize=1_024)
def _kind(start: str) -> str | None:
    """What a word is written in, by its first two characters, a sign and a digit at most."""
    match = WRITING.match(start)
    return match.lastgroup if match else None


def _outline(word: str) -> str:
    if word.islower():
        return "x" if len(word) == 1 else "xx"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if len(word) == 1:
        return "x"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
