"""One attribution on its way to a draft."""

from msgspec import Struct

from pressfacts.events.stream import Span
from pressfacts.events.templates import Rule


class Told(Struct, frozen=True):
    """Who-says-what before anybody is named: ranges of words in the stream.

    `narration` are the narrator's words, in which the speaker and the date stand; `source` is the
    place of the content as the template calls it; `introduced`: speech after a colon or sentence.
    """

    trigger: int
    rule: Rule
    pieces: tuple[Span, ...]
    narration: Span
    source: str
    introduced: bool = False

    def says(self, i: int) -> bool:
        """Is a word of the stream among those said?"""
        return any(first <= i < last for first, last in self.pieces)

    @property
    def is_quoted(self) -> bool:
        """Is it direct speech?"""
        return self.source == "quotation"
