"""Blocks before sentences: title, paragraphs and items, with the noise of the page set aside."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from pressfacts.layout.kinds import BULLET, DASH, credit, heading, heading_in_capitals, kind_of
from pressfacts.layout.lines import (
    Line,
    ends_in_full_stop,
    ends_sentence,
    fold_words,
    split_lines,
    split_parts,
)
from pressfacts.layout.vocabulary import vocabulary
from pressfacts.records import Block, BlockKind, Document

LONGEST_TITLE = 300  # characters
LONGEST_PART = 6  # words
LONGEST_BUTTON = 4
WIDEST_WRAP = 120  # characters
HEAD, TAIL = 6, 8  # lines


SPEECH = r"[,!?…]»?\s[–—-]\s.*[^;]$"  # not compiled until a text needs it


class Piece(Struct, frozen=True, gc=False):
    """A line with its kind; None for the words of the release."""

    line: Line
    kind: BlockKind | None


def split_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a release in the order of its text; none overlaps another."""
    lines = list(split_lines(document.text))
    pieces = [piece for i, line in enumerate(lines) for piece in _pieces(lines, i)]
    pieces = _mark_title(pieces, document.title)
    pieces = _mark_sections(pieces)
    pieces = _mark_buttons(pieces)
    pieces = _mark_items(pieces)
    return tuple(Block(kind, start, end) for kind, start, end in _join(pieces, _width(lines)))


def title_of(document: Document, blocks: tuple[Block, ...]) -> str | None:
    """The title that came with the document, else the words of its title block."""
    if document.title:
        return document.title
    block = next((block for block in blocks if block.kind == "title"), None)
    return " ".join(document.text[block.start : block.end].split()) if block else None


def _pieces(lines: Sequence[Line], i: int) -> Iterator[Piece]:
    """A line as one piece, or the parts of a menu, a breadcrumb, or a line of counters."""
    line = lines[i]
    kind = kind_of(line)
    if kind == "noise" or DASH.match(line.text) or ends_sentence(line):
        yield Piece(line, kind)
        return
    parts = split_parts(line)
    if len(parts) < 2:
        yield Piece(line, kind)
        return
    kinds = [kind_of(part) for part in parts]
    known = sum(kind in {"noise", "dateline"} for kind in kinds)
    short = all(len(part.words) <= LONGEST_PART for part in parts)
    outside = i < HEAD or i >= len(lines) - TAIL
    if known and (2 * known >= len(parts) or (short and outside)):
        for part, of_part in zip(parts, kinds, strict=True):
            yield Piece(part, _kind_within(part, of_part))
    elif short and outside and "|" in line.text and not ends_in_full_stop(line):
        yield Piece(line, "noise")
    else:
        yield Piece(line, kind)


def _kind_within(part: Line, kind: BlockKind | None) -> BlockKind:
    """What a part of a menu is: too long for a menu word, it is a name."""
    if kind == "dateline" or credit(part):
        return kind or "caption"
    return "noise" if kind == "noise" or len(part.words) <= LONGEST_BUTTON else "caption"


def _mark_title(pieces: list[Piece], given: str | None) -> list[Piece]:
    """Gives the title its kind; where it is said again, a caption."""
    found = _find_title(pieces, fold_words(given or ""))
    if found is None:
        return pieces
    title = pieces[found].line.text
    marked = [
        Piece(piece.line, "caption") if piece.line.text == title else piece for piece in pieces
    ]
    marked[found] = Piece(pieces[found].line, "title")
    return marked


def _find_title(pieces: list[Piece], given: tuple[str, ...]) -> int | None:
    """The first line of the release's own words, unless it ends as a sentence does.

    A line in capitals, or one that is all names, will do where nothing better follows.
    """
    second_best = None
    for i, piece in enumerate(pieces):
        line, kind = piece.line, piece.kind
        if given and line.words == given:
            return i
        if kind is None:
            return i if _is_title(line) else second_best
        if kind == "caption" and not credit(line) and not heading(line) and _is_title(line):
            if heading_in_capitals(line) and len(line.words) > 2:
                return i
            second_best = i if second_best is None else second_best
    return second_best


def _is_title(line: Line) -> bool:
    ends = line.text.endswith((".", ";", ":", ",")) and not line.text.endswith("...")
    speech = DASH.match(line.text)
    return len(line.text) <= LONGEST_TITLE and not ends and not speech and len(line.words) > 1


