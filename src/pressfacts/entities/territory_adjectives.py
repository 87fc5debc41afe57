"""The territory that an adjective is from: «французский посол», «костромской губернатор»."""

from collections.abc import Sequence
from functools import cache, cached_property

from pressfacts.entities.index import Index
from pressfacts.entities.places import region_names, table_key, territories
from pressfacts.language.morphology import fold
from pressfacts.records import Place, Token
from pressfacts.tables import read_shipped

ENDING = 2  # letters in which «костромской» and «Костромская» differ
CAPITALS = frozenset({"московский", "ленинградский"})  # of the city as often as of the region


def territory_of(adjective: str) -> str | None:
    """The name of the territory, None where the adjective (nominative masculine) tells none."""
    return _countries().get(adjective) or _regions().get(adjective[:-ENDING])


@cache
def _countries() -> dict[str, str]:
    return read_shipped("territory_adjectives.toml", dict[str, str])


@cache
def _regions() -> dict[str, str]:
    """Stems of the adjectives in the names of regions («костромск») → the region."""
    stems = {}
    for name in region_names():
        first, _, noun = fold(name).partition(" ")
        if noun in ("область", "край") and f"{first[:-ENDING]}ий" not in CAPITALS:
            stems[first[:-ENDING]] = name
    return stems


class AdjectivePlaces:
    """The places of a release that adjectives are from."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def places(self) -> list[Place]:
        """The territory before its capital: it has the longer name."""
        places = [entity for entity in self.index.entities.values() if isinstance(entity, Place)]
        return sorted(places, key=lambda place: " " not in place.name)

    @cached_property
    def by_code(self) -> dict[str, str]:
        """The first place of each territory of the tables."""
        return {
            code: entity.id
            for entity in reversed(self.index.entities.values())
            if isinstance(entity, Place)
            and (code := territories().get(table_key(entity.name))) is not None
        }

    def entity(self, tokens: Sequence[Token]) -> str | None:
        """«костромской губернатор», «британский премьер»: the place that the adjective is from."""
        for token in tokens:
            territory = territory_of(token.lemma)
            if territory is not None and territories()[table_key(territory)] in self.by_code:
                return self.by_code[territories()[table_key(territory)]]
            for place in self.places:
                if _derived(token.lemma, place.name):
                    return place.id
        return None

    def territory(self, tokens: Sequence[Token]) -> str | None:
        """The territory that only an adjective names («французский посол»)."""
        return next(filter(None, (territory_of(token.lemma) for token in tokens)), None)


def _derived(adjective: str, name: str) -> bool:
    """The adjective is made of the name's first word, as far as the letters tell."""
    word = fold(name.partition(" ")[0])
    if " " in name:
        return word[:-2] == adjective[:-2]
    stem = word[: max(4, len(word) - 3)]
    return (
        len(word) > 4 and adjective.endswith(("ский", "цкий", "ный")) and adjective.startswith(stem)
    )
