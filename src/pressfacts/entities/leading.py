"""Heads of organizations that a verb makes such: «возглавляет завод», «руководил филиалом»."""

from collections.abc import Iterator, Sequence

import msgspec

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.entities.subjects import Subjects, is_unreal
from pressfacts.entities.titles import Title
from pressfacts.language.morphology import Morphology
from pressfacts.records import Sentence, Token


class Led(msgspec.Struct, frozen=True):
    """What somebody leads: an organization, or a part of it in the genitive («филиала»)."""

    organization: str
    part: str
    first: int
    last: int


def find_leaders(
    titles: Sequence[Title], subjects: Subjects, index: Index, morphology: Morphology
) -> Iterator[Holding]:
    """The people who lead an organization by the words of a verb, in the order of the text."""
    verbs = load_posts().predicates.leading
    heads = load_kinds().roles["глава"]
    called = {t.organization: t.title for t in reversed(titles) if t.noun in heads}
    for number, sentence in enumerate(subjects.sentences):
        for verb, token in enumerate(sentence.tokens):
            if token.pos != "VERB" or token.lemma not in verbs:
                continue
            if is_unreal(subjects, number, verb):
                continue
            led = _led(number, sentence, verb, index, morphology)
            person = (
                subjects.described_by(number, verb)
                if subjects.is_participle(token)
                else subjects.of(number, verb)
            )
            if led is None or person is None:
                continue
            noun = verbs[token.lemma]
            name = f"{noun} {led.part}" if led.part else called.get(led.organization, noun)
            first, last = min(verb, led.first), max(verb + 1, led.last)
            title = Title(
                sentence=number,
                first=verb,
                last=last,
                head=verb,
                title=name,
                genitive=name,
                noun=noun,
                lemmas=frozenset({noun}),
                group="general",
                case=None,
                number="Sing",
                organization=led.organization,
                closed=True,
            )
            if person.sentence == number:
                first, last = min(first, person.first), max(last, person.last)
            yield Holding(person.entity, title, led.organization, first, last)


def _led(
    number: int, sentence: Sentence, verb: int, index: Index, morphology: Morphology
) -> Led | None:
    """The object of a verb: an organization or place, or a part of one."""
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        governed = token.rel.startswith(("obj", "obl", "iobj")) and token.case in ("Acc", "Ins")
        if not governed or any(sentence.tokens[i].pos == "ADP" for i in sentence.children[child]):
            continue
        whole = index.of_type(number, child, "organization", "place")
        if whole is not None:
            return Led(whole.entity, "", whole.first, whole.last)
        whole = index.of_type(number, child + 1, "organization")
        if whole is not None and whole.first == child + 1:
            return Led(whole.entity, _genitive(token, morphology), child, whole.last)
    return None


def _genitive(token: Token, morphology: Morphology) -> str:
    parse = morphology.parse(token.text, token.pos, token.case, token.number, token.gender)
    return morphology.inflect(parse, "gent") or token.text
