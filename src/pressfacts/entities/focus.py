"""What a release has just spoken of, and which of it a pronoun may take up."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pressfacts.entities.gender import Genders
from pressfacts.entities.index import Index
from pressfacts.records import Sentence, Token


class Spoken(Struct, frozen=True, gc=False):
    """A mention as it was read: `entity` is None for a common noun that stands for no name.

    `token` is its first word, `head` the one that carries the case, `gender` that of its word:
    human beings have their own.
    """

    entity: str | None
    sentence: int
    token: int
    head: int
    human: bool
    subject: bool
    gender: str | None


class Wanted(Struct, frozen=True):
    """A pronoun: `human` is how much its words ask for a human being."""

    sentence: int
    token: int
    genders: frozenset[str]
    human: int
    subject: bool


REACH = 3  # sentences that a pronoun may look back
NEARNESS, OTHER_SENTENCE = 4, 4
SUBJECT_TO_SUBJECT, SUBJECT = 5, 3
OTHER_SIDE_OF_QUOTE = 6


class Focus:
    """The mentions read so far, in the order of the text."""

    def __init__(self, sentences: Sequence[Sentence], index: Index, genders: Genders) -> None:
        self._sentences = sentences
        self._index = index
        self._genders = genders
        self._spoken: list[Spoken] = []
        self._things: dict[int, list[Spoken]] = {}
        self._described: set[tuple[int, int]] = set()
        self._quoted: dict[int, Sequence[bool]] = {}

    def add(self, spoken: Spoken) -> None:
        """Take note of a mention."""
        self._spoken.append(spoken)

    def describe(self, sentence: int, token: int) -> None:
        """Take note of a common noun that stands for somebody, and is no thing."""
        self._described.add((sentence, token))

    def last(self, entities: set[str]) -> str | None:
        """The one of the entities mentioned last; of two in one sentence the subject, else none."""
        together: list[Spoken] = []
        for spoken in reversed(self._spoken):
            if together and spoken.sentence != together[0].sentence:
                break
            if spoken.entity in entities:
                together.append(spoken)
        for group in (together, [each for each in together if each.subject]):
            named = {each.entity for each in group}
            if len(named) == 1:
                return named.pop()
        return None

    def people(self, wanted: Wanted) -> set[str]:
        """All human beings whom a description may take up, of any case and clause but its own."""
        people = [spoken for spoken in self._near(wanted) if spoken.human]
        return {str(spoken.entity) for spoken in self._candidates(wanted, people)}

    def best(self, wanted: Wanted) -> str | None:
        """The entity that a pronoun takes up; None where a common noun or nobody stands out."""
        scores: dict[str | None, int] = {}
        among = self._near(wanted) + self._things_near(wanted)
        for spoken in self._candidates(wanted, among):
            score, entity = self._score(spoken, wanted), spoken.entity
            if entity not in scores or score > scores[entity]:
                scores[entity] = score
        top = max(scores.values(), default=0)
        leading = [entity for entity, score in scores.items() if score == top]
        return leading[0] if len(leading) == 1 else None

    def _near(self, wanted: Wanted) -> list[Spoken]:
        """The mentions back to the edge of a pronoun's reach."""
        spoken, edge = self._spoken, wanted.sentence - REACH
        first = len(spoken)
        while first and spoken[first - 1].sentence >= edge:
            first -= 1
        return spoken[first:]

    def _things_near(self, wanted: Wanted) -> list[Spoken]:
        """The things named within a pronoun's reach before it: it may mean one, and no name."""
        near: list[Spoken] = []
        for number in range(max(0, wanted.sentence - REACH), wanted.sentence + 1):
            things = self._things.get(number)
            if things is None:
                things = _things(number, self._sentences[number], self._index)
                self._things[number] = things
            if number == wanted.sentence:
                things = [thing for thing in things if thing.token < wanted.token]
            near += things
        if self._described:
            near = [thing for thing in near if (thing.sentence, thing.token) not in self._described]
        return near

    def _candidates(self, wanted: Wanted, among: Iterable[Spoken]) -> list[Spoken]:
        """What has a gender that a pronoun can take up, but nothing of its own clause."""
        genders, number = wanted.genders, wanted.sentence
        fitting = [spoken for spoken in among if self._gender(spoken) in genders]
        if all(spoken.sentence != number for spoken in fitting):
            return fitting
        tokens = self._sentences[number].tokens
        clause = clause_of(tokens, wanted.token)
        return [
            spoken
            for spoken in fitting
            if spoken.sentence != number or clause_of(tokens, spoken.head) != clause
        ]

    def _gender(self, spoken: Spoken) -> str | None:
        return self._genders.of(str(spoken.entity)) if spoken.human else spoken.gender

    def _score(self, spoken: Spoken, wanted: Wanted) -> int:
        score, back = 0, wanted.sentence - spoken.sentence
        if back:
            score -= NEARNESS * back + OTHER_SENTENCE
        if spoken.subject:
            score += SUBJECT_TO_SUBJECT if wanted.subject else SUBJECT
        if spoken.human:
            score += wanted.human
        if self._is_quoted(spoken) and not self._is_quoted(wanted):
            score -= OTHER_SIDE_OF_QUOTE
        return score

    def _is_quoted(self, word: Spoken | Wanted) -> bool:
        """It stands in direct speech."""
        quoted = self._quoted.get(word.sentence)
        if quoted is None:
            quoted = self._quoted[word.sentence] = _quoted_tokens(self._sentences[word.sentence])
        return bool(quoted) and quoted[word.token]


def clause_of(tokens: Sequence[Token], i: int) -> int:
    """The verb of the clause that a token stands in, by the tree; -1 for none."""
    seen: set[int] = set()
    while i >= 0 and i not in seen:
        seen.add(i)
        if tokens[i].pos == "VERB" and tokens[i].feats.get("VerbForm") in ("Fin", None):
            return i
        i = tokens[i].head
    return -1


def _things(number: int, sentence: Sentence, index: Index) -> list[Spoken]:
    """The common nouns of a sentence that stand for no name and no living being."""
    names = index.row(number)
    return [
        Spoken(None, number, i, i, False, token.rel.startswith("nsubj"), token.gender)
        for i, token in enumerate(sentence.tokens)
        if token.pos == "NOUN"
        and token.number == "Sing"
        and token.feats.get("Animacy") != "Anim"
        and i not in names
    ]


def _quoted_tokens(sentence: Sentence) -> Sequence[bool]:
    """For each token, whether it stands between quotation marks; nothing where none stand."""
    if "«" not in sentence.text and "„" not in sentence.text:
        return ()
    depth, marks = 0, []
    for token in sentence.tokens:
        depth += token.text in ("«", "„")
        marks.append(depth > 0)
        depth -= token.text in ("»", "“") and depth > 0
    return marks
