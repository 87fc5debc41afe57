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


SUPPLIED = "home"  # the step that tells whose an event is, and never that it is one


def missing_roles(draft: Draft) -> list[str]:
    """The roles that the trigger requires and that nothing in the text fills."""
    trigger = draft.rule.trigger
    if trigger.requires and not any(_is_told(draft, role) for role in trigger.requires):
        return list(trigger.requires)
    return [role for role in trigger.requires_all if not _is_told(draft, role)]


def _is_told(draft: Draft, role: str) -> bool:
    return any(f.rule != SUPPLIED for f in draft.roles.get(role, ()))


class Silence(Struct, frozen=True):
    """A trigger that gave no event, and why."""

    rule: Rule
    sentence: int
    token: int
    reason: str
