"""Posts told through another: «его предшественник Иван Ли», «сменил Анну Ким»."""

from collections.abc import Iterator, Sequence

import msgspec

from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.entities.subjects import Subjects, is_unreal
from pressfacts.entities.titles import Title
from pressfacts.records import Reference


def find_predecessors(
    titles: Sequence[Title], holdings: Sequence[Holding], subjects: Subjects
) -> Iterator[Holding]:
    """The people whose post is the one that another of the release holds."""
    predicates = load_posts().predicates
    for title in titles:
        if title.noun not in predicates.neighbours:
            continue
        owner = _possessor(title, subjects)
        person = subjects.person_at(title.sentence, title.last)
        if title.case == "Ins":
            owner, person = person or owner, _made(title, subjects)
        if owner is not None and person is not None and person.entity != owner.entity:
            yield from _same_post(title.sentence, owner, person, holdings)
    for number, sentence in enumerate(subjects.sentences):
        for verb, token in enumerate(sentence.tokens):
            if token.lemma not in predicates.replacing or token.pos != "VERB":
                continue
            newcomer = (
                subjects.described_by(number, verb)
                if subjects.is_participle(token)
                else subjects.of(number, verb)
            )
            person = subjects.in_case(number, verb, "Acc", "Gen")
            if newcomer is None or person is None or is_unreal(subjects, number, verb):
                continue
            if newcomer.entity != person.entity:
                yield from _same_post(number, newcomer, person, holdings)


def _made(title: Title, subjects: Subjects) -> Reference | None:
    """«Преемником Петрова стал Ли»: the subject of the verb over the title."""
    verb = subjects.sentences[title.sentence].tokens[title.head].head
    if verb < 0 or is_unreal(subjects, title.sentence, verb):
        return None
    return subjects.of(title.sentence, verb)


def complete_deputies(holdings: Sequence[Holding], subjects: Subjects) -> Iterator[Holding]:
    """«её первый заместитель»: the title goes on with the post of the one who is meant."""
    deputies = load_posts().deputies
    for holding in holdings:
        title = holding.title
        if title.noun in deputies and holding.organization is None and not title.closed:
            owner = _possessor(title, subjects)
            post = None if owner is None else _post_of(owner, title.sentence, holdings)
            if post is not None:
                whole = f"{title.title} {post.title.genitive}"
                yield msgspec.structs.replace(
                    holding,
                    title=msgspec.structs.replace(
                        title,
                        title=whole,
                        lemmas=title.lemmas | post.title.lemmas,
                        group=post.title.group,
                    ),
                    organization=post.organization,
                )
                continue
        yield holding


def _possessor(title: Title, subjects: Subjects) -> Reference | None:
    """The person whose pronoun stands before a title («её заместитель»)."""
    before = title.first - 1
    tokens = subjects.sentences[title.sentence].tokens
    if before < 0 or tokens[before].pos not in ("DET", "PRON"):
        return None
    return subjects.person_at(title.sentence, before)


def _same_post(
    sentence: int, owner: Reference, person: Reference, holdings: Sequence[Holding]
) -> Iterator[Holding]:
    post = _post_of(owner, sentence, holdings)
    if post is not None:
        title = msgspec.structs.replace(
            post.title, sentence=sentence, first=person.first, last=person.last, head=person.head
        )
        yield Holding(person.entity, title, post.organization, person.first, person.last)


def _post_of(owner: Reference, sentence: int, holdings: Sequence[Holding]) -> Holding | None:
    """The post that somebody was last said to hold, up to the end of a sentence."""
    posts = [h for h in holdings if h.person == owner.entity and h.title.sentence <= sentence]
    return max(posts, key=lambda h: (h.title.sentence, -h.title.first), default=None)
