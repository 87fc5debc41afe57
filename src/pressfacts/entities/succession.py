"""Posts told through another: «его предшественник Иван Ли», «сменил Анну Ким»."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.entities.subjects import Subjects, is_unreal, verb_above
from pressfacts.entities.titles import Title
from pressfacts.records import Reference, Token


def find_predecessors(
    titles: Sequence[Title], holdings: Sequence[Holding], subjects: Subjects
) -> Iterator[Holding]:
    """The people whose post is the one that another of the release holds."""
    predicates = load_posts().predicates
    for title in titles:
        if title.noun in predicates.neighbours:
            yield from _neighbours(title, holdings, subjects)
        if title.noun in predicates.counterparts:
            yield from _counterparts(title, holdings, subjects)
    changing = predicates.replacing, predicates.instead, predicates.places
    for number, i in subjects.index.spots(*changing):
        token = subjects.sentences[number].tokens[i]
        change = _replaced(number, i, token, subjects) or _instead(number, i, token, subjects)
        if change is not None and change.newcomer.entity != change.former.entity:
            yield from _exchanged(number, change, holdings, subjects)


class Change(msgspec.Struct, frozen=True):
    """One person takes the post of another."""

    newcomer: Reference
    former: Reference


def _neighbours(title: Title, holdings: Sequence[Holding], subjects: Subjects) -> Iterator[Holding]:
    """«Его предшественник Иван Ли», «преемником Петрова стал Ли»."""
    owner = _possessor(title, subjects)
    person = subjects.person_at(title.sentence, title.last)
    if person is None:  # «его предшественник академик Иван Ли»
        person = subjects.person_at(title.sentence, title.last + 1)
    if title.case == "Ins":
        owner, person = person or owner, _made(title, subjects)
    if owner is not None and person is not None and person.entity != owner.entity:
        yield from _same_post(title.sentence, owner, person, holdings)


def _counterparts(
    title: Title, holdings: Sequence[Holding], subjects: Subjects
) -> Iterator[Holding]:
    """«Его иранский коллега Реза Ли»: the same post of another territory."""
    if title.organization is None and title.unlisted is None:
        return
    owner = _possessor(title, subjects)
    person = subjects.person_at(title.sentence, title.last)
    post = None if owner is None else _post_of(owner, title.sentence, holdings)
    if post is not None and person is not None and person.entity != post.person:
        yield Holding(
            person.entity,
            msgspec.structs.replace(
                title,
                nominative=post.title.nominative,
                genitive=post.title.genitive,
                noun=post.title.noun,
                lemmas=post.title.lemmas,
                group=post.title.group,
            ),
            title.organization,
            title.first,
            person.last,
            title.unlisted if title.organization is None else None,
        )


def _replaced(number: int, verb: int, token: Token, subjects: Subjects) -> Change | None:
    """«Ли сменил Петрова», «Ли, сменивший Петрова»."""
    if token.pos != "VERB" or token.lemma not in load_posts().predicates.replacing:
        return None
    newcomer = (
        subjects.described_by(number, verb)
        if subjects.is_participle(token)
        else subjects.of(number, verb)
    )
    former = subjects.in_case(number, verb, "Acc", "Gen")
    if _is_of_things(number, verb, subjects):
        return None
    if newcomer is None or former is None or is_unreal(subjects, number, verb):
        return None
    return Change(newcomer, former)


def _is_of_things(number: int, verb: int, subjects: Subjects) -> bool:
    """«сменил работу», «заменили насос»: the object is no human being."""
    sentence = subjects.sentences[number]
    return any(
        sentence.tokens[child].rel == "obj"
        and sentence.tokens[child].feats.get("Animacy") == "Inan"
        and subjects.person_at(number, child) is None
        for child in sentence.children[verb]
    )


def _instead(number: int, i: int, token: Token, subjects: Subjects) -> Change | None:
    """«Вместо Петрова назначен Ли», «на его место пришёл Ли», «на смену Петрову»."""
    predicates = load_posts().predicates
    tokens = subjects.sentences[number].tokens
    if i + 1 >= len(tokens):
        return None
    if token.lemma in predicates.instead:
        former = subjects.person_at(number, i + 1)
    elif token.lemma in predicates.places and _is_entered(tokens, i):
        # «Ему на смену», «на его место», «на место Петрова».
        spots = (i - 1, i + 1, i - 2) if token.lemma == "смена" else (i - 1, i + 1)
        near = (subjects.person_at(number, j) for j in spots if j >= 0)
        former = next((person for person in near if person is not None), None)
    else:
        return None
    verb = verb_above(tokens, i)
    if former is None or verb is None or is_unreal(subjects, number, verb):
        return None
    newcomer = subjects.of(number, verb)
    return None if newcomer is None else Change(newcomer, former)


def _is_entered(tokens: Sequence[Token], i: int) -> bool:
    """«на (его) место», «на смену», and no «первое место»."""
    before = [token.text.lower() for token in tokens[max(0, i - 2) : i]]
    return tokens[i].case == "Acc" and "на" in before and tokens[i - 1].pos != "ADJ"


def _is_past(tokens: Sequence[Token], title: Title) -> bool:
    """«Ли, прежде директор завода»: what somebody was before is no post that changed hands."""
    before = tokens[max(0, title.first - 2) : title.first]
    return any(token.lemma in load_posts().predicates.earlier for token in before)


def _exchanged(
    number: int, change: Change, holdings: Sequence[Holding], subjects: Subjects
) -> Iterator[Holding]:
    """The post told of the newcomer here, or else that of the former, is the other's too."""
    tokens = subjects.sentences[number].tokens
    here = [h for h in holdings if h.title.sentence == number and not _is_past(tokens, h.title)]
    given = _post_of(change.newcomer, number, here)
    left = _post_of(change.former, number, holdings)
    if given is not None:
        # «Заместитель директора Ли», and then «заместителем по сбыту»: two names of one post.
        if left is None or left.title.noun != given.title.noun:
            yield from _same_post(number, change.newcomer, change.former, here)
    elif left is not None:
        yield from _same_post(number, change.former, change.newcomer, holdings)
    else:
        yield from _same_post(number, change.newcomer, change.former, holdings)


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
            owners = _possessors(title, subjects)
            posts = (_post_of(owner, title.sentence, holdings) for owner in owners)
            post = next((post for post in posts if post is not None), None)
            if post is not None and post.title.noun != title.noun:
                yield msgspec.structs.replace(
                    holding,
                    title=msgspec.structs.replace(
                        title,
                        nominative=partial(_of_superior, title, post.title),
                        lemmas=title.lemmas | post.title.lemmas,
                        group=post.title.group,
                    ),
                    organization=post.organization,
                )
                continue
        yield holding


