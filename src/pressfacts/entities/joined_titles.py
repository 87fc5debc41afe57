"""Titles side by side: what they share, and who holds the later ones.

«основатель и владелец завода» are both of the plant; «работал мастером, затем директором» are held
by one person.
"""

from collections.abc import Iterator, Sequence

import msgspec

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import kinds_marked
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import Posts, is_time, load_posts
from pressfacts.entities.titles import DASHES, Title
from pressfacts.language.morphology import fold
from pressfacts.records import Sentence

SHARING = frozenset({"corporate", "general"})
JOINTS = frozenset({",", "и", ";", "(", "а", "также"}) | DASHES


def join_titles(
    titles: Sequence[Title], sentences: Sequence[Sentence], index: Index
) -> tuple[Title, ...]:
    """The titles, doubled ones as one, and what joined ones are of shared between them."""
    return _shared(_doubled(titles, sentences, index), sentences, index)


def _doubled(
    titles: Sequence[Title], sentences: Sequence[Sentence], index: Index
) -> tuple[Title, ...]:
    """«Статс-секретарь – заместитель министра»: two names of one post, with a dash between."""
    joined: list[Title] = []
    for title in titles:
        before = joined[-1] if joined else None
        if before is not None and _is_double(before, title, sentences, index):
            joined[-1] = _as_one(before, title, sentences)
        else:
            joined.append(title)
    return tuple(joined)


def _is_double(title: Title, following: Title, sentences: Sequence[Sentence], index: Index) -> bool:
    if title.sentence != following.sentence or title.noun not in load_posts().doubled:
        return False
    between = sentences[title.sentence].tokens[title.last : following.first]
    return (
        [token.text in DASHES for token in between] == [True]
        and (title.first > 0 or _has_verb(sentences[title.sentence], following.last))
        and title.case == following.case
        and title.number == following.number == "Sing"
        and title.organization is None
        and title.unlisted is None
        and not _is_of_unit(following, index)
    )


def _has_verb(sentence: Sentence, last: int) -> bool:
    """The sentence goes on after its title: it is no line of a list («Директор – инженер Ли»)."""
    return any(token.pos == "VERB" for token in sentence.tokens[last:])


def _is_of_unit(title: Title, index: Index) -> bool:
    """«– начальник департамента»: the department is an organization of its own."""
    if title.organization is None or index.type_of(title.organization) == "place":
        return False
    words = fold(index.entities[title.organization].name).split()
    return bool(words) and "authority" in kinds_marked(words[0])


def _as_one(title: Title, following: Title, sentences: Sequence[Sentence]) -> Title:
    # «Заместитель председателя правительства – министр»: the government stays in the title.
    whole = f" {sentences[title.sentence].tokens[title.last - 1].text.lower()}"
    whole = whole if title.bare else ""
    return msgspec.structs.replace(
        title,
        last=following.last,
        nominative=lambda: f"{title.title}{whole} – {following.title}",
        genitive=lambda: f"{title.genitive()}{whole} – {following.genitive()}",
        lemmas=title.lemmas | following.lemmas,
        organization=following.organization,
        closed=following.closed,
        unlisted=following.unlisted,
        bare=following.bare,
        group=following.group,
    )


def _shared(
    titles: Sequence[Title], sentences: Sequence[Sentence], index: Index
) -> tuple[Title, ...]:
    """The titles, those with no organization given that of the title they are joined to."""
    posts = load_posts()
    shared: list[Title] = []
    for title in reversed(titles):
        following = shared[-1] if shared else None
        if following is not None and _share(title, following, sentences, posts, index):
            shared.append(
                msgspec.structs.replace(
                    title,
                    organization=following.organization,
                    closed=following.closed,
                    unlisted=following.unlisted,
                )
            )
        else:
            shared.append(title)
    return tuple(reversed(shared))


def _share(
    title: Title, following: Title, sentences: Sequence[Sentence], posts: Posts, index: Index
) -> bool:
    told = following.organization is not None or following.unlisted is not None
    if title.sentence != following.sentence or title.closed or not told:
        return False
    between = sentences[title.sentence].tokens[title.last : following.first]
    if len(between) != 1 or between[0].text not in (",", "и"):
        return False
    territory = following.organization and index.type_of(following.organization) == "place"
    if territory and "corporate" in (title.group, following.group):
        return False  # «директор и глава района» are two
    alike = title.group in SHARING and following.group in SHARING
    works = title.case == "Ins" and title.group == "trade"
    return (
        (alike or works)
        and title.case == following.case
        and title.number == following.number
        and posts.workplaces_of(title.noun) == posts.workplaces_of(following.noun)
    )


def find_continued(
    titles: Sequence[Title],
    holdings: Sequence[Holding],
    sentences: Sequence[Sentence],
    index: Index,
) -> Iterator[Holding]:
    """The later posts of a person, told one after another («затем директором завода»)."""
    held = {(h.title.sentence, h.title.first): h for h in reversed(holdings)}
    before: Title | None = None
    for title in titles:
        key = title.sentence, title.first
        earlier = None if before is None else held.get((before.sentence, before.first))
        if key not in held and earlier is not None and _continues(title, earlier, sentences, index):
            held[key] = Holding(
                earlier.person,
                title,
                title.organization,
                min(earlier.first, title.first),
                max(earlier.last, title.last),
            )
            yield held[key]
        before = title


def _continues(title: Title, earlier: Holding, sentences: Sequence[Sentence], index: Index) -> bool:
    """Only joints and words of time stand between two titles of one case."""
    before = earlier.title
    if before.sentence != title.sentence or title.group in ("honour", "open"):
        return False
    if title.number == "Plur" or before.number == "Plur" or before.last > title.first:
        return False
    if title.case != before.case and title.case is not None:
        return False
    tokens = sentences[title.sentence].tokens
    if index.of_type(title.sentence, title.last, "person") is not None:
        return False
    between = tokens[before.last : title.first]
    return any(token.text in JOINTS for token in between) and all(
        token.text in JOINTS or is_time(token) for token in between
    )
