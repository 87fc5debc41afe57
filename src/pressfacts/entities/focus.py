"""What a release has just spoken of, and which of it a pronoun may take up."""

from collections.abc import Iterable, Sequence

from msgspec import Struct


class Spoken(Struct, frozen=True):
    """An entity as it was mentioned: `clause` is the token of the clause's verb, -1 for none."""

    entity: str
    sentence: int
    token: int
    subject: bool
    quoted: bool
    clause: int


class Focus:
    """The mentions read so far, in the order of the text."""

    def __init__(self) -> None:
        self._spoken: list[Spoken] = []

    def add(self, spoken: Spoken) -> None:
        """Take note of a mention."""
        self._spoken.append(spoken)

    def last(self, entities: set[str]) -> str | None:
        """The one of the entities that was mentioned last."""
        for spoken in reversed(self._spoken):
            if spoken.entity in entities:
                return spoken.entity
        return None

    def recent(self, sentence: int, reach: int) -> Sequence[Spoken]:
        """The mentions of a sentence so far and of the `reach` sentences before it."""
        return [s for s in self._spoken if s.sentence >= sentence - reach]

    def best(
        self, candidates: Iterable[Spoken], sentence: int, *, subject: bool, quoted: bool
    ) -> str | None:
        """The entity that stands out: near, a subject, on the same side of a quotation mark."""
        scores: dict[str, int] = {}
        for spoken in candidates:
            score = -4 * (sentence - spoken.sentence)
            score += (5 if subject else 3) * spoken.subject
            score -= 6 * (spoken.quoted and not quoted)
            scores[spoken.entity] = max(scores.get(spoken.entity, -99), score)
        if not scores:
            return None
        top = max(scores.values())
        leading = [entity for entity, score in scores.items() if score == top]
        return leading[0] if len(leading) == 1 else None
