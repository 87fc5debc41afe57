"""Posts and the words that stand for names: the two read each other, so they are read together."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pressfacts.entities.coreference import Resolver
from pressfacts.entities.index import Index
from pressfacts.entities.joined_titles import find_continued, join_titles
from pressfacts.entities.kinds import describe_entities
from pressfacts.entities.leading import find_leaders
from pressfacts.entities.membership import find_members, name_chairs
from pressfacts.entities.nouns import resolve_nouns
from pressfacts.entities.offices import find_pointed
from pressfacts.entities.positions import Holding, find_holdings, to_positions
from pressfacts.entities.predicates import find_predicated
from pressfacts.entities.subjects import Subjects
from pressfacts.entities.succession import complete_deputies, complete_fields, find_predecessors
from pressfacts.entities.supply import supply_organizations
from pressfacts.entities.titles import find_titles
from pressfacts.language import Language
from pressfacts.records import Findings, Position, Reference, Sentence


class Discourse(Struct, frozen=True):
    """Who holds which post, and what role words, common nouns and pronouns stand for."""

    positions: tuple[Position, ...]
    references: tuple[Reference, ...]


def read_discourse(sentences: Sequence[Sentence], names: Findings, language: Language) -> Discourse:
    """Common nouns first (they name a post's organization), then posts, then role words."""
    index = Index(sentences, names)
    named = describe_entities(sentences, names, index)
    nouns = resolve_nouns(sentences, named, index)
    index.add(nouns)
    titles = find_titles(sentences, index, language.morphology)
    titles = join_titles(titles, sentences, index)
    direct = find_holdings(sentences, titles, index, language.morphology)
    resolver = Resolver(sentences, titles, named, index, language.morphology)

    def known() -> tuple[Reference, ...]:
        return names.references + resolver.resolve(direct)

    subjects = Subjects(sentences, known, index, language.morphology)
    told = (
        *direct,
        *find_predicated(titles, direct, subjects),
        *find_leaders(titles, subjects, index, language.morphology),
        *find_members(subjects, index, language.morphology),
        *find_pointed(titles, subjects),
    )
    told = _in_order(told)
    told = (*told, *find_continued(titles, told, sentences, index))
    told = _in_order(name_chairs(told, subjects, index, language.morphology))
    fielded = _in_order(complete_fields(_in_order(told), titles))
    told = _in_order(complete_deputies(fielded, subjects))
    holdings = supply_organizations(told, named, index, language.morphology)
    holdings = _in_order((*holdings, *find_predecessors(titles, holdings, subjects)))
    references = nouns + resolver.resolve(holdings)
    return Discourse(
        to_positions(holdings, sentences, index),
        tuple(sorted(references, key=lambda r: (r.sentence, r.first, r.last, r.entity))),
    )


def _in_order(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    return tuple(sorted(holdings, key=lambda h: (h.title.sentence, h.title.first)))
