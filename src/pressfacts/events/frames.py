"""Frames: the narrator's words that attribute direct speech, «– сказал он», in one paragraph.

A frame opens with a dash behind a pause or a quotation mark. It shows itself by a word of saying;
behind sure speech also by any finite verb before its subject («– улыбнулась она»), or by a mere
name («– Иван Петров, директор»). No verb is known here: the caller says which words attribute.
"""

from bisect import bisect_left
from collections.abc import Callable
from itertools import islice

from msgspec import Struct

from pressfacts.events.grammar import function_words
from pressfacts.events.stream import DASHES, Span, Stream

STOPS = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!!", "!..", "?..", "!!", "??"))
PAUSES = STOPS | {",", ";"}
REACH = 6  # words from its dash within which a frame shows that it is one
SURE_REACH = 3  # the same where no mark says that speech stands before
DASH_REACH = 8  # characters before a paragraph among which its dash may lie


class Frame(Struct, frozen=True):
    """The narrator's words without their dashes, and the word that attributes."""

    words: Span
    trigger: int


def may_hold_speech(stream: Stream, block: Span) -> bool:
    """Is there a mark or dash in a block, or a dash before it?"""
    return bool(stream.turns_in(block)) or not DASHES.isdisjoint(_text_before(stream, block[0]))


def _text_before(stream: Stream, i: int) -> str:
    start = stream.tokens[i].start
    return stream.text[max(0, start - DASH_REACH) : start]


class Paragraph:
    """The words of one block; `saying` tells whether a word attributes speech by its meaning."""

    def __init__(self, stream: Stream, block: Span, saying: Callable[[int], bool]) -> None:
        self.stream = stream
        self.tokens = stream.tokens
        self.first, self.last = block
        self.turns = stream.turns_in(block)
        self.saying = saying
        self.dialogue = self._dialogue_start()

    def _dialogue_start(self) -> int | None:
        """The first word of a paragraph that opens with a dash, which may lie before the block."""
        if self.stream.dash(self.first):
            return self.first + 1
        before = _text_before(self.stream, self.first).rstrip(" \t\xa0")
        return self.first if before[-1:] in DASHES and before[-2:-1] in {"", "\n", "\r"} else None

    def next_turn(self, i: int) -> int:
        """The first mark or dash from a word on, else the end."""
        at = bisect_left(self.turns, i)
        return self.turns[at] if at < len(self.turns) else self.last

    # ------------------------------------------------------------ frames

    def frame(self, dash: int, *, sure: bool) -> Frame | None:
        """The narrator's words that a dash opens; `sure`: what stands before is speech."""
        end = self._frame_end(dash + 1)
        reach = list(islice(filter(self.is_word, range(dash + 1, end)), REACH))
        trigger = next((i for i in reach if self.saying(i)), None)
        if trigger is not None and not sure and trigger not in reach[:SURE_REACH]:
            return None
        if trigger is None and sure:
            manner = bool(reach) and self.stream.lemma(reach[0]) in function_words().manner
            trigger = next((i for i in reach if self._tells(i, anywhere=manner)), None)
        if trigger is None and sure and reach and self._names_somebody(reach[0]):
            trigger = self._surname(reach[0], end)
        return None if trigger is None else Frame((dash + 1, end), trigger)

    def frame_behind(self, closer: int) -> Frame | None:
        """The frame that follows a closing mark."""
        i = closer + 1
        while i < self.last and (self.tokens[i].text in PAUSES or self.stream.closes[i]):
            i += 1
        return self.frame(i, sure=True) if i < self.last and self.stream.dash(i) else None

    def resumes(self, frame: Frame) -> int | None:
        """The word behind the dash (or colon) that takes speech up again after a frame."""
        i = frame.words[1]
        if i < self.last and self.tokens[i].text in PAUSES | {":"}:
            i += 1
        if i >= self.last:
            return None
        if self.stream.dash(i):
            return i + 1
        return i if self.tokens[i - 1].text == ":" and self.stream.opens[i] else None

    def _frame_end(self, start: int) -> int:
        for i in range(start, self.last):
            text = self.tokens[i].text
            if text in PAUSES and self.stream.dash(i + 1):
                return i
            if text == ":" and i + 1 < self.last and self.may_open(i + 1):
                return i
            if text in STOPS and (i + 1 >= self.last or self.stream.opens[i + 1]):
                return i
            if i > start and self.tokens[i - 1].text in STOPS and self.begins_sentence(i):
                return i - 1
        return self.last

    def _tells(self, i: int, *, anywhere: bool) -> bool:
        """A finite verb in the third person before its subject, or «так он формулирует»."""
        token = self.tokens[i]
        if token.pos != "VERB" or token.feats.get("VerbForm") != "Fin":
            return False
        if token.feats.get("Person") in {"1", "2"} or token.feats.get("Mood") == "Imp":
            return False
        return any(
            (child > i or anywhere)
            and self.tokens[child].rel.startswith("nsubj")
            and self._is_somebody(child)
            for child in self.stream.children(i)
        )

    def _is_somebody(self, i: int) -> bool:
        token = self.tokens[i]
        return token.feats.get("Animacy") == "Anim" or token.pos in {"PROPN", "PRON"}

    def _names_somebody(self, i: int) -> bool:
        return self.tokens[i].pos == "PROPN" and self.tokens[i].case in {None, "Nom"}

    def _surname(self, start: int, end: int) -> int:
        i = start
        while i + 1 < end and self.tokens[i + 1].pos == "PROPN":
            i += 1
        return i

    # ------------------------------------------------------------ marks and sentences

    def may_open(self, i: int) -> bool:
        """May speech begin with this mark or dash? Names in quotes stand inside a sentence."""
        before = self.tokens[i - 1].text if i > self.first else "."
        if self.stream.dash(i):
            return before == ":"
        if not self.stream.opens[i]:
            return False
        return before in STOPS or before == ":" or before in DASHES or self.stream.closes[i - 1]

    def begins_sentence(self, i: int) -> bool:
        """Is the word the first of its sentence?"""
        return self.stream.offsets[self.stream.sentence[i]] == i

    def is_word(self, i: int) -> bool:
        """A word or number, no punctuation."""
        return self.tokens[i].text[:1].isalnum()
