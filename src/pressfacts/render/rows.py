"""Facts as flat rows: one for each event, entity or position, with columns that never change."""

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import UNSET, Struct

from pressfacts.records import Date, Event, Filler, Money, Organization, Person, Place, Release

RowKind = Literal["events", "entities", "positions"]
Row = dict[str, "str | int | None"]


class RowOptions(Struct, frozen=True):
    """Which rows a flat format has, and whether a byte order mark tells a spreadsheet of UTF-8."""

    rows: RowKind = "events"
    bom: bool = False


EVENT_ROWS = RowOptions()

RELEASE = ("source", "id", "title", "published")
# The roles of the shipped event types. Roles of a user's own templates stand in `other_roles`.
ROLES = (
    *("date", "place", "visitor", "host", "purpose", "participant", "topic", "party", "document"),
    *("subject", "speaker", "occasion", "audience", "content", "person", "organization"),
    *("appointer", "position", "recipient", "awarder", "award", "reason", "object", "organizer"),
    *("name", "payer", "amount", "authority"),
)
COLUMNS: dict[RowKind, tuple[str, ...]] = {
    "events": (
        *RELEASE,
        *("event", "type", "status", "trigger", "start", "end"),
        *ROLES,
        "other_roles",
        "evidence",
    ),
    "entities": (
        *RELEASE,
        *("entity", "type", "name", "first", "middle", "last", "code", "value", "qualifier"),
        *("mentions", "start", "end"),
    ),
    "positions": (
        *RELEASE,
        *("person", "person_entity", "post", "organization", "organization_entity"),
        *("start", "end", "evidence"),
    ),
}
BETWEEN = "; "


def rows_of(release: Release, kind: RowKind) -> Iterator[Row]:
    """The rows of one release; every row has every column."""
    common: Row = {
        "source": release.source,
        "id": release.id,
        "title": release.title,
        "published": release.published.isoformat() if release.published else None,
    }
    for row in MAKERS[kind](release):
        yield dict.fromkeys(COLUMNS[kind]) | common | row


def _events(release: Release) -> Iterator[Row]:
    for event in release.events:
        roles: Row = {role: _told(event.roles.get(role, ())) for role in ROLES}
        yield {
            "event": event.id,
            "type": event.type,
            "status": event.status,
            "trigger": event.trigger.text,
            "start": event.trigger.start,
            "end": event.trigger.end,
            **roles,
            "other_roles": _other_roles(event),
            "evidence": " ".join(part.text for part in event.evidence),
        }


def _other_roles(event: Event) -> str | None:
    others = [f"{role}: {_told(fill)}" for role, fill in event.roles.items() if role not in ROLES]
    return BETWEEN.join(others) or None


def _told(fillers: tuple[Filler, ...]) -> str | None:
    """The fillers of a role in one cell: values where they have one, else names."""
    values = [f.name if f.value is UNSET or f.value is None else f.value for f in fillers]
    return BETWEEN.join(map(str, values)) or None


def _entities(release: Release) -> Iterator[Row]:
    for entity in release.entities:
        yield {
            "entity": entity.id,
            "type": type_of(entity),
            "name": entity.name,
            "first": entity.first if isinstance(entity, Person) else None,
            "middle": entity.middle if isinstance(entity, Person) else None,
            "last": entity.last if isinstance(entity, Person) else None,
            "code": entity.code if isinstance(entity, Place) else None,
            "value": entity.value if isinstance(entity, Date | Money) else None,
            "qualifier": entity.qualifier if isinstance(entity, Money) else None,
            "mentions": len(entity.mentions),
            "start": entity.mentions[0].start if entity.mentions else None,
            "end": entity.mentions[0].end if entity.mentions else None,
        }


def type_of(entity: Person | Organization | Place | Date | Money) -> str:
    """The name of an entity's type as it is printed."""
    return str(entity.__struct_config__.tag)


def _positions(release: Release) -> Iterator[Row]:
    for position in release.positions:
        organization = position.organization
        yield {
            "person": position.person.name,
            "person_entity": position.person.entity,
            "post": position.title,
            "organization": organization.name if organization else None,
            "organization_entity": organization.entity if organization else None,
            "start": position.evidence.start,
            "end": position.evidence.end,
            "evidence": position.evidence.text,
        }


MAKERS: dict[RowKind, Callable[[Release], Iterator[Row]]] = {
    "events": _events,
    "entities": _entities,
    "positions": _positions,
}
