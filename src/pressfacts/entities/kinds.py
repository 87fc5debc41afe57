"""What a common noun may stand for, as `data/reference_nouns.toml` lists it."""

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from pressfacts.entities.index import Index
from pressfacts.language.morphology import fold
from pressfacts.records import Entity, Place


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of entity: the words in its names, and the nouns that stand for it."""

    name: str
    type: Literal["organization", "place"]
    marks: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str] = frozenset()


class Kinds(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The lists of `data/reference_nouns.toml`; lemmas, folded."""

    kinds: tuple[Kind, ...]
    adjectives: dict[str, str]
    roles: dict[str, frozenset[str]]

    def describes(self, lemma: str) -> bool:
        """The noun is a descriptor: it may stand before a name that it describes."""
        return lemma in _descriptors()

    def territorial(self, lemma: str) -> bool:
        """The adjective points at a territory («региональный», «областной»)."""
        return lemma in self.adjectives or any(lemma in kind.adjectives for kind in self.kinds)

    def place_of_adjective(self, lemma: str, index: Index) -> str | None:
        """The one place whose name begins with an adjective («костромской»)."""
        found = [
            entity.id
            for entity in index.entities.values()
            if isinstance(entity, Place) and " " in entity.name
            and fold(entity.name.split()[0])[:-2] == lemma[:-2]
        ]
        return found[0] if len(found) == 1 else None


@cache
def load_kinds() -> Kinds:
    """The lists, read once."""
    source = files("pressfacts").joinpath("data/reference_nouns.toml").read_bytes()
    return msgspec.toml.decode(source, type=Kinds)


@cache
def _descriptors() -> frozenset[str]:
    kinds = load_kinds().kinds
    return frozenset().union(*(kind.marks | kind.nouns for kind in kinds), DESCRIPTORS)


DESCRIPTORS = frozenset({"провинция", "штат", "село", "поселок"})


def words_of(entity: Entity) -> frozenset[str]:
    """The folded words of a name."""
    return frozenset(fold(entity.name).replace("«", " ").replace("»", " ").split())
