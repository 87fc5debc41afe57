"""Heads of organizations that a verb makes such: «возглавляет завод», «руководил филиалом»."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from pressfacts.entities.complement import ComplementReader
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.entities.subjects import Subjects, is_unreal
from pressfacts.entities.titles import Title
from pressfacts.language.morphology import Morphology, fold
from pressfacts.records import Sentence, Token


class Led(msgspec.Struct, frozen=True):
    """What somebody leads: an organization, or a part of it in the genitive («филиала»)."""

    organization: str | None
    part: str
    first: int
    last: int


def find_leaders(
    titles: Sequence[Title], subjects: Subjects, index: Index, morphology: Morphology
) -> Iterator[Holding]:
    """The people who lead an organization by the words of a verb, in the order of the text."""
    predicates = load_posts().predicates
    spots = index.spots(predicates.leading, predicates.standing)
    if spots:
        yield from _Leaders(titles, subjects, index, morphology).find(spots)


class _Leaders:
    def __init__(
        self, titles: Sequence[Title], subjects: Subjects, index: Index, morphology: Morphology
    ) -> None:
        self.subjects = subjects
        self.index = index
        self.morphology = morphology
        self.posts = load_posts()
        self.units = self.posts.units | load_kinds().collegial
        self.complements = ComplementReader(index, self.posts, morphology)
        heads = load_kinds().roles["глава"]
        # «во главе вуза» is no post of anybody's
        posts = [t for t in titles if t.noun in heads and t.case != "Loc"]
        self.called = {t.organization: t for t in reversed(posts)}

    def find(self, spots: Iterable[tuple[int, int]]) -> Iterator[Holding]:
        """Verb after verb, in the order of the text."""
        leading = self.posts.predicates.leading
        for number, verb in spots:
            sentence = self.subjects.sentences[number]
            token = sentence.tokens[verb]
            if token.pos != "VERB":
                continue
            if token.lemma in leading:
                led, noun = self._led(number, sentence, verb), leading[token.lemma]
            else:
                led, noun = self._headed(number, sentence, verb), "глава"
            if led is not None and not is_unreal(self.subjects, number, verb):
                yield from self._held(number, verb, led, noun)

    def _held(self, number: int, verb: int, led: Led, noun: str) -> Iterator[Holding]:
        token = self.subjects.sentences[number].tokens[verb]
        person = (
            self.subjects.described_by(number, verb)
            if self.subjects.is_participle(token)
            else self.subjects.of(number, verb)
        )
        if person is None:
            return
        if led.part:
            name = f"{noun} {led.part}"
        else:
            called = self.called.get(led.organization)
            name = called.title if called else self._usual(led.organization, noun)
        first, last = min(verb, led.first), max(verb + 1, led.last)
        title = Title(
            sentence=number,
            first=verb,
            last=last,
            head=verb,
            nominative=lambda: name,
            genitive=lambda: name,
            noun=noun,
            lemmas=frozenset({noun}),
            group="corporate" if led.organization is None else "general",
            case=None,
            number="Sing",
            organization=led.organization,
            closed=led.organization is not None,
        )
        if person.sentence == number:
            first, last = min(first, person.first), max(last, person.last)
        yield Holding(person.entity, title, led.organization, first, last)

    def _usual(self, organization: str | None, noun: str) -> str:
        """What the head of such a body is called: a territory has a «глава», a court a chairman."""
        if organization is None or self.index.type_of(organization) == "place":
            return noun
        words = fold(self.index.entities[organization].name).split()
        heads = self.posts.predicates.heads
        usual = next((heads[word] for word in words if word in heads), "руководитель")
        return noun if usual == "руководитель" and noun != "глава" else usual

    def _led(self, number: int, sentence: Sentence, verb: int) -> Led | None:
        """The object of a verb: an organization or place, or a part of one."""
        for child in sentence.children[verb]:
            token = sentence.tokens[child]
            governed = token.rel.startswith(("obj", "obl", "iobj")) and token.case in ("Acc", "Ins")
            if not governed or any(
                sentence.tokens[i].pos == "ADP" for i in sentence.children[child]
            ):
                continue
            whole = self._whole(number, child)
            if whole is not None:
                return whole
            whole = self._whole(number, child + 1, "organization")
            if whole is not None and whole.first == child + 1:
                part = self._genitive(token)
                return Led(whole.organization, part, child, whole.last)
            if token.lemma in self.units:
                return self._unit(number, sentence, child)
        return None

    def _headed(self, number: int, sentence: Sentence, verb: int) -> Led | None:
        """«стоял во главе вуза»."""
        tokens = sentence.tokens
        for i in range(verb + 1, min(verb + 4, len(tokens) - 1)):
            if tokens[i].lemma == "глава" and tokens[i].case == "Loc":
                return self._whole(number, i + 1)
        return None

    def _whole(self, number: int, i: int, *types: str) -> Led | None:
        whole = self.index.of_type(number, i, *(types or ("organization", "place")))
        return None if whole is None else Led(whole.entity, "", whole.first, whole.last)

    def _unit(self, number: int, sentence: Sentence, noun: int) -> Led | None:
        """«отдел продаж», «научное направление»: a part of what the release makes plain."""
        tokens = sentence.tokens
        first = noun
        while first > 0 and tokens[first - 1].pos == "ADJ":
            first -= 1
        complement = self.complements.read(number, sentence, noun, "Gen", tokens[noun].lemma)
        if first == noun and complement.end == noun + 1:
            return None  # «отдел» alone says nothing
        words = [self._genitive(tokens[i]) for i in range(first, noun + 1)]
        words += [tokens[i].text.lower() for i in complement.words]
        return Led(complement.organization, " ".join(words), first, complement.end)

    def _genitive(self, token: Token) -> str:
        parse = self.morphology.parse(token.text, token.pos, token.case, token.number, token.gender)
        return self.morphology.inflect(parse, "gent") or token.text
