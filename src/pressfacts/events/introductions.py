"""Words that introduce a quotation: «X сказал:», a name with a colon, the sentence before."""

from pressfacts.events.sayings import Sayings
from pressfacts.events.scene import Scene
from pressfacts.events.speakers import Speakers
from pressfacts.events.stream import Span, Stream
from pressfacts.events.templates import Rule
from pressfacts.events.told import Told
from pressfacts.records import Reference

LABEL_LENGTH = 12  # words before a colon that may name a speaker


class Introductions:
    """Finds what introduces speech that has no frame of its own."""

    def __init__(self, scene: Scene, stream: Stream, sayings: Sayings, speakers: Speakers) -> None:
        self.scene = scene
        self.stream = stream
        self.sayings = sayings
        self.speakers = speakers

    def before(self, start: int, plain: Rule) -> tuple[int, Span] | None:
        """Trigger and words of «X сказал:» before speech that begins at `start`."""
        stream = self.stream
        colon = start - 1
        while colon >= 0 and (stream.opens[colon] or stream.dash(colon)):
            colon -= 1
        if colon < 0:
            return None
        first, last = stream.bounds(stream.sentence[colon])
        if stream.tokens[colon].text == ":":
            trigger = self._trigger_before(first, colon)
            if trigger is None and stream.opens[start - 1]:
                trigger = self._person_s_verb(first, colon, plain)
            return None if trigger is None else (trigger, (first, colon))
        # «X рассказал о планах. «…»»: the sentence before a quotation that fills its own
        if last > start or stream.block(colon) != stream.block(start):
            return None
        trigger = next((k for k in range(first, last) if self.sayings.says(k)), None)
        return None if trigger is None else (trigger, (first, last))

    def _trigger_before(self, first: int, colon: int) -> int | None:
        """The last word of saying, else the surname of «Иван Петров, директор завода:»."""
        said = next((k for k in range(colon - 1, first - 1, -1) if self.sayings.says(k)), None)
        short = colon - first <= LABEL_LENGTH
        if said is not None or not short or any(self._is_finite(k) for k in range(first, colon)):
            return said
        label = self.speakers.label(first, colon)
        return None if label is None else self._last_name(label)

    def _last_name(self, label: Reference) -> int:
        offset = self.stream.offsets[label.sentence]
        words = range(offset + label.last - 1, offset + label.first, -1)
        named = (k for k in words if self.stream.tokens[k].pos == "PROPN")
        return next(named, self.speakers.index(label))

    def _person_s_verb(self, first: int, colon: int, plain: Rule) -> int | None:
        """Before a colon any verb with a person for its subject can introduce speech."""
        for k in range(colon - 1, first - 1, -1):
            if self._is_finite(k) and self.sayings.asserts(k):
                subjects = self.speakers.by_syntax(Told(k, plain, (), (first, colon), "quotation"))
                kinds = [
                    type(self.scene.entities[f.filler.entity]).__name__
                    for f in subjects
                    if f.filler.entity
                ]
                if "Person" in kinds:
                    return k
        return None

    def _is_finite(self, k: int) -> bool:
        return self.stream.tokens[k].feats.get("VerbForm") == "Fin"
