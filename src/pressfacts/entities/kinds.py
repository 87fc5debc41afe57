"""What a common noun may stand for, as `data/reference_nouns.toml` lists it."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from pressfacts.entities.index import Index
from pressfacts.entities.organization_view import short_names
from pressfacts.entities.places import cities, names_of, table_key, territories
from pressfacts.entities.vocabulary import kinds as vocabulary
from pressfacts.language.morphology import fold
from pressfacts.records import Findings, Organization, Place, Reference, Sentence, Token
from pressfacts.tables import read_shipped

WORDS = re.compile(r"[\w-]+")


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


NO_KINDS: frozenset[str] = frozenset()
UNTOLD = "company"  # what an organization is taken for whose name tells no kind


@cache
def load_kinds() -> Kinds:
    """The lists, read once."""
    return read_shipped("reference_nouns.toml", Kinds)


@cache
def nouns_of_kinds() -> frozenset[str]:
    """The words that mark a kind or may stand for one."""
    return frozenset(_marked().keys() | _meant().keys())


def kinds_marked(word: str) -> frozenset[str]:
    """The kinds of an entity that a word of its name tells."""
    return _marked().get(word, NO_KINDS)


def kinds_meant(noun: str) -> frozenset[str]:
    """The kinds of entity that a common noun may stand for, besides those it marks."""
    return _meant().get(noun, NO_KINDS)


@cache
def _marked() -> dict[str, frozenset[str]]:
    return _by_word((kind.name, kind.marks) for kind in load_kinds().kinds)


@cache
def _meant() -> dict[str, frozenset[str]]:
    return _by_word((kind.name, kind.nouns) for kind in load_kinds().kinds)


def _by_word(listed: Iterable[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    """Words of each kind → kinds of each word."""
    kinds: dict[str, frozenset[str]] = {}
    for kind, words in listed:
        for word in words:
            kinds[word] = kinds.get(word, NO_KINDS) | {kind}
    return kinds


@cache
def _names_of_kinds(type_: str) -> frozenset[str]:
    return frozenset(kind.name for kind in load_kinds().kinds if kind.type == type_)


@lru_cache(maxsize=512)
def may_describe(noun: str, type_: str) -> bool:
    """The noun may stand before a name of a type which it describes («провинция», «компания»)."""
    kinds = kinds_marked(noun) | kinds_meant(noun)
    return not kinds.isdisjoint(_names_of_kinds(type_)) or noun in load_kinds().descriptors


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


class _Told(Struct):
    """What a release tells of one entity; `settled` is the kind that the tables know."""

    type: str
    words: set[str]
    settled: str | None
    described: set[str]
    heads: set[str]

    def named(self, entity: str) -> Named:
        """All that was told, put together."""
        described = {word for word in self.described if may_describe(word, self.type)}
        return Named(
            entity,
            self.type,
            frozenset((self.settled,)) if self.settled else self._kinds(),
            frozenset(self.words | self.heads | described),
            frozenset(self.heads),
            self.type == "organization" and self._is_untold(),
        )

    def _kinds(self) -> frozenset[str]:
        marked = map(kinds_marked, self.words | self.described)
        found = NO_KINDS.union(*marked, *map(kinds_meant, self.described))
        found &= _names_of_kinds(self.type)
        return frozenset((UNTOLD,)) if self.type == "organization" and not found else found

    def _is_untold(self) -> bool:
        telling = (self.words | self.described) - legal_forms()
        return short_names().isdisjoint(self.words) and _marked().keys().isdisjoint(telling)


def describe_entities(
    sentences: Sequence[Sentence], names: Findings, index: Index
) -> dict[str, Named]:
    """The organizations and places of a release with their kinds.

    The kind comes from the words of the name and from the descriptor before a mention.
    """
    entities = {
        entity.id: _by_name(entity, index.type_of(entity.id))
        for entity in names.entities
        if isinstance(entity, Organization | Place)
    }
    for reference in names.references:
        told = entities.get(reference.entity)
        if told is not None:
            _describe(told, reference, sentences[reference.sentence].tokens)
    return {entity: told.named(entity) for entity, told in entities.items()}


def _by_name(entity: Organization | Place, type_: str) -> _Told:
    """What an entity's name tells, and the tables of it."""
    words = set(_words(entity.name))
    if not short_names().isdisjoint(words):
        words.update(*map(_full_name, words))
    settled = territory_kind(entity) if isinstance(entity, Place) else None
    if isinstance(entity, Place) and entity.code and settled in ("region", "country"):
        words.update(*map(_words, names_of(entity.code)))
    return _Told(type_, words, settled, set(), set())


def _describe(told: _Told, reference: Reference, tokens: Sequence[Token]) -> None:
    """Take note of what a mention and the noun before it tell."""
    first, last, head = reference.first, reference.last, reference.head
    told.words.add(tokens[head].lemma)
    for i in range(first, last):
        token = tokens[i]
        if token.pos != "NOUN" or not token.text.islower():
            continue
        if token.case == "Nom" or (i == head and _is_quoted(tokens, i + 1)):
            told.heads.add(token.lemma)
    if tokens[first].text[0].islower():
        return
    if told.type == "place" and kinds_marked(tokens[last - 1].lemma):
        return  # «Северного района Н-ской области»: a territory with its own word
    before = first - 1
    if before >= 0 and tokens[before].text in ("«", '"', "„"):
        before -= 1
    if before >= 0 and tokens[before].pos == "NOUN":
        told.described.add(tokens[before].lemma)


def _is_quoted(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text in ("«", '"', "„")


@lru_cache(maxsize=512)
def _full_name(short: str) -> frozenset[str]:
    """The words of the name that «минтруд» is short for."""
    if short not in short_names():
        return frozenset()
    full = next(name for name, shorts in vocabulary().known.items() if short in shorts)
    return frozenset(full.split())


@cache
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


@lru_cache(maxsize=512)
def _words(name: str) -> tuple[str, ...]:
    return tuple(WORDS.findall(fold(name).replace("_", " ")))
