"""An event while it is being read: one for each trigger, before merging."""

from msgspec import Struct

from pressfacts.events.fillers import Found
from pressfacts.events.templates import Rule
from pressfacts.records import Status


class Draft(Struct, frozen=True):
    """A trigger with the fillers that its patterns, and then the resolution steps, found."""

    rule: Rule
    sentence: int
    token: int
    status: Status
    roles: dict[str, tuple[Found, ...]]

    @property
    def type(self) -> str:
        """The event type."""
        return self.rule.type


class Silence(Struct, frozen=True):
    """A trigger that gave no event, and why."""

    rule: Rule
    sentence: int
    token: int
    reason: str
