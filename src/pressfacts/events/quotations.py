"""Direct speech: which words are quoted, and the narrator's words that attribute them.

    «Q», – said X.    «Q, – said X. – Q».    – Q, – said X. – Q.    X said: «Q».    Q, – said X. – Q.

Speech opens with a quotation mark where a sentence may begin, with the dash of a dialogue
paragraph, or, where a page has lost its marks, shows itself by the attribution behind it. It is
left for the narrator's words (a *frame*) at a dash, and taken up again at the next one. No verb
is known here: the caller says which words can attribute speech.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from pressfacts.events.stream import DASHES, Span, Stream

STOPS = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!!", "!..", "?..", "!!", "??"))
PAUSES = STOPS | {",", ";"}
FRAME_REACH = 6  # words from its dash within which a frame shows that it is one
QUOTED_PARAGRAPHS = 6  # that a quotation may run on for
DASH_REACH = 8  # characters before a block among which its dash may lie
NAME_LENGTH = 8  # a mark that closes sooner, with no verb inside, holds a name


class Frame(Struct, frozen=True):
    """The narrator's words inside, behind or before speech; `trigger` is the word that attributes.

    `words` leaves out the dashes; `trigger` is None before a colon, where the caller decides.
    """

    words: Span
    trigger: int | None


class Speech(Struct, frozen=True):
    """Pieces of speech under one attribution; with no frame they stand alone."""

    pieces: tuple[Span, ...]
    frame: Frame | None


class _Reader:
    """Reads one block; `saying` tells whether a word attributes speech by its meaning."""

    def __init__(self, stream: Stream, block: Span, saying: Callable[[int], bool]) -> None:
        self.stream = stream
        self.tokens = stream.tokens
        self.first, self.last = block
        self.saying = saying
        self.dialogue = self._dialogue_start()
        self.left_open = False  # does the block end within a quotation?

    def _dialogue_start(self) -> int | None:
        """The first word of a paragraph that opens with a dash, which may lie before the block."""
        if self.stream.dash(self.first):
            return self.first + 1
        start = self.tokens[self.first].start
        before = self.stream.text[max(0, start - DASH_REACH) : start].rstrip(" \t\xa0")
        return self.first if before[-1:] in DASHES and before[-2:-1] in {"", "\n", "\r"} else None

    # ------------------------------------------------------------ frames

    def frame(self, dash: int, *, marked: bool) -> Frame | None:
        """The narrator's words that a dash opens; `marked`: what stands before is surely speech."""
        end = self._frame_end(dash + 1)
        reach = [i for i in range(dash + 1, end) if self._is_word(i)][:FRAME_REACH]
        trigger = next((i for i in reach if self.saying(i)), None)
        if trigger is not None and (marked or trigger in reach[:3]):
            return Frame((dash + 1, end), trigger)
        if not marked or not reach:
            return None
        trigger = next((i for i in reach if self._tells(i)), None)
        if trigger is None and self._names_somebody(reach[0]):
            trigger = self._surname(reach[0], end)
        return None if trigger is None else Frame((dash + 1, end), trigger)

    def _frame_end(self, start: int) -> int:
        for i in range(start, self.last):
            text = self.tokens[i].text
            if text in PAUSES and self.stream.dash(i + 1):
                return i
            if text == ":" and i + 1 < self.last and self._opens_speech(i + 1):
                return i
            if text in STOPS and (i + 1 >= self.last or self.stream.opens[i + 1]):
                return i
            if i > start and self._begins_sentence(i) and self.tokens[i - 1].text in STOPS:
                return i - 1
        return self.last

    def _tells(self, i: int) -> bool:
        """A finite verb in the third person, before its subject: anything may attribute speech."""
        token = self.tokens[i]
        if token.pos != "VERB" or token.feats.get("VerbForm") != "Fin":
            return False
        if token.feats.get("Person") in {"1", "2"} or token.feats.get("Mood") == "Imp":
            return False
        return any(
            child > i and self.tokens[child].rel.startswith("nsubj") and self._somebody(child)
            for child in self.stream.children(i)
        )

    def _somebody(self, i: int) -> bool:
        token = self.tokens[i]
        return token.feats.get("Animacy") == "Anim" or token.pos in {"PROPN", "PRON"}

    def _names_somebody(self, i: int) -> bool:
        return self.tokens[i].pos == "PROPN" and self.tokens[i].case in {None, "Nom"}

    def _surname(self, start: int, end: int) -> int:
        i = start
        while i + 1 < end and self.tokens[i + 1].pos == "PROPN":
            i += 1
        return i

    def _is_word(self, i: int) -> bool:
        return self.tokens[i].text[:1].isalnum()

    # ------------------------------------------------------------ speech

    def speeches(self, *, carried: bool = False) -> Iterator[Speech]:
        """All speech of the block, in order; `carried`: it begins within a quotation."""
        i = self.first
        if carried:
            found = self._read(i + self.stream.opens[i], depth=1, carried=True)
            if found is not None:
                yield from found[0]
                i = found[1]
        while i < self.last:
            found = self._speech_at(i)
            if found is None:
                i += 1
                continue
            speeches, i = found
            yield from speeches

    def _speech_at(self, i: int) -> tuple[list[Speech], int] | None:
        stream = self.stream
        if self._opens_speech(i) and stream.opens[i]:
            return self._read(i + 1, depth=1)
        if i == self.first and self.dialogue is not None:
            return self._read(self.dialogue, depth=0)
        if stream.dash(i) and i > self.first and self.tokens[i - 1].text in PAUSES:
            frame = self.frame(i, marked=False)
            if frame:
                return self._read(self._unmarked_start(i), depth=0)
        return None

    def _opens_speech(self, i: int) -> bool:
        """May speech begin with this mark or dash? Names in quotes stand inside a sentence."""
        before = self.tokens[i - 1].text if i > self.first else "."
        if self.stream.dash(i):
            return before == ":"
        if not self.stream.opens[i]:
            return False
        return before in STOPS or before == ":" or before in "–—-" or self.stream.closes[i - 1]

    def _unmarked_start(self, dash: int) -> int:
        """Where speech without marks begins: its sentence, or an earlier one in the first person."""
        sentence = self.stream.sentence[dash]
        start = sentence
        for number in range(sentence - 1, -1, -1):
            first, last = self.stream.bounds(number)
            if first < self.first:
                break
            if any(self.tokens[i].feats.get("Person") == "1" for i in range(first, last)):
                start = number
        return max(self.first, self.stream.bounds(start)[0])

    def _read(
        self, start: int, depth: int, *, carried: bool = False
    ) -> tuple[list[Speech], int] | None:
        """Speech from `start` to its end: pieces between frames, one speech for each frame."""
        pieces: list[Span] = []
        done: list[Speech] = []
        frame: Frame | None = None
        marked = depth > 0 or start == self.dialogue
        i, piece = start, start
        while i < self.last:
            if self.stream.opens[i]:
                depth += 1
            elif self.stream.closes[i]:
                depth -= 1
                behind = self._frame_behind(i)
                if depth > 0 and behind is None and not carried and self._is_name(start, i, depth):
                    return None
                if depth <= 0 or behind or self._ends_block(i):
                    pieces.append((piece, i))
                    i += 1
                    if behind is None:
                        break
                    frame, pieces = self._attribute(behind, frame, pieces, done)
                    resumed = self._resume(behind.words[1])
                    if resumed is None:
                        i = behind.words[1]
                        break
                    i = piece = resumed
                    depth = 0
                    if i < self.last and self.stream.opens[i]:
                        depth, i, piece = 1, i + 1, i + 1
                    continue
            elif self.stream.dash(i) and i > piece and self.tokens[i - 1].text in PAUSES:
                inner = self.frame(i, marked=marked or frame is not None)
                if inner:
                    pieces.append((piece, i))
                    frame, pieces = self._attribute(inner, frame, pieces, done)
                    resumed = self._resume(inner.words[1])
                    if resumed is None and depth > 0 and self._closer_ahead(inner.words[1]):
                        resumed = inner.words[1]
                    if resumed is None:
                        i = inner.words[1]
                        break
                    i = piece = resumed
                    continue
            i += 1
        else:
            pieces.append((piece, self.last))
            self.left_open = depth > 0
        pieces = [p for p in pieces if p[0] < p[1]]
        if frame is None and not (marked and (carried or self._stands_alone(start, i))):
            self.left_open = False
            return None
        if frame is None and depth == 0 and start == self.dialogue and not self._quoted(start):
            done.append(Speech(tuple(pieces), None))
            return done, self.last
        if pieces:
            done.append(Speech(tuple(pieces), frame))
        return done, max(i, start)

    def _attribute(
        self, new: Frame, old: Frame | None, pieces: list[Span], done: list[Speech]
    ) -> tuple[Frame, list[Span]]:
        """A second frame closes the account of the first: what stands between them is its own."""
        if old is None:
            return new, pieces
        done.append(Speech(tuple(pieces[:-1]), old))
        return new, pieces[-1:]

    def _quoted(self, start: int) -> bool:
        return self.stream.opens[start - 1]

    def _resume(self, end: int) -> int | None:
        """The word behind the dash that takes speech up again after a frame."""
        i = end
        if i < self.last and self.tokens[i].text in PAUSES | {":"}:
            i += 1
        if i >= self.last or self.stream.block(i) != self.stream.block(end - 1):
            return None
        if self.stream.dash(i):
            return i + 1
        return i if self.tokens[i - 1].text == ":" and self.stream.opens[i] else None

    def _frame_behind(self, closer: int) -> Frame | None:
        i = closer + 1
        while i < self.last and (self.tokens[i].text in PAUSES or self.stream.closes[i]):
            i += 1
        return self.frame(i, marked=True) if i < self.last and self.stream.dash(i) else None

    def _ends_block(self, closer: int) -> bool:
        return all(self.tokens[i].text in PAUSES for i in range(closer + 1, self.last))

    def _closer_ahead(self, start: int) -> bool:
        return any(self.stream.closes[i] for i in range(start, self.last))

    def _is_name(self, start: int, end: int, depth: int) -> bool:
        """«ПАО «Банк» has one closer for two openers: no speech, if no other closer makes up for it."""
        if end - start >= NAME_LENGTH:
            return False
        if any(self.tokens[i].feats.get("VerbForm") == "Fin" for i in range(start, end)):
            return False
        for i in range(end + 1, self.last):
            depth += self.stream.opens[i] - self.stream.closes[i]
            if depth == 0:
                return False
        return True

    def _stands_alone(self, start: int, end: int) -> bool:
        """Is a quotation without a frame a sentence of its own, or introduced by a colon?"""
        marks = self._quoted(start) or self.stream.dash(start - 1)
        before = start - 1 - marks
        if before >= 0 and self.tokens[before].text == ":":
            return True
        words = [i for i in range(start, end) if self._is_word(i)]
        if len(words) < 3 or not any(self._is_predicate(i) for i in words):
            return False
        closed = min(end, self.last)
        return closed >= self.last or self.tokens[closed].text in STOPS or (
            self._begins_sentence(closed) or self.tokens[closed - 2].text in STOPS
        )

    def _is_predicate(self, i: int) -> bool:
        feats = self.tokens[i].feats
        return "VerbForm" in feats or feats.get("Variant") == "Short" or self.tokens[i].rel == "root"

    def _begins_sentence(self, i: int) -> bool:
        return self.stream.offsets[self.stream.sentence[i]] == i


