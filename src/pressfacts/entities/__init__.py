"""People, organizations and places: their names, their posts, and the words that stand for them."""

from pressfacts.entities.discourse import Discourse, read_discourse
from pressfacts.entities.names import find_names

__all__ = ["Discourse", "find_names", "read_discourse"]
