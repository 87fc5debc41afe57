"""Posts told by pointing at one told before: «на вакантную должность назначена», «этот пост»."""

from collections.abc import Iterator, Sequence

import msgspec

from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.entities.subjects import Subjects, is_unreal, verb_above
from pressfacts.entities.titles import Title
from pressfacts.records import Reference, Token

REACH = 3  # sentences that the pointing goes back


def find_pointed(titles: Sequence[Title], subjects: Subjects) -> Iterator[Holding]:
    """The people who are given the post last told, in the order of the text."""
    for number, i in subjects.index.spots(load_posts().predicates.offices):
        tokens = subjects.sentences[number].tokens
        if not _points(tokens, i):
            continue
        verb = verb_above(tokens, i)
        post = _last_told(titles, number, i)
        if verb is None or post is None or is_unreal(subjects, number, verb):
            continue
        person = _receiver(number, verb, subjects)
        if person is not None:
            yield _holding(post, number, person)


def _points(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].lemma in load_posts().predicates.pointing


def _last_told(titles: Sequence[Title], number: int, token: int) -> Title | None:
    """The last title of the sentence, else the last that names a post by more than its noun."""
    before = [
        title
        for title in titles
        if (title.sentence, title.first) < (number, token)
        and title.sentence >= number - REACH
        and title.group in ("territorial", "corporate", "general")
        and title.number != "Plur"
        and (title.closed or len(title.lemmas) > 1 or title.sentence == number)
    ]
    return before[-1] if before else None


def _receiver(number: int, verb: int, subjects: Subjects) -> Reference | None:
    """Whom the verb gives the post: in the dative («доверили»), else its subject or object."""
    predicates = load_posts().predicates
    token = subjects.sentences[number].tokens[verb]
    if token.lemma in predicates.entrusting:
        return subjects.in_case(number, verb, "Dat")
    if token.lemma in predicates.appointing and token.feats.get("Voice") != "Pass":
        return subjects.in_case(number, verb, "Acc", "Gen")
    if token.lemma in predicates.appointing | predicates.taking:
        return subjects.of(number, verb)
    return None


def _holding(post: Title, number: int, person: Reference) -> Holding:
    title = msgspec.structs.replace(
        post, sentence=number, first=person.first, last=person.last, head=person.head
    )
    return Holding(person.entity, title, post.organization, person.first, person.last)
