"""Named people, organizations and places."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pressfacts.entities.aliases import (
    OrganizationMention,
    has_legal_form,
    read_mention,
)
from pressfacts.entities.nominative import head_of, nominatives
from pressfacts.entities.organization_groups import group_organizations
from pressfacts.entities.person_groups import PersonGroup, group_persons, person_name, recalled
from pressfacts.entities.persons import parse_person
from pressfacts.entities.place_spans import INTO, place_words
from pressfacts.entities.places import (
    PlaceName,
    ReleaseTerritories,
    abbreviates,
    names_of,
    place_name,
    table_key,
)
from pressfacts.entities.spans import NamedSpan, SentenceNames, find_spans
from pressfacts.language import Language, Morphology, mention
from pressfacts.language.morphology import fold
from pressfacts.records import (
    Findings,
    Organization,
    Person,
    Place,
    Reference,
    Sentence,
)

STABLE = 2  # letters that no case of a word changes


class Named(Struct, frozen=True, gc=False):
    """An entity and where it is named: (sentence, first, last, head).

    `shared` are the phrases that name it with others under one plural head.
    """

    entity: Person | Organization | Place
    tokens: tuple[tuple[int, int, int, int], ...]
    shared: tuple[tuple[int, int, int, int], ...] = ()


def find_names(sentences: Sequence[Sentence], language: Language) -> Findings:
    """Every named person, organization and place with its mentions."""
    morphology = language.morphology
    spans = [find_spans(number, s, morphology) for number, s in enumerate(sentences)]
    places = _place_names(spans, sentences, morphology)
    modelled = _modelled_places(places, sentences, morphology)
    groups = _person_groups(spans, places, sentences, morphology)
    towns, others = _towns_apart(groups, {name.key for _, name in places}, morphology)
    people = list(_persons(others, sentences))
    theirs = {
        (sentence, i)
        for person in people
        for sentence, first, last, _ in person.tokens
        for i in range(first, last)
    }
    places = sorted(places + _as_places(towns, sentences, morphology), key=_position)
    named = [
        *people,
        *_organizations(spans, modelled, sentences, morphology),
        *_places([p for p in places if (p[0].sentence, p[0].first) not in theirs], sentences),
    ]
    return Findings(
        tuple([each.entity for each in named]),
        tuple(
            [Reference(each.entity.id, "name", *where) for each in named for where in each.tokens]
        ),
        shared=tuple(
            [Reference(each.entity.id, "name", *where) for each in named for where in each.shared]
        ),
    )


def _person_groups(
    spans: Sequence[SentenceNames],
    places: Sequence[tuple[NamedSpan, PlaceName]],
    sentences: Sequence[Sentence],
    morphology: Morphology,
) -> list[PersonGroup]:
    found = [
        person
        for names in spans
        for span in names.others
        if span.type == "person"
        and (person := parse_person(span, sentences[span.sentence], morphology))
    ]
    free: dict[int, set[int]] = {}
    for span, name in places:
        if _may_be_person(sentences[span.sentence], span, name):
            free.setdefault(span.sentence, set()).update(range(span.first, span.last))

    def taken(number: int) -> set[int]:
        return spans[number].taken.difference(free.get(number, ()))

    capitals = [names.capitals for names in spans]
    found += recalled(found, sentences, capitals, taken, morphology)
    return group_persons(found)


def _towns_apart(
    groups: Sequence[PersonGroup], keys: set[str], morphology: Morphology
) -> tuple[list[PersonGroup], list[PersonGroup]]:
    """Towns that look like surnames, and the people; `keys` are those of the release's places."""
    openings = {key[:STABLE] for key in keys}
    towns: list[PersonGroup] = []
    people: list[PersonGroup] = []
    for group in groups:
        (towns if _is_town(group, keys, openings, morphology) else people).append(group)
    return towns, people


def _is_town(
    group: PersonGroup, keys: set[str], openings: set[str], morphology: Morphology
) -> bool:
    """A single word that ends as towns do, or that the release names as a place elsewhere."""
    if any(len(m.words) > 1 for m in group.mentions):
        return any(
            " ".join(word.text for word in m.words).lower() in keys
            and any(tag.POS == "ADJF" for tag in morphology.tags(m.words[0].text.lower()))
            for m in group.mentions
        )
    if "first" in group.name.parts:
        return False
    if all(fold(m.words[0].text).endswith(place_words().town_endings) for m in group.mentions):
        return True
    return any(
        not keys.isdisjoint(table_key(name) for name, _ in nominatives(text, morphology))
        for text in {m.words[0].text for m in group.mentions}
        if fold(text)[:STABLE] in openings
    )


def _as_places(
    towns: Sequence[PersonGroup], sentences: Sequence[Sentence], morphology: Morphology
) -> list[tuple[NamedSpan, PlaceName]]:
    spans = [mention.span._replace(type="place") for town in towns for mention in town.mentions]
    return [
        (span, place_name(sentences[span.sentence], span.first, span.last, morphology))
        for span in spans
    ]