def _mark_sections(pieces: list[Piece]) -> list[Piece]:
    """What follows «Читайте также», up to the next paragraph, is noise; «Контакты», a caption.

    Everything that follows «Комментарии: 3» behind a paragraph is noise.
    """
    words = vocabulary()
    marked: list[Piece] = []
    section: BlockKind | None = None
    prose = ended = False
    for piece in pieces:
        line, kind = piece.line, piece.kind
        bare = _bare_title(line)
        counted = len(bare) < len(line.words) and words.counted_endings.equals(bare)
        ended = ended or (prose and (counted or words.endings.equals(bare)))
        if kind is None and _is_prose(line):
            section, prose = None, True
        elif words.sections.equals(bare):
            section = "noise"
        elif words.contact_sections.equals(bare):
            section = "caption"
        of_section = "noise" if ended or kind == "noise" else section
        known = kind if kind == "title" else of_section or kind
        marked.append(piece if known == kind else Piece(line, known))
    return marked


def _bare_title(line: Line) -> tuple[str, ...]:
    """The words of a line without numbers, if its first word may open a section."""
    words, openings = line.words, vocabulary().section_openings
    if not words or not (words[0] in openings or words[0].isdigit()):
        return ()
    return tuple(word for word in words if not word.isdigit())


def _mark_buttons(pieces: list[Piece]) -> list[Piece]:
    """A few words without a full stop, before the first paragraph or behind the last, are a button
    or the words under a picture: no sentence.
    """
    paragraphs = [i for i, piece in enumerate(pieces) if not piece.kind and _is_prose(piece.line)]
    if not paragraphs:
        return pieces
    first, last = paragraphs[0], paragraphs[-1]
    return [
        Piece(piece.line, "caption")
        if piece.kind is None and not first <= i <= last and _is_button(piece.line)
        else piece
        for i, piece in enumerate(pieces)
    ]


def _is_prose(line: Line) -> bool:
    return len(line.words) > LONGEST_PART and ends_sentence(line)


def _is_button(line: Line) -> bool:
    if len(line.words) > LONGEST_BUTTON or ends_sentence(line):
        return False
    return not any(word[0].isupper() or word[0].isdigit() for word in line.shown[1:])


def _mark_items(pieces: list[Piece]) -> list[Piece]:
    """Lines with a bullet or number; lines with a dash where they are a list and no speech."""
    marked = []
    dashes = _dash_items(pieces)
    for i, piece in enumerate(pieces):
        line = piece.line
        marker = None if piece.kind else (DASH if i in dashes else BULLET).match(line.text)
        if marker:
            inner = replace(line, start=line.start + marker.end(), text=line.text[marker.end() :])
            marked.append(Piece(inner, "item"))
        else:
            marked.append(piece)
    return marked


def _dash_items(pieces: list[Piece]) -> set[int]:
    """The lines with a dash that are items, by their number.

    A second dash behind a comma attributes words that are said. A list opens behind a colon or
    with a line that ends in a semicolon; one whose items end so is closed by the item that ends
    in a full stop.
    """
    items: set[int] = set()
    semicolons = False
    for i, piece in enumerate(pieces):
        line = piece.line
        if piece.kind is not None or not DASH.match(line.text) or re.search(SPEECH, line.text):
            continue
        above = pieces[i - 1].line if i else None
        goes_on = i - 1 in items and not (semicolons and above and ends_in_full_stop(above))
        opens = above is not None and above.text.endswith(":")
        if goes_on or opens or line.text.endswith(";"):
            semicolons = line.text.endswith(";") or (goes_on and semicolons)
            items.add(i)
    return items


def _width(lines: Sequence[Line]) -> int:
    """The width to which a text is wrapped by hand, 0 if its lines are whole paragraphs."""
    longest = max((len(line.text) for line in lines), default=0)
    if longest > WIDEST_WRAP:
        return 0
    wrapped = [
        above
        for above, below in pairwise(lines)
        if not below.gap and len(above.text) > 0.6 * longest and not ends_in_full_stop(above)
    ]
    return longest if len(wrapped) >= 3 else 0


def _join(pieces: list[Piece], width: int) -> Iterator[tuple[BlockKind, int, int]]:
    """Blocks out of pieces: the lines of one paragraph, item or title belong together."""
    last: Piece | None = None
    kind: BlockKind = "paragraph"
    start = end = 0
    for piece in pieces:
        if last and piece.kind is None and _goes_on(last, piece, width):
            last, end = Piece(piece.line, last.kind), piece.line.end
            continue
        if last:
            yield kind, start, end
        last, kind = piece, piece.kind or "paragraph"
        start, end = piece.line.start, piece.line.end
    if last:
        yield kind, start, end


def _goes_on(above: Piece, below: Piece, width: int) -> bool:
    """Whether a line is the rest of the one above: not set apart, in the middle of a sentence."""
    if below.line.gap or above.kind not in {None, "item", "title"}:
        return False
    lower = below.line.text[0].islower()
    ends = ends_sentence(above.line)
    if width and above.kind != "title":
        full = len(above.line.text) > 0.75 * width
        return (
            lower
            or (full and below.line.indent < 2)
            or (not ends_in_full_stop(above.line) and full)
        )
    return lower and not (ends and not above.line.text.endswith(","))
