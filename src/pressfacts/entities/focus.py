"""What a release has just spoken of, and which of it a pronoun may take up."""

from collections.abc import Iterator

from msgspec import Struct


class Spoken(Struct, frozen=True):
    """A mention as it was read: `entity` is None for a common noun that stands for no name.

    `clause` is the token of the clause's verb, -1 for none; `quoted` tells direct speech.
    """

    entity: str | None
    sentence: int
    token: int
    gender: str | None
    human: bool
    subject: bool
    quoted: bool
    clause: int


class Wanted(Struct, frozen=True):
    """A pronoun: `human` is how much its words ask for a human being."""

    sentence: int
    token: int
    genders: frozenset[str]
    human: int
    subject: bool
    quoted: bool
    clause: int


REACH = 3  # sentences that a pronoun may look back
NEARNESS, OTHER_SENTENCE = 4, 4
SUBJECT_TO_SUBJECT, SUBJECT = 5, 3
OTHER_SIDE_OF_QUOTE = 6


class Focus:
    """The mentions read so far, in the order of the text."""

    def __init__(self) -> None:
        self._spoken: list[Spoken] = []

    def add(self, spoken: Spoken) -> None:
        """Take note of a mention."""
        self._spoken.append(spoken)

    def last(self, entities: set[str]) -> str | None:
        """The one of the entities mentioned last; of two in one sentence the subject, else none."""
        spoken = [each for each in self._spoken if each.entity in entities]
        together = [each for each in spoken if each.sentence == spoken[-1].sentence]
        for group in (together, [each for each in together if each.subject]):
            named = {each.entity for each in group}
            if len(named) == 1:
                return named.pop()
        return None

    def people(self, wanted: Wanted) -> set[str]:
        """All human beings whom a description may take up, of any case and clause but its own."""
        return {
            str(spoken.entity)
            for spoken in self._candidates(wanted)
            if spoken.human and spoken.entity is not None
        }

    def best(self, wanted: Wanted) -> str | None:
        """The entity that a pronoun takes up; None where a common noun or nobody stands out."""
        scores: dict[str | None, int] = {}
        for spoken in self._candidates(wanted):
            score = _score(spoken, wanted)
            scores[spoken.entity] = max(scores.get(spoken.entity, score), score)
        top = max(scores.values(), default=0)
        leading = [entity for entity, score in scores.items() if score == top]
        return leading[0] if len(leading) == 1 else None

    def _candidates(self, wanted: Wanted) -> Iterator[Spoken]:
        """Back to the edge of the pronoun's reach, but nothing of its own clause."""
        for spoken in reversed(self._spoken):
            if spoken.sentence < wanted.sentence - REACH:
                return
            same_clause = spoken.sentence == wanted.sentence and spoken.clause == wanted.clause
            if spoken.gender in wanted.genders and not same_clause:
                yield spoken


def _score(spoken: Spoken, wanted: Wanted) -> int:
    back = wanted.sentence - spoken.sentence
    score = -NEARNESS * back - OTHER_SENTENCE * (back > 0)
    if spoken.subject:
        score += SUBJECT_TO_SUBJECT if wanted.subject else SUBJECT
    if spoken.human:
        score += wanted.human
    if spoken.quoted and not wanted.quoted:
        score -= OTHER_SIDE_OF_QUOTE
    return score
