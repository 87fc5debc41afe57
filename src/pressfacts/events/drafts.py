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
    told = {role for role, found in draft.roles.items() if any(f.rule != SUPPLIED for f in found)}
    missing = [role for role in trigger.requires_all if role not in told]
    if trigger.requires and told.isdisjoint(trigger.requires):
        missing = list(trigger.requires)
    return missing


class Silence(Struct, frozen=True):
    """A trigger that gave no event, and why."""

    rule: Rule
    sentence: int
    token: int
    reason: str
