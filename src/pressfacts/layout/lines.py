"""Lines of a text and what can be seen of them before any grammar."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

# Not compiled until a text needs it: half a millisecond of a start.
PARTED = r"\s+[|›»>→/·•\\]\s+|\s*[|›→]\s*|[^\S\r\n]{3,}|\t"
PARTING = re.compile(r"[|›»>→/·•\\\t–—-]|\s{3}")  # one of these is where a line is parted
# What stands before the stop is looked at behind it: so the search leaps from stop to stop.
PARTED_BY_STOP = re.compile(r"[.!?](?<=[^\W\d_]{2}.)\s+(?=[А-ЯЁA-Z])")
PARTED_BY_DASH = r"\s+[–—-]\s+"
WORD = re.compile(r"\w++(?:[-+./@]\w++)*+\+?")  # where «_» is a blank
FULL_STOPS = (".", "!", "?", "…")
SENTENCE_ENDS = (*FULL_STOPS, ";", ":", ",")
CLOSING = '»”")]'
BLANK = "\ufeff\u200b\u00ad\u2060 \t\u00a0\u202f\u2009"


class Line(Struct, frozen=True, gc=False):
    """A line, or a part of one: trimmed offsets, and its words folded.

    `gap` says whether blank lines stand before it; `indent` how far it is set in.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    gap: bool
    indent: int

    @property
    def shown(self) -> tuple[str, ...]:
        """The words as they stand."""
        return tuple(WORD.findall(self.text.replace("_", " ")))


def split_lines(text: str) -> Iterator[Line]:
    """Every line that is not blank."""
    start, gap = 0, True
    for raw in text.splitlines(keepends=True):
        end = start + len(raw)
        line = line_between(text, start, end, gap)
        if line:
            yield line
        gap = line is None
        start = end


def line_between(text: str, start: int, end: int, gap: bool) -> Line | None:
    """The line between two offsets without the blanks around it, None if there is nothing else."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip().lstrip(BLANK).lstrip())
    shown = raw[left:].rstrip().rstrip(BLANK).rstrip()
    if not shown:
        return None
    first = start + left
    return Line(first, first + len(shown), shown, fold_words(shown), gap, left)


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a line in lower case, «ё» as «е», without soft hyphens."""
    folded = text.replace("\u00ad", "").replace("_", " ").lower().replace("ё", "е")
    return tuple(WORD.findall(folded))


def ends_sentence(line: Line) -> bool:
    """Whether a line ends as a sentence or a part of one does."""
    return line.text.rstrip(CLOSING).endswith(SENTENCE_ENDS)


def ends_in_full_stop(line: Line) -> bool:
    """Whether a line ends as a whole sentence does."""
    return line.text.rstrip(CLOSING).endswith(FULL_STOPS)


def split_parts(line: Line) -> list[Line]:
    """The parts of a line between the separators of menus and breadcrumbs.

    A dash separates where nothing else does: it has other work to do in sentences.
    """
    if not PARTING.search(line.text):
        return [line]
    return list(_split(line, PARTED if re.search(PARTED, line.text) else PARTED_BY_DASH))


def split_sentences(line: Line) -> Iterator[Line]:
    """The parts of a short line between its full stops; nothing where there are none."""
    if PARTED_BY_STOP.search(line.text):
        yield from _split(line, PARTED_BY_STOP)


def _split(line: Line, separator: str | re.Pattern[str]) -> Iterator[Line]:
    start = 0
    for found in re.finditer(separator, line.text):
        if part := _part(line, start, found.start()):
            yield part
        start = found.end()
    if part := _part(line, start, len(line.text)):
        yield part


def _part(line: Line, start: int, end: int) -> Line | None:
    part = line_between(line.text, start, end, line.gap)
    return part and replace(part, start=line.start + part.start, end=line.start + part.end)
