"""Named people, organizations and places."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pressfacts.entities.nominative import head_of, nominative
from pressfacts.entities.persons import group_persons, parse_person, person_name
from pressfacts.entities.spans import NamedSpan, find_spans
from pressfacts.language import Language, mention
from pressfacts.language.morphology import fold
from pressfacts.records import (
    Findings,
    Organization,
    Person,
    Place,
    Reference,
    Sentence,
)


class Group(NamedTuple):
    """The spans that name one organization or place."""

    name: str
    spans: list[NamedSpan]


def find_names(sentences: Sequence[Sentence], language: Language) -> Findings:
    """Every named person, organization and place with its mentions."""
    spans = find_spans(sentences)
    entities: list[tuple[Person | Organization | Place, list[NamedSpan]]] = [
        *_persons([s for s in spans if s.type == "person"], sentences, language),
        *_others([s for s in spans if s.type == "organization"], sentences, language),
        *_others([s for s in spans if s.type == "place"], sentences, language),
    ]
    return Findings(
        tuple(entity for entity, _ in entities),
        tuple(
            Reference(
                entity.id,
                "name",
                span.sentence,
                span.first,
                span.last,
                head_of(sentences[span.sentence], span.first, span.last),
            )
            for entity, named in entities
            for span in named
        ),
    )


def _persons(
    spans: Sequence[NamedSpan], sentences: Sequence[Sentence], language: Language
) -> Iterator[tuple[Person, list[NamedSpan]]]:
    parsed = (
        parse_person(span, sentences[span.sentence], language.morphology) for span in spans
    )
    groups = group_persons([person for person in parsed if person and person.readings])
    for number, group in enumerate(groups, 1):
        named = [m.span for m in group.mentions]
        person = Person(
            id=f"person-{number}",
            name=person_name(group.name),
            first=group.name.parts.get("first"),
            middle=group.name.parts.get("middle"),
            last=group.name.parts.get("last"),
            mentions=tuple(mention(sentences[s.sentence], s.first, s.last) for s in named),
        )
        yield person, named


def _others(
    spans: Sequence[NamedSpan], sentences: Sequence[Sentence], language: Language
) -> Iterator[tuple[Organization | Place, list[NamedSpan]]]:
    groups: dict[str, Group] = {}
    for span in spans:
        name = nominative(sentences[span.sentence], span.first, span.last, language.morphology)
        groups.setdefault(fold(name), Group(name, [])).spans.append(span)
    for number, group in enumerate(groups.values(), 1):
        mentions = tuple(mention(sentences[s.sentence], s.first, s.last) for s in group.spans)
        if group.spans[0].type == "organization":
            yield Organization(f"organization-{number}", group.name, mentions), group.spans
        else:
            yield Place(f"place-{number}", group.name, None, mentions), group.spans