def _position(place: tuple[NamedSpan, PlaceName]) -> tuple[int, int]:
    return place[0].sentence, place[0].first


def _persons(groups: Sequence[PersonGroup], sentences: Sequence[Sentence]) -> Iterator[Named]:
    for number, group in enumerate(groups, 1):
        spans = [m.span for m in group.mentions]
        where = tuple([(span.sentence, span.first, span.last, span.first) for span in spans])
        parts = group.name.parts
        person = Person(
            id=f"person-{number}",
            name=person_name(group.name),
            first=parts.get("first"),
            middle=parts.get("middle"),
            last=parts.get("last"),
            mentions=tuple([mention(sentences[w[0]], w[1], w[2]) for w in where]),
        )
        yield Named(person, where)


def _may_be_person(sentence: Sentence, span: NamedSpan, name: PlaceName) -> bool:
    """A place that no table has, of names alone and not after «в»: the surname of somebody?"""
    words = sentence.tokens[span.first : span.last]
    before = sentence.tokens[span.first - 1].text.lower() if span.first else ""
    return (
        name.code is None
        and span.kind is None
        and before not in INTO
        and all(word.text[0].isupper() for word in words)
    )


def _organizations(
    spans: Sequence[SentenceNames],
    codes: Sequence[str],
    sentences: Sequence[Sentence],
    morphology: Morphology,
) -> Iterator[Named]:
    resolve = ReleaseTerritories(codes, morphology).resolve
    mentions = [
        read_mention(number, sentences[number], span, morphology, resolve)
        for number, names in enumerate(spans)
        for span in names.organizations
    ]
    for number, group in enumerate(group_organizations(mentions), 1):
        where = tuple((m.sentence, m.span.first, m.span.last, m.span.head) for m in group)
        organization = Organization(
            id=f"organization-{number}",
            name=_best_name(group),
            mentions=tuple(mention(sentences[w[0]], w[1], w[2]) for w in where),
        )
        shares = [(m.sentence, m.span.share) for m in group if m.span.share]
        shared = tuple((number, s.first, s.last, s.head) for number, s in shares)
        yield Named(organization, where, shared)


def _modelled_places(
    places: Sequence[tuple[NamedSpan, PlaceName]],
    sentences: Sequence[Sentence],
    morphology: Morphology,
) -> list[str]:
    """The keys of all that the model takes for places; most are known as such already."""
    known = {(s.sentence, s.first, s.last): name.key for s, name in places if s.kind is None}
    return [
        known.get((number, name.first, name.last))
        or place_name(sentence, name.first, name.last, morphology).key
        for number, sentence in enumerate(sentences)
        for name in sentence.names
        if name.type == "LOC"
    ]


def _best_name(group: Sequence[OrganizationMention]) -> str:
    """The fullest name; between equals the most frequent, then the first."""
    full = [m for m in group if not m.span.alias or has_legal_form(m)] or list(group)
    counts = Counter(m.name for m in full)
    best = max(full, key=lambda m: (has_legal_form(m), len(m.words), counts[m.name], len(m.name)))
    return best.name


def _place_names(
    spans: Sequence[SentenceNames], sentences: Sequence[Sentence], morphology: Morphology
) -> list[tuple[NamedSpan, PlaceName]]:
    return [
        (span, place_name(sentences[span.sentence], span.first, span.last, morphology, span.kind))
        for names in spans
        for span in names.others
        if span.type == "place"
    ]


def _places(
    places: Sequence[tuple[NamedSpan, PlaceName]], sentences: Sequence[Sentence]
) -> Iterator[Named]:
    groups: dict[str, list[tuple[NamedSpan, PlaceName]]] = {}
    for span, name in places:
        groups.setdefault(_key(name, places), []).append((span, name))
    for number, group in enumerate(groups.values(), 1):
        counts = Counter(name.name for _, name in group)
        where = tuple(
            (s.sentence, s.first, s.last, head_of(sentences[s.sentence], s.first, s.last))
            for s, _ in group
        )
        place = Place(
            id=f"place-{number}",
            name=max(counts, key=lambda name: (not name.endswith(" регион"), counts[name])),
            code=next((name.code for _, name in group if name.code), None),
            mentions=tuple(mention(sentences[w[0]], w[1], w[2]) for w in where),
        )
        yield Named(place, where)


def _key(name: PlaceName, places: Sequence[tuple[NamedSpan, PlaceName]]) -> str:
    """The key of a place; an abbreviation takes that of the place whose initials it has."""
    if name.name.isupper() and 1 < len(name.name) < 5:
        for _, other in places:
            if other.name != name.name and abbreviates(
                name.name, (other.name, *names_of(other.key))
            ):
                return other.key
    return name.key
