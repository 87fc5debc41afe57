"""Events of a release: match, resolve, merge."""

from pressfacts.events.match import match_triggers
from pressfacts.events.merge import merge
from pressfacts.events.resolve import resolve_roles
from pressfacts.events.scene import Scene
from pressfacts.events.templates import Templates
from pressfacts.records import Event


def find_events(scene: Scene, templates: Templates) -> tuple[Event, ...]:
    """Every event that the release tells of, in the order of the text."""
    drafts = list(match_triggers(scene, templates))
    return merge(scene, resolve_roles(scene, drafts))
