"""SQLite: a table for each kind of record, with keys, ready for joins.

A release that is written again replaces its rows. Each release is one transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from msgspec import UNSET

from pressfacts.errors import OutputError
from pressfacts.records import Date, Event, Money, Person, Place, Release
from pressfacts.render.rows import EVENT_ROWS, RowOptions, type_of

SCHEMA = """
create table if not exists releases (
    release integer primary key,
    source text not null unique,
    id text, title text, published text, text text
);
create table if not exists entities (
    release integer not null references releases on delete cascade,
    entity text not null, type text not null, name text not null,
    first text, middle text, last text, code text, value text, qualifier text,
    primary key (release, entity)
) without rowid;
create table if not exists mentions (
    release integer not null, entity text not null,
    start_offset integer not null, end_offset integer not null, text text not null,
    foreign key (release, entity) references entities on delete cascade
);
create table if not exists positions (
    release integer not null references releases on delete cascade,
    person text, person_name text not null, post text not null,
    organization text, organization_name text,
    start_offset integer not null, end_offset integer not null, evidence text not null,
    foreign key (release, person) references entities,
    foreign key (release, organization) references entities
);
create table if not exists events (
    release integer not null references releases on delete cascade,
    event text not null, type text not null, status text not null, trigger text not null,
    start_offset integer not null, end_offset integer not null, evidence text not null,
    primary key (release, event)
) without rowid;
create table if not exists fillers (
    release integer not null, event text not null, role text not null,
    entity text, name text not null, value text,
    start_offset integer not null, end_offset integer not null, text text not null,
    foreign key (release, event) references events on delete cascade,
    foreign key (release, entity) references entities
);
create index if not exists mentions_entity on mentions (release, entity);
create index if not exists positions_release on positions (release);
create index if not exists fillers_event on fillers (release, event);
create index if not exists entities_name on entities (name);
create index if not exists events_type on events (type);
"""
TABLES = ("fillers", "positions", "mentions", "events", "entities", "releases")


def write(releases: Iterable[Release], path: Path, options: RowOptions = EVENT_ROWS) -> None:
    """Adds the releases to the database, which is made where there is none."""
    del options  # all rows are there, each kind in its table
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("pragma journal_mode = wal")
            # A killed process loses nothing so; only a power failure may cost the last releases.
            database.execute("pragma synchronous = off")
            database.executescript(SCHEMA)
            for release in releases:
                database.execute("begin")
                _replace(database, release)
                database.execute("commit")
            database.execute("pragma journal_mode = delete")
    except sqlite3.Error as problem:
        raise OutputError(f"{path}: {problem}") from problem


def _replace(database: sqlite3.Connection, release: Release) -> None:
    key = database.execute(
        "select release from releases where source = ?", [release.source]
    ).fetchone()
    if key:
        for table in TABLES:
            database.execute(f"delete from {table} where release = ?", key)  # noqa: S608 own names
    published = release.published.isoformat() if release.published else None
    text = None if release.text is UNSET else release.text
    number = database.execute(
        "insert into releases values (?, ?, ?, ?, ?, ?)",
        [key[0] if key else None, release.source, release.id, release.title, published, text],
    ).lastrowid
    assert number is not None  # noqa: S101 an insert has a row
    for table, rows in (
        ("entities", _entities(number, release)),
        ("mentions", _mentions(number, release)),
        ("positions", _positions(number, release)),
        ("events", _events(number, release)),
        ("fillers", (row for event in release.events for row in _fillers(number, event))),
    ):
        for row in rows:
            marks = ", ".join("?" * len(row))
            database.execute(f"insert into {table} values ({marks})", row)  # noqa: S608 own names


Row = tuple[str | int | None, ...]


def _entities(number: int, release: Release) -> Iterator[Row]:
    for entity in release.entities:
        person = entity if isinstance(entity, Person) else None
        yield (
            *(number, entity.id, type_of(entity), entity.name),
            *((person.first, person.middle, person.last) if person else (None, None, None)),
            entity.code if isinstance(entity, Place) else None,
            entity.value if isinstance(entity, Date | Money) else None,
            entity.qualifier if isinstance(entity, Money) else None,
        )


def _mentions(number: int, release: Release) -> Iterator[Row]:
    for entity in release.entities:
        for mention in entity.mentions:
            yield number, entity.id, mention.start, mention.end, mention.text


def _positions(number: int, release: Release) -> Iterator[Row]:
    for position in release.positions:
        person, organization, evidence = position.person, position.organization, position.evidence
        yield (
            *(number, person.entity, person.name, position.title),
            *((organization.entity, organization.name) if organization else (None, None)),
            *(evidence.start, evidence.end, evidence.text),
        )


def _events(number: int, release: Release) -> Iterator[Row]:
    for event in release.events:
        trigger = event.trigger
        evidence = " ".join(part.text for part in event.evidence)
        yield (
            *(number, event.id, event.type, event.status),
            *(trigger.text, trigger.start, trigger.end, evidence),
        )


def _fillers(number: int, event: Event) -> Iterator[Row]:
    for role, fillers in event.roles.items():
        for filler in fillers:
            value = None if filler.value is UNSET else filler.value
            yield (
                *(number, event.id, role, filler.entity, filler.name, value),
                *(filler.start, filler.end, filler.text),
            )
