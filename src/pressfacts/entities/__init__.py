"""People, organizations and places: their names, their posts, and the words that stand for them."""

from pressfacts.entities.coreference import resolve_references
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import describe_entities
from pressfacts.entities.names import find_names
from pressfacts.entities.nouns import resolve_nouns
from pressfacts.entities.positions import find_positions
from pressfacts.entities.titles import find_titles

__all__ = [
    "Index",
    "describe_entities",
    "find_names",
    "find_positions",
    "find_titles",
    "resolve_nouns",
    "resolve_references",
]