def _of_superior(deputy: Title, superior: Title) -> str:
    """«Её заместитель по науке»: the field stands after the post."""
    head, by, field = deputy.title.partition(" по ")
    return f"{head} {superior.genitive()}{by}{field}"


def complete_fields(holdings: Sequence[Holding], titles: Sequence[Title]) -> Iterator[Holding]:
    """«Прежний министр Иван Ли»: of the field of the only ministers that the release tells of."""
    fielded = load_posts().fielded
    full: dict[str, dict[frozenset[str], Title]] = {}
    for title in titles:
        if title.noun in fielded and len(title.lemmas) > 1:
            full.setdefault(title.noun, {}).setdefault(title.lemmas, title)
    for holding in holdings:
        told = full.get(holding.title.noun, {})
        if holding.title.lemmas != {holding.title.noun} or len(told) != 1:
            yield holding
            continue
        (title,) = told.values()
        yield msgspec.structs.replace(
            holding,
            title=msgspec.structs.replace(
                holding.title,
                nominative=title.nominative,
                genitive=title.genitive,
                lemmas=title.lemmas,
            ),
        )


def _possessor(title: Title, subjects: Subjects) -> Reference | None:
    """The person whose pronoun stands before a title («её заместитель», «Ли и его коллега»)."""
    return next(_possessors(title, subjects), None)


def _possessors(title: Title, subjects: Subjects) -> Iterator[Reference]:
    """Whom the pronoun before a title can mean: what it stands for, then the name beside it."""
    tokens = subjects.sentences[title.sentence].tokens
    near = (i for i in (title.first - 1, title.first) if i >= 0)
    before = next((i for i in near if tokens[i].pos in ("DET", "PRON")), None)
    if before is None or tokens[before].text.lower().startswith("н"):
        return  # «вместо него директором стал …»
    meant = None
    if tokens[before].lemma == "свой":
        verb = verb_above(tokens, title.head)
        meant = None if verb is None else subjects.of(title.sentence, verb)
    else:
        meant = subjects.person_at(title.sentence, before)
        if before > 1 and tokens[before - 1].text in ("и", ","):
            beside = subjects.person_at(title.sentence, before - 2)
            yield from (beside,) if beside is not None else ()
    if meant is not None:
        yield meant


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
    """The post that somebody was first said to hold, up to the end of a sentence.

    A release tells first the post that it is about, and the earlier ones in the biography.
    """
    envoys = load_posts().government.envoys
    posts = [
        h
        for h in holdings
        if h.person == owner.entity
        and h.title.sentence <= sentence
        and (h.title.group not in ("trade", "open") or h.title.noun in envoys)
    ]
    return min(posts, key=lambda h: (h.title.sentence, h.title.first), default=None)
