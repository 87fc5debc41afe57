"""From a surface form to what the models see of it: a word id and the id of its shape."""

import re
from bisect import bisect_right

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
    whole line finds the word in it: 1 µs, and 4 ms to build.
    """

    def __init__(self, lines: bytes) -> None:
        ends = np.flatnonzero(np.frombuffer(lines, np.uint8) == ord("\n"))
        # The list ends with <unk> and <pad>, which are not in order and are asked for by nobody.
        self.unknown = len(ends) - 1
        starts = [0, *(ends[PAGE - 1 : self.unknown : PAGE] + 1).tolist()]
        self._first = [lines[start : lines.index(b"\n", start)] for start in starts]
        self._starts = [*starts, int(ends[self.unknown - 1]) + 1]
        self._lines = lines

    def id(self, word: str) -> int:
        """The line number of a word, or that of the unknown word."""
        key = word.encode("utf-8", "surrogatepass")
        page = max(bisect_right(self._first, key) - 1, 0)
        start, end = self._starts[page], self._starts[page + 1]
        if self._lines.startswith(key + b"\n", start):
            return page * PAGE
        found = self._lines.find(b"\n" + key + b"\n", start, end)
        if found < 0:
            return self.unknown
        return page * PAGE + self._lines.count(b"\n", start, found + 1)


def shape_of(word: str) -> str:
    """Script and case of a word as slovnet names them: RU_Xx, EN_XX, NUM, PUNCT_«, OTHER."""
    match = WRITING.match(word)
    kind = match.lastgroup if match else None
    if kind is None or kind == "NUM":
        return kind or "OTHER"
    if kind == "PUNCT":
        return f"PUNCT_{word if len(word) == 1 else 'OTHER'}"
    return f"{kind}_{_outline(word)}"


def _outline(word: str) -> str:
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if len(word) == 1:
        return "x"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
