"""What a common noun may stand for, as `data/reference_nouns.toml` lists it."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from pressfacts.entities.index import Index
from pressfacts.entities.organization_view import short_names
from pressfacts.entities.places import cities, names_of, table_key, territories
from pressfacts.entities.vocabulary import kinds as vocabulary
from pressfacts.language.morphology import fold
from pressfacts.records import Findings, Organization, Place, Sentence, Token
from pressfacts.tables import read_shipped


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of entity: the words in its names, and the nouns that stand for it."""

    name: str
    type: Literal["organization", "place"]
    marks: frozenset[str]
    nouns: frozenset[str]


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `data/reference_nouns.toml`; lemmas, folded."""

    kinds: tuple[Kind, ...]
    adjectives: dict[str, str]
    indefinite: frozenset[str]
    descriptors: frozenset[str]
    collegial: frozenset[str]
    works: frozenset[str]
    near: frozenset[str]
    occasions: frozenset[str]
    nations: tuple[str, ...]
    members: dict[str, str]
    roles: dict[str, frozenset[str]]
    headed: dict[str, frozenset[str]]
    epithets: dict[str, tuple[str, ...]]


UNTOLD = "company"  # what an organization is taken for whose name tells no kind


@cache
def load_kinds() -> Kinds:
    """The lists, read once."""
    return read_shipped("reference_nouns.toml", Kinds)


@lru_cache(maxsize=1_024)
def kinds_marked(word: str) -> frozenset[str]:
    """The kinds of an entity that a word of its name tells."""
    return frozenset(kind.name for kind in load_kinds().kinds if word in kind.marks)


@lru_cache(maxsize=1_024)
def kinds_meant(noun: str) -> frozenset[str]:
    """The kinds of entity that a common noun may stand for, besides those it marks."""
    return frozenset(kind.name for kind in load_kinds().kinds if noun in kind.nouns)


@lru_cache(maxsize=1_024)
def may_describe(noun: str, type_: str) -> bool:
    """The noun may stand before a name of a type which it describes («провинция», «компания»)."""
    kinds = kinds_marked(noun) | kinds_meant(noun)
    types = {kind.type for kind in load_kinds().kinds if kind.name in kinds}
    return type_ in types or noun in load_kinds().descriptors


class Named(Struct, frozen=True):
    """What is known of an organization or place: its type, kinds and the words of its name.

    `heads` are the common nouns in the nominative that a mention shows («терминал» in quotes).
    `untold` is what a legal form or nothing at all stands before: a plant, a bank, anything.
    """

    id: str
    type: str
    kinds: frozenset[str]
    words: frozenset[str]
    heads: frozenset[str]
    untold: bool


def describe_entities(
    sentences: Sequence[Sentence], names: Findings, index: Index
) -> dict[str, Named]:
    """The organizations and places of a release with their kinds.

    The kind comes from the words of the name and from the descriptor before a mention.
    """
    words: dict[str, set[str]] = {}
    described: dict[str, set[str]] = {}
    heads: dict[str, set[str]] = {}
    settled: dict[str, str | None] = {}
    for entity in names.entities:
        if isinstance(entity, Organization | Place):
            words[entity.id] = set(_words(entity.name))
            words[entity.id] |= {w for word in _words(entity.name) for w in _full_name(word)}
            described[entity.id] = set()
            heads[entity.id] = set()
        if isinstance(entity, Place):
            settled[entity.id] = territory_kind(entity)
            if settled[entity.id] in ("region", "country") and entity.code:
                words[entity.id] |= {w for name in names_of(entity.code) for w in _words(name)}
    for reference in names.references:
        if reference.entity not in words:
            continue
        tokens = sentences[reference.sentence].tokens
        words[reference.entity].add(tokens[reference.head].lemma)
        heads[reference.entity] |= {
            token.lemma
            for i, token in enumerate(tokens[reference.first : reference.last], reference.first)
            if token.pos == "NOUN"
            and token.text.islower()
            and (token.case == "Nom" or (i == reference.head and _is_quoted(tokens, i + 1)))
        }
        before = reference.first - 1
        if before >= 0 and tokens[before].text in ("«", '"', "„"):
            before -= 1
        # «Северного района Н-ской области»: a territory with its own word is not described.
        bare = not tokens[reference.first].text[0].islower() and not (
            reference.entity in settled and kinds_marked(tokens[reference.last - 1].lemma)
        )
        if bare and before >= 0 and tokens[before].pos == "NOUN":
            described[reference.entity].add(tokens[before].lemma)
    return {
        entity: Named(
            entity,
            index.type_of(entity),
            _kinds(words[entity], described[entity], index.type_of(entity))
            if not settled.get(entity)
            else frozenset({str(settled[entity])}),
            frozenset(
                words[entity]
                | heads[entity]
                | {w for w in described[entity] if may_describe(w, index.type_of(entity))}
            ),
            frozenset(heads[entity]),
            index.type_of(entity) == "organization"
            and short_names().isdisjoint(words[entity])
            and not any(
                kinds_marked(word)
                for word in words[entity] | described[entity]
                if word not in legal_forms()
            ),
        )
        for entity in words
    }


def _is_quoted(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text in ("«", '"', "„")


@lru_cache(maxsize=1_024)
def _full_name(short: str) -> frozenset[str]:
    """The words of the name that «минтруд» is short for."""
    if short not in short_names():
        return frozenset()
    full = next(name for name, shorts in vocabulary().known.items() if short in shorts)
    return frozenset(full.split())


def legal_forms() -> frozenset[str]:
    """Folded legal forms, which say nothing of what a body does."""
    return vocabulary().legal | vocabulary().latin_legal


def territory_kind(place: Place) -> str | None:
    """`country` or `region` for the territories of the tables, `city` for their cities."""
    code = territories().get(table_key(place.name))
    if code is not None:
        federal = place.name == names_of(code)[0] and place.name.isalpha()
        city = "-" in code and (federal or table_key(place.name) in cities())
        return "city" if city else "region" if "-" in code else "country"
    return "city" if place.code is not None else None


def _kinds(words: set[str], described: set[str], type_: str) -> frozenset[str]:
    wanted = {kind.name for kind in load_kinds().kinds if kind.type == type_}
    found = {name for word in words | described for name in kinds_marked(word)}
    found |= {name for word in described for name in kinds_meant(word)}
    if type_ == "organization" and not found & wanted:
        return frozenset({UNTOLD})
    return frozenset(found & wanted)


def _words(name: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "-" else " " for c in fold(name)).split()
