"""Events of a release: match, resolve, merge."""

from collections.abc import Callable
from operator import attrgetter

from msgspec import Struct

from pressfacts.events.alike import Alike
from pressfacts.events.complete import complete
from pressfacts.events.dated_status import with_dated_status
from pressfacts.events.delegations import Delegations
from pressfacts.events.drafts import Draft, Silence, parted
from pressfacts.events.gaps import with_gaps
from pressfacts.events.lists import distribute
from pressfacts.events.match import match_triggers, tell_silences
from pressfacts.events.merge import merge
from pressfacts.events.occasions import with_guests
from pressfacts.events.resolve import resolve_roles
from pressfacts.events.same_event import group_drafts
from pressfacts.events.scene import Scene
from pressfacts.events.statements import Statements
from pressfacts.events.templates import Templates
from pressfacts.records import Event

PLACE = attrgetter("sentence", "token")


class Reading(Struct, frozen=True):
    """The events, the drafts that each was made of, and the triggers that gave none."""

    events: tuple[Event, ...]
    groups: tuple[tuple[Draft, ...], ...]
    tell_silent: Callable[[], tuple[Silence, ...]]

    @property
    def silent(self) -> tuple[Silence, ...]:
        """Why each of the other triggers gave none: found when asked for, by `explain` alone."""
        return self.tell_silent()


def find_events(scene: Scene, templates: Templates) -> Reading:
    """Every event that the release tells of, in the order of the text."""
    matched = list(match_triggers(scene, templates))
    statements = Statements(scene, templates)
    found = sorted((*matched, *statements.drafts), key=PLACE)
    drafts = Delegations(scene).expand(found)
    resolved = resolve_roles(scene, list(with_gaps(scene, distribute(scene, drafts))))
    events, untold = parted(complete(scene, with_dated_status(scene, d)) for d in resolved)
    alike = Alike(scene)
    groups = group_drafts(scene, alike, with_guests(scene, events))
    told = merge(scene, alike, groups)

    def tell_silent() -> tuple[Silence, ...]:
        silent = (*tell_silences(scene, templates, matched), *statements.silences())
        return (*sorted(silent, key=PLACE), *untold)

    return Reading(told, groups, tell_silent)
