"""What a release has just spoken of, and which of it a pronoun may take up."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from pressfacts.entities.gender import Genders
from pressfacts.entities.index import Index
from pressfacts.records import Sentence, Token


class Spoken(Struct, frozen=True, gc=False):
    """A mention as it was read: `entity` is None for a common noun that stands for no name.

    `token` is its first word, `head` the one that carries the case.
    """

    entity: str | None
    sentence: int
    token: int
    head: int
    human: bool
    subject: bool


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
        self._quoted: dict[int, list[bool]] = {}

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
        return {
            str(spoken.entity)
            for spoken in self._candidates(wanted, self._near(wanted))
            if spoken.human
        }

    def best(self, wanted: Wanted) -> str | None:
        """The entity that a pronoun takes up; None where a common noun or nobody stands out."""
        scores: dict[str | None, int] = {}
        for among in (self._near(wanted), self._things_near(wanted)):
            for spoken in self._candidates(wanted, among):
                score = self._score(spoken, wanted)
                scores[spoken.entity] = max(scores.get(spoken.entity, score), score)
        top = max(scores.values(), default=0)
        leading = [entity for entity, score in scores.items() if score == top]
        return leading[0] if len(leading) == 1 else None

    def _near(self, wanted: Wanted) -> Iterator[Spoken]:
        """The mentions back to the edge of a pronoun's reach."""
        for spoken in reversed(self._spoken):
            if spoken.sentence < wanted.sentence - REACH:
                return
            yield spoken

    def _things_near(self, wanted: Wanted) -> Iterator[Spoken]:
        """The things named within a pronoun's reach before it: it may mean one, and no name."""
        here = wanted.sentence, wanted.token
        for number in range(max(0, wanted.sentence - REACH), wanted.sentence + 1):
            if number not in self._things:
                self._things[number] = _things(number, self._sentences[number], self._index)
            for thing in self._things[number]:
                spot = number, thing.token
                if spot < here and spot not in self._described:
                    yield thing

    def _candidates(self, wanted: Wanted, among: Iterable[Spoken]) -> Iterator[Spoken]:
        """What has a gender that a pronoun can take up, but nothing of its own clause."""
        tokens = self._sentences[wanted.sentence].tokens
        clause = clause_of(tokens, wanted.token)
        for spoken in among:
            if self._gender(spoken) not in wanted.genders:
                continue
            if spoken.sentence != wanted.sentence or clause_of(tokens, spoken.head) != clause:
                yield spoken

    def _gender(self, spoken: Spoken) -> str | None:
        if spoken.human and spoken.entity is not None:
            return self._genders.of(spoken.entity)
        return self._sentences[spoken.sentence].tokens[spoken.head].gender

    def _score(self, spoken: Spoken, wanted: Wanted) -> int:
        back = wanted.sentence - spoken.sentence
        score = -NEARNESS * back - OTHER_SENTENCE * (back > 0)
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
        return quoted[word.token]


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
        Spoken(None, number, i, i, False, token.rel.startswith("nsubj"))
        for i, token in enumerate(sentence.tokens)
        if token.pos == "NOUN"
        and token.number == "Sing"
        and i not in names
        and token.feats.get("Animacy") != "Anim"
    ]


def _quoted_tokens(sentence: Sentence) -> list[bool]:
    """For each token, whether it stands between quotation marks."""
    if "«" not in sentence.text and "„" not in sentence.text:
        return [False] * len(sentence.tokens)
    depth, marks = 0, []
    for token in sentence.tokens:
        depth += token.text in ("«", "„")
        marks.append(depth > 0)
        depth -= token.text in ("»", "“") and depth > 0
    return marks
