"""The index of a report: every event of every release in one small table.

The page opens on this index alone; a release is decoded only when somebody looks at it.
"""

import datetime

from msgspec import UNSET, Struct

from pressfacts.records import Entity, Event, Filler, Organization, Person, Place, Release
from pressfacts.render.report.edtf import Extent, extent
from pressfacts.render.report.labels import RoleKind


class Name(Struct, frozen=True, array_like=True):
    """A person, organization or place; releases that write a name alike share it."""

    kind: str
    name: str
    code: str | None


class ReleaseRow(Struct, frozen=True, array_like=True):
    """One release of the report; its number is its place in the list."""

    source: str
    id: str | None
    title: str | None
    published: datetime.date | None
    events: int


class When(Struct, frozen=True, array_like=True):
    """A date: as written, its EDTF value, and its days where it has a place on the time line."""

    text: str
    value: str | None
    extent: Extent | None


class EventRow(Struct, frozen=True, array_like=True):
    """One event: `who` and `where` hold numbers of names, or words where there is no name.

    `what` holds the same for all other roles; `named` are the numbers of all names in any role.
    """

    release: int
    id: str
    type: str
    status: str
    trigger: str
    who: tuple[int | str, ...]
    where: tuple[int | str, ...]
    what: tuple[int | str, ...]
    when: tuple[When, ...]
    named: tuple[int, ...]


class Overview(Struct, frozen=True):
    """What the page needs to open."""

    version: str
    releases: tuple[ReleaseRow, ...]
    names: tuple[Name, ...]
    regions: dict[str, str]
    events: tuple[EventRow, ...]


def fold(name: str) -> str:
    """A name as it is compared: no case, no «ё», single spaces."""
    return " ".join(name.casefold().replace("ё", "е").split())


class Index:
    """Gathers the overview release by release."""

    def __init__(self, role_kinds: dict[str, RoleKind]) -> None:
        self._role_kinds = role_kinds
        self._numbers: dict[tuple[str, str], int] = {}
        self._names: list[Name] = []
        self._releases: list[ReleaseRow] = []
        self._events: list[EventRow] = []

    def add(self, release: Release) -> int:
        """Take in a release; gives its number in the report, from 0."""
        number = len(self._releases)
        self._releases.append(
            ReleaseRow(
                release.source, release.id, release.title, release.published, len(release.events)
            )
        )
        entities = {entity.id: entity for entity in release.entities}
        self._events.extend(self._event_row(number, event, entities) for event in release.events)
        return number

    def overview(self, *, regions: dict[str, str], version: str) -> Overview:
        """Everything gathered; `regions` gives names for ISO 3166-2 codes."""
        codes = {name.code for name in self._names if name.code}
        return Overview(
            version=version,
            releases=tuple(self._releases),
            names=tuple(self._names),
            regions={code: regions[code] for code in sorted(codes) if code in regions},
            events=tuple(self._events),
        )

    def _event_row(self, number: int, event: Event, entities: dict[str, Entity]) -> EventRow:
        columns: dict[RoleKind, list[int | str]] = {"who": [], "where": [], "what": []}
        named: list[int] = []
        for role, fillers in event.roles.items():
            if role == "date":
                continue
            for filler in fillers:
                entity = entities.get(filler.entity or "")
                kind = self._role_kinds.get(role, "who" if entity else "what")
                shown: int | str = filler.name
                if isinstance(entity, Person | Organization | Place):
                    shown = self._number(entity)
                    named.append(shown)
                if shown not in columns[kind]:
                    columns[kind].append(shown)
        return EventRow(
            release=number,
            id=event.id,
            type=event.type,
            status=event.status,
            trigger=event.trigger.text,
            who=tuple(columns["who"]),
            where=tuple(columns["where"]),
            what=tuple(columns["what"]),
            when=tuple(_when(filler) for filler in event.roles.get("date", ())),
            named=tuple(dict.fromkeys(named)),
        )

    def _number(self, entity: Person | Organization | Place) -> int:
        kind = str(entity.__struct_config__.tag)
        code = entity.code if isinstance(entity, Place) else None
        number = self._numbers.setdefault((kind, fold(entity.name)), len(self._names))
        if number == len(self._names):
            self._names.append(Name(kind, entity.name, code))
        elif code and self._names[number].code is None:
            self._names[number] = Name(kind, self._names[number].name, code)
        return number


def _when(filler: Filler) -> When:
    value = None if filler.value is UNSET else filler.value
    return When(filler.text, value, extent(value) if value else None)
