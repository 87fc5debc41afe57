"""Direct speech: which words are quoted, and the frame that attributes them.

    «Q», – said X.   «Q, – said X. – Q».   – Q, – said X. – Q.   X said: «Q».   Q, – said X.

Speech opens with a quotation mark where a sentence may begin, with the dash of a dialogue
paragraph, or, where a page has lost its marks, shows itself by the frame behind it. It is left
for the narrator's words at a dash, and taken up again at the next one.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pressfacts.events.frames import PAUSES, STOPS, Frame, Paragraph, may_hold_speech
from pressfacts.events.stream import Span, Stream

QUOTED_PARAGRAPHS = 6  # that a quotation may run on for
NAME_LENGTH = 8  # words: a mark that closes sooner, with no verb inside, holds a name
FEWEST_WORDS = 3  # of a quotation that is a sentence of its own


class Speech(Struct, frozen=True):
    """Pieces of speech under one attribution; with no frame they stand alone."""

    pieces: tuple[Span, ...]
    frame: Frame | None


def find_quotations(stream: Stream, saying: Callable[[int], bool]) -> tuple[Speech, ...]:
    """All direct speech of a release, in the order of the text.

    `saying` tells of a word, by its index in the stream, whether it attributes speech by meaning.
    """
    found: list[Speech] = []
    carried = left_open = False
    blocks = _blocks(stream)
    for number, block in enumerate(blocks):
        if not carried and not may_hold_speech(stream, block):  # as most do not
            left_open = False
            continue
        runs = list(_runs(Paragraph(stream, block, saying), carried=carried))
        speeches = [speech for run in runs for speech in run.speeches]
        if left_open and found and speeches and speeches[0].pieces[0][0] <= block[0] + 1:
            speeches = [*_joined(found.pop(), speeches[0]), *speeches[1:]]
        found += speeches
        left_open = bool(runs) and runs[-1].left_open
        carried = left_open and _goes_on(stream, blocks[number + 1 :])
    return tuple(found)


def _blocks(stream: Stream) -> list[Span]:
    numbers = [sentence.block for sentence in stream.sentences]
    firsts = [
        stream.offsets[n] for n, block in enumerate(numbers) if not n or numbers[n - 1] != block
    ]
    return list(pairwise((*firsts, len(stream.tokens))))


def _joined(before: Speech, behind: Speech) -> tuple[Speech, ...]:
    """A quotation of two paragraphs under the attribution that either holds."""
    if before.frame is not None and behind.frame is not None:
        return before, behind
    return (Speech(before.pieces + behind.pieces, before.frame or behind.frame),)


def _goes_on(stream: Stream, blocks: Sequence[Span]) -> bool:
    """Does a later paragraph open with a mark again, or hold the closer that is missing?"""
    if blocks and stream.opens[blocks[0][0]]:
        return True
    for block in blocks[:QUOTED_PARAGRAPHS]:
        depth = 0
        for i in stream.turns_in(block):
            depth += stream.opens[i] - stream.closes[i]
            if depth < 0:
                return True
    return False


# ---------------------------------------------------------------- one paragraph


def _runs(paragraph: Paragraph, *, carried: bool) -> Iterator["_Run"]:
    """The runs of speech of a paragraph; `carried`: it begins within a quotation."""
    behind = first = paragraph.first
    starts = paragraph.turns
    if (carried or paragraph.dialogue is not None) and first not in starts[:1]:
        starts = (first, *starts)
    for i in starts:
        if i < behind:
            continue
        run = _run_at(paragraph, i, carried=carried and i == first)
        if run is not None and run.read():
            yield run
            behind = run.at


def _run_at(paragraph: Paragraph, i: int, *, carried: bool) -> "_Run | None":
    """The run of speech that opens at a word."""
    stream = paragraph.stream
    if carried:
        return _Run(paragraph, i + stream.opens[i], depth=1, carried=True)
    if stream.opens[i] and paragraph.may_open(i):
        return _Run(paragraph, i + 1, depth=1)
    if i == paragraph.first and paragraph.dialogue is not None:
        return _Run(paragraph, paragraph.dialogue, depth=0)
    pause = stream.dash(i) and i > paragraph.first and paragraph.tokens[i - 1].text in PAUSES
    if pause and paragraph.frame(i, sure=False):
        return _Run(paragraph, _unmarked_start(paragraph, i), depth=0)
    return None


def _unmarked_start(paragraph: Paragraph, dash: int) -> int:
    """Where speech without marks begins: its sentence, or an earlier one in the first person."""
    stream = paragraph.stream
    start = sentence = stream.sentence[dash]
    while sentence > 0 and stream.bounds(sentence - 1)[0] >= paragraph.first:
        sentence -= 1
        words = range(*stream.bounds(sentence))
        if any(stream.tokens[i].feats.get("Person") == "1" for i in words):
            start = sentence
    return max(paragraph.first, stream.bounds(start)[0])


class _Run:
    """Speech from where it opens to where it ends, with the frames in it."""

    def __init__(
        self, paragraph: Paragraph, start: int, *, depth: int, carried: bool = False
    ) -> None:
        self.paragraph = paragraph
        self.stream = paragraph.stream
        self.start = self.at = self.piece = start
        self.depth = depth
        self.carried = carried
        self.marked = depth > 0 or start == paragraph.dialogue
        self.frame: Frame | None = None
        self.pieces: list[Span] = []
        self.speeches: list[Speech] = []
        self.left_open = False
        self.ended = False
        self.is_name = False

    def read(self) -> bool:
        """Read the run; False when it is no speech."""
        while not self.ended:
            self.at = self.paragraph.next_turn(self.at)
            if self.at == self.paragraph.last:
                break
            self._step(self.at)
        if self.is_name:
            return False
        if not self.ended:
            self._close(self.paragraph.last)
            self.left_open = self.depth > 0
        if self.frame is None and not (self.marked and (self.carried or self._stands_alone())):
            return False
        if self.pieces:
            self.speeches.append(Speech(tuple(self.pieces), self.frame))
        return bool(self.speeches)

    def _step(self, i: int) -> None:
        if self.stream.closes[i]:
            self._closer(i)
        elif self.stream.dash(i) and i > self.piece and self.paragraph.tokens[i - 1].text in PAUSES:
            self._dash(i)
        else:
            self.depth += self.stream.opens[i]
            self.at += 1

    def _closer(self, i: int) -> None:
        """A closing mark: of a name inside, or of the speech."""
        self.depth -= 1
        behind = self.paragraph.frame_behind(i)
        self.at += 1
        if self.depth > 0 and behind is None and not self._ends_paragraph(i):
            self.ended = self.is_name = not self.carried and self._holds_name(i)
            return
        self._close(i)
        self.depth = 0
        if behind is None:
            self.ended = True
        else:
            self._enter(behind)

    def _dash(self, i: int) -> None:
        """A dash behind a pause: of a frame, or of the speech itself."""
        frame = self.paragraph.frame(i, sure=self.marked or self.frame is not None)
        if frame is None:
            self.at += 1
            return
        self._close(i)
        self._enter(frame)

    def _enter(self, frame: Frame) -> None:
        """Pass a frame; a second one closes the first, and what stands between is its own."""
        if self.frame is not None:
            self.speeches.append(Speech(tuple(self.pieces[:-1]), self.frame))
            self.pieces = self.pieces[-1:]
        self.frame = frame
        behind = self.paragraph.resumes(frame)
        if behind is None and self.depth > 0 and self._closes_later(frame.words[1]):
            behind = frame.words[1]
        if behind is None:
            self.ended, self.at = True, frame.words[1]
            return
        if self.depth == 0 and behind < self.paragraph.last and self.stream.opens[behind]:
            self.depth, behind = 1, behind + 1
        self.at = self.piece = behind

    def _close(self, end: int) -> None:
        if self.piece < end:
            self.pieces.append((self.piece, end))

    def _ends_paragraph(self, closer: int) -> bool:
        words = range(closer + 1, self.paragraph.last)
        return all(self.paragraph.tokens[i].text in PAUSES for i in words)

    def _closes_later(self, start: int) -> bool:
        return any(self.stream.closes[i] for i in range(start, self.paragraph.last))

    def _holds_name(self, closer: int) -> bool:
        """«ПАО «Банк» closes two marks with one: a name, if no later closer makes up for it."""
        inside = range(self.start, closer)
        if len(inside) >= NAME_LENGTH or any(self._is_finite(i) for i in inside):
            return False
        depth = self.depth
        for i in range(closer + 1, self.paragraph.last):
            depth += self.stream.opens[i] - self.stream.closes[i]
            if depth == 0:
                return False
        return True

    def _stands_alone(self) -> bool:
        """Is speech without a frame a sentence of its own, or introduced by a colon?"""
        marks = self.stream.opens[self.start - 1] or self.stream.dash(self.start - 1)
        before = self.start - 1 - marks
        if before >= 0 and self.paragraph.tokens[before].text == ":":
            return True
        words = [i for i in range(self.start, self.at) if self.paragraph.is_word(i)]
        if len(words) < FEWEST_WORDS or not any(self._is_predicate(i) for i in words):
            return False
        return self._ends_sentence(min(self.at, self.paragraph.last))

    def _ends_sentence(self, end: int) -> bool:
        tokens = self.paragraph.tokens
        if end >= self.paragraph.last or tokens[end].text in STOPS:
            return True
        return self.paragraph.begins_sentence(end) or tokens[end - 2].text in STOPS

    def _is_finite(self, i: int) -> bool:
        return self.paragraph.tokens[i].feats.get("VerbForm") == "Fin"

    def _is_predicate(self, i: int) -> bool:
        token = self.paragraph.tokens[i]
        return (
            "VerbForm" in token.feats
            or token.feats.get("Variant") == "Short"
            or token.rel == "root"
        )
