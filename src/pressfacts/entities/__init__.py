"""People, organizations and places: their names, their posts, and the words that stand for them."""

from pressfacts.entities.coreference import resolve_references
from pressfacts.entities.names import find_names
from pressfacts.entities.positions import find_positions

__all__ = ["find_names", "find_positions", "resolve_references"]
