"""A table for people: one row for each event, and below it who is who.

Made for a terminal of 100 columns. Long quotations are shortened, with an ellipsis; all else is
there in full.
"""

import io
import os
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pressfacts.records import Date, Event, Filler, Organization, Person, Place, Release
from pressfacts.render.report.labels import RoleKind, labels

WIDTH = 100  # where there is no terminal to ask
LONGEST = 140  # characters of one filler; more would push the next row out of sight
STATUS_STYLES = {"happened": "dim", "ongoing": "cyan", "planned": "yellow", "denied": "red"}


def write(releases: Iterable[Release], stream: BinaryIO) -> None:
    """A heading, the events and the names of each release."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
    asked = stream.isatty() or "COLUMNS" in os.environ
    console = Console(
        file=text, width=None if asked else WIDTH, markup=False, highlight=False, emoji=False
    )
    try:
        for number, release in enumerate(releases):
            if number:
                console.print()
            console.print(_release(release))
    finally:
        text.detach()  # or the wrapper would close the stream, which is not its own


def _release(release: Release) -> RenderableType:
    about = [release.source, *([str(release.published)] if release.published else [])]
    heading = [Text(_line(release.title), style="bold")] if release.title else []
    heading.append(Text(_line(" · ".join(about)), style="dim"))
    parts: list[RenderableType] = [
        _events(release) if release.events else Text("no events", style="dim"),
    ]
    names = _names(release)
    if names.row_count:
        parts.append(names)
    return Group(*heading, *(Padding(part, (1, 0, 0, 0)) for part in parts))


def _events(release: Release) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", expand=True)
    table.add_column("Event", min_width=11)
    # "fold" breaks a word that is longer than its column; rich's own way is to cut it off.
    table.add_column("Who", ratio=5, overflow="fold")
    table.add_column("What", ratio=7, overflow="fold")
    table.add_column("Where", ratio=3, min_width=15, overflow="fold")
    table.add_column("When", min_width=10, max_width=16, overflow="fold")
    for event in release.events:
        what_happened = Text(event.type, style="bold")
        what_happened.append(f"\n{event.status}", style=f"not bold {STATUS_STYLES[event.status]}")
        table.add_row(what_happened, *_answers(event))
    return table


def _answers(event: Event) -> tuple[Text, Text, Text, Text]:
    """Who, what, where and when."""
    columns: dict[str, dict[str, tuple[Filler, ...]]] = {"who": {}, "what": {}, "where": {}}
    for role, held in event.roles.items():
        if role != "date":
            columns[_kind(role, held)][role] = held
    days = [filler.value or _filler(filler) for filler in event.roles.get("date", ())]
    return (
        _roles(columns["who"]),
        _roles(columns["what"]),
        _roles(columns["where"]),
        Text(", ".join(days)),
    )


def _kind(role: str, held: tuple[Filler, ...]) -> RoleKind:
    """The column of a role; one of the user's own templates goes by what fills it."""
    known = labels().roles.get(role)
    if known:
        return known.kind
    return "who" if any(filler.entity for filler in held) else "what"


def _roles(roles: dict[str, tuple[Filler, ...]]) -> Text:
    """Fillers of one role on a line; the first role is clear from the event, others are named."""
    cell = Text()
    for number, (role, held) in enumerate(roles.items()):
        if number:
            cell.append(f"\n{role}: ", style="dim")
        # Names are a list; pieces of a quotation are one text with something left out.
        between = ", " if any(filler.entity for filler in held) else " … "
        cell.append(between.join(_filler(filler) for filler in held))
    return cell


def _filler(filler: Filler) -> str:
    return textwrap.shorten(_line(filler.name), LONGEST, placeholder=" …")


def _names(release: Release) -> Table:
    """People with their posts, organizations, places and dates."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="bold", min_width=11)
    table.add_column(ratio=1)
    for heading, names in (
        ("People", list(_people(release))),
        ("Bodies", [e.name for e in release.entities if isinstance(e, Organization)]),
        ("Places", [_place(e) for e in release.entities if isinstance(e, Place)]),
        ("Dates", [_date(e) for e in release.entities if isinstance(e, Date)]),
    ):
        if names:
            table.add_row(heading, Text("; ".join(map(_line, names))))
    return table


def _people(release: Release) -> Iterator[str]:
    for person in (entity for entity in release.entities if isinstance(entity, Person)):
        posts = [
            position.title + (f", {position.organization.name}" if position.organization else "")
            for position in release.positions
            if position.person.entity == person.id
        ]
        yield person.name + (f" ({', '.join(posts)})" if posts else "")


def _place(place: Place) -> str:
    return f"{place.name} ({place.code})" if place.code else place.name


def _date(date: Date) -> str:
    return f"{date.name} = {date.value}" if date.value else date.name


def _line(words: str) -> str:
    """Words on one line, without the control characters that a terminal would obey."""
    return "".join(_visible(sign) for sign in words)


def _visible(sign: str) -> str:
    if sign.isprintable():
        return sign
    return "" if unicodedata.category(sign) == "Cf" else " "  # Cf: soft hyphens, reading directions
