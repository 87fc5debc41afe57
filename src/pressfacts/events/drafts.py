"""An event while it is being read: one for each trigger, before resolution and merging."""

from msgspec import Struct

from pressfacts.events.fillers import Found
from pressfacts.events.templates import Rule
from pressfacts.records import Status


class Draft(Struct, frozen=True):
    """A trigger with what its patterns found; `linked` are the triggers that its words depend on."""

    rule: Rule
    sentence: int
    token: int
    status: Status
    roles: dict[str, tuple[Found, ...]]

    @property
    def type(self) -> str:
        """The event type."""
        return self.rule.type