def find_quotations(stream: Stream, saying: Callable[[int], bool]) -> tuple[Speech, ...]:
    """All direct speech of a release, in the order of the text.

    `saying` tells of a word, by its index in the stream, whether it attributes speech by meaning.
    """
    found: list[Speech] = []
    carried = left_open = False
    blocks = list(blocks_of(stream))
    for number, block in enumerate(blocks):
        reader = _Reader(stream, block, saying)
        speeches = list(reader.speeches(carried=carried))
        if left_open and found and speeches and speeches[0].pieces[0][0] <= block[0] + 1:
            speeches = [*_joined(found.pop(), speeches[0]), *speeches[1:]]
        found += speeches
        left_open = reader.left_open
        carried = left_open and _goes_on(stream, blocks[number + 1 :])
    return tuple(found)


def _joined(before: Speech, behind: Speech) -> tuple[Speech, ...]:
    """A quotation of two paragraphs under the attribution that either holds."""
    if before.frame is not None and behind.frame is not None:
        return before, behind
    return (Speech(before.pieces + behind.pieces, before.frame or behind.frame),)


def _goes_on(stream: Stream, blocks: Sequence[Span]) -> bool:
    """Does a later paragraph open with a mark again, or hold the closer that is missing?"""
    if blocks and stream.opens[blocks[0][0]]:
        return True
    for first, last in blocks[:QUOTED_PARAGRAPHS]:
        depth = 0
        for i in range(first, last):
            depth += stream.opens[i] - stream.closes[i]
            if depth < 0:
                return True
    return False


def blocks_of(stream: Stream) -> Iterator[Span]:
    """The words of each block."""
    first = 0
    for i in range(1, len(stream.tokens) + 1):
        if i == len(stream.tokens) or stream.block(i) != stream.block(first):
            yield first, i
            first = i
