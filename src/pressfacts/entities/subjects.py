"""Who does what a verb says: its subject in the tree, or the one carried over from before."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from pressfacts.entities.gender import gender_of
from pressfacts.entities.index import Index
from pressfacts.language.morphology import Morphology
from pressfacts.records import Reference, Sentence, Token

REACH = 6  # sentences that a subject is carried over


class Subjects:
    """The people of a release as subjects of its verbs.

    `known` gives all that is known so far: names, role words and pronouns. It is asked for
    with the first verb that may give a post: most releases have none.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        known: Callable[[], Sequence[Reference]],
        index: Index,
        morphology: Morphology,
    ) -> None:
        self.sentences = sentences
        self.index = index
        self.morphology = morphology
        self._known = known

    @cached_property
    def _people(self) -> dict[tuple[int, int], Reference]:
        people: dict[tuple[int, int], Reference] = {}
        for reference in self._known():
            if self.index.type_of(reference.entity) == "person":
                for token in range(reference.first, reference.last):
                    people.setdefault((reference.sentence, token), reference)
        return people

    def person_at(self, sentence: int, token: int) -> Reference | None:
        """The person that a token stands for, by name or otherwise."""
        return self._people.get((sentence, token))

    def of(self, sentence: int, verb: int) -> Reference | None:
        """The person who is the subject of a verb; None where a thing or nobody is.

        A coordinated verb shares the subject of the first one («приехал и осмотрел»). A verb with
        no subject at all takes the last subject of the sentence before, if the gender agrees.
        """
        tokens, children = self.sentences[sentence].tokens, self.sentences[sentence].children
        seen: set[int] = set()
        current = verb
        while current >= 0 and current not in seen:
            seen.add(current)
            for child in children[current]:
                if tokens[child].rel.startswith("nsubj"):
                    return self._under(sentence, child)
            if tokens[current].rel != "conj":
                break
            current = tokens[current].head
        return self._nearest_nominative(sentence, verb) or self._carried(sentence, tokens[verb])

    def with_conjuncts(self, person: Reference) -> Iterator[Reference]:
        """A person and those joined to the name in the tree («Ли, Ким и директор Рой»)."""
        seen = {person.entity}
        yield person
        for i in self._conjuncts(person.sentence, person.head):
            other = self.person_at(person.sentence, i)
            if other is not None and other.entity not in seen:
                seen.add(other.entity)
                yield other

    def _conjuncts(self, sentence: int, head: int) -> Iterator[int]:
        tokens = self.sentences[sentence].tokens
        for child in self.sentences[sentence].children[head]:
            if tokens[child].rel in ("conj", "appos"):
                yield child
                yield from self._conjuncts(sentence, child)

    def described_by(self, sentence: int, participle: int) -> Reference | None:
        """The person whom a participle describes: the last one before it."""
        for i in range(participle - 1, -1, -1):
            person = self.person_at(sentence, i)
            if person is not None:
                return person
        return None

    def in_case(self, sentence: int, verb: int, *cases: str) -> Reference | None:
        """The first person after a verb in one of the cases, else the last one before it."""
        tokens = self.sentences[sentence].tokens
        for i in (*range(verb + 1, len(tokens)), *range(verb - 1, -1, -1)):
            person = self.person_at(sentence, i)
            if person is not None and tokens[person.head].case in cases:
                return person
        return None

    def is_participle(self, token: Token) -> bool:
        """An active participle in a long form, whatever the model takes it for."""
        return any(tag.POS == "PRTF" and "actv" in tag for tag in self.morphology.tags(token.text))

    def is_passive_participle(self, token: Token) -> bool:
        """A passive participle in a long form («избранного главой»)."""
        return any(tag.POS == "PRTF" and "pssv" in tag for tag in self.morphology.tags(token.text))

    def is_future(self, token: Token) -> bool:
        """A form that the dictionary only knows as a future."""
        tags = self.morphology.tags(token.text)
        return all(tag.POS == "VERB" and tag.tense == "futr" for tag in tags)

    def _under(self, sentence: int, i: int) -> Reference | None:
        """The person that a subject names, itself or in apposition."""
        person = self.person_at(sentence, i)
        if person is not None:
            return person
        if self.sentences[sentence].tokens[i].lemma == "который":
            return self.described_by(sentence, i)
        for child in self.sentences[sentence].children[i]:
            if self.sentences[sentence].tokens[child].rel.startswith(("appos", "flat")):
                person = self._under(sentence, child)
                if person is not None:
                    return person
        return None

    def _nearest_nominative(self, sentence: int, verb: int) -> Reference | None:
        """The person in the nominative nearest to a verb that has no subject in the tree."""
        tokens = self.sentences[sentence].tokens
        spots = [
            i
            for i in range(len(tokens))
            if (person := self.person_at(sentence, i)) and tokens[person.head].case == "Nom"
        ]
        return (
            self.person_at(sentence, min(spots, key=lambda i: (abs(i - verb), i)))
            if spots
            else None
        )

    def _carried(self, sentence: int, verb: Token) -> Reference | None:
        if verb.feats.get("VerbForm") == "Inf":
            return None
        return self.carried(sentence, verb.gender)

    def carried(self, sentence: int, gender: str | None) -> Reference | None:
        """The last subject before a sentence, past sentences that have none of their own."""
        for before in range(sentence - 1, max(-1, sentence - 1 - REACH), -1):
            tokens = self.sentences[before].tokens
            for i in range(len(tokens)):
                person = self.person_at(before, i)
                if person is None or tokens[person.head].case != "Nom":
                    continue
                entity = self.index.entities[person.entity]
                known = gender_of(entity, self.sentences, self.index, self.morphology)
                if gender in (None, known):
                    return person
            if any(t.rel.startswith("nsubj") and t.head >= 0 for t in tokens) and any(
                t.pos == "VERB" for t in tokens
            ):
                return None
        return None


def verb_above(tokens: Sequence[Token], i: int) -> int | None:
    """The verb that governs a token, itself or through others."""
    seen: set[int] = set()
    while i >= 0 and i not in seen:
        seen.add(i)
        i = tokens[i].head
        if i >= 0 and tokens[i].pos == "VERB":
            return i
    return None


def is_unreal(subjects: Subjects, sentence: int, verb: int) -> bool:
    """The verb is denied, wished for or still to come."""
    tokens = subjects.sentences[sentence].tokens
    feats = tokens[verb].feats
    infinitive = feats.get("VerbForm") == "Inf" and not subjects.is_participle(tokens[verb])
    if feats.get("Tense") == "Fut" or infinitive or subjects.is_future(tokens[verb]):
        return True
    return any(
        tokens[child].text.lower() in ("не", "бы") or tokens[child].feats.get("Tense") == "Fut"
        for child in subjects.sentences[sentence].children[verb]
        if tokens[child].pos in ("PART", "AUX")
    )
