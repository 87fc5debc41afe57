"""The territory that an adjective is from: «французский посол», «костромской губернатор»."""

from functools import cache
from importlib.resources import files

import msgspec

from pressfacts.entities.places import region_names
from pressfacts.language.morphology import fold

ENDING = 2  # letters in which «костромской» and «Костромская» differ
CAPITALS = frozenset({"московский", "ленинградский"})  # of the city as often as of the region


def territory_of(adjective: str) -> str | None:
    """The name of the territory, None where the adjective (nominative masculine) tells none."""
    return _countries().get(adjective) or _regions().get(adjective[:-ENDING])


@cache
def _countries() -> dict[str, str]:
    source = files("pressfacts").joinpath("data/territory_adjectives.toml").read_bytes()
    return msgspec.toml.decode(source, type=dict[str, str])


@cache
def _regions() -> dict[str, str]:
    """Stems of the adjectives in the names of regions («костромск») → the region."""
    stems = {}
    for name in region_names():
        first, _, noun = fold(name).partition(" ")
        if noun in ("область", "край") and f"{first[:-ENDING]}ий" not in CAPITALS:
            stems[first[:-ENDING]] = name
    return stems
