"""A draft among its neighbours: what a resolution step is asked about."""

from collections.abc import Sequence
from typing import NamedTuple

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.scene import Scene
from pressfacts.events.templates import Role


class Situation(NamedTuple):
    """A draft among its neighbours."""

    scene: Scene
    drafts: Sequence[Draft]  # in the order of the text; those before `at` are resolved
    at: int

    @property
    def draft(self) -> Draft:
        """The draft whose role is empty."""
        return self.drafts[self.at]


def fits(scene: Scene, found: Found, role: Role) -> bool:
    """May the filler fill the role?"""
    return kind_of(scene, found) in role.fillers


def kind_of(scene: Scene, found: Found) -> str:
    """The type of the entity that fills; empty for words."""
    entity = found.filler.entity
    return "" if entity is None else type(scene.entities[entity]).__name__.lower()
