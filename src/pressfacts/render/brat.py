"""brat standoff: a folder with the text and the annotations of each release, to be mended by hand.

Positions have no place among brat's spans and stand as notes beside their person.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from pressfacts.errors import OutputError
from pressfacts.records import Entity, Release
from pressfacts.render.rows import EVENT_ROWS, RowOptions, type_of

UNSAFE = re.compile(r"[^\w.-]+")
LINES = re.compile(r"[^\r\n]+")
STATUSES = ("happened", "ongoing", "planned", "denied")
Span = tuple[int, int]


def write(releases: Iterable[Release], path: Path, options: RowOptions = EVENT_ROWS) -> None:
    """Two files for each release, and `annotation.conf`. Releases must have their text."""
    del options
    types: dict[str, set[str]] = {}
    try:
        path.mkdir(parents=True, exist_ok=True)
        for release in releases:
            assert isinstance(release.text, str)  # noqa: S101 the command line sees to it
            name = path / _file_name(release.source)
            lines = "".join(f"{line}\n" for line in _annotations(release, release.text))
            # The text last: it stands for a release that is complete.
            name.with_name(f"{name.name}.ann").write_bytes(lines.encode())
            name.with_name(f"{name.name}.txt").write_bytes(release.text.encode())
            for event in release.events:
                types.setdefault(event.type, set()).update(event.roles)
        (path / "annotation.conf").write_text(_configuration(types), encoding="utf-8")
    except OSError as problem:
        raise OutputError(f"{path}: cannot write: {problem.strerror}") from problem


def _file_name(source: str) -> str:
    """A name that no folder is hidden in, and no two sources share."""
    readable = UNSAFE.sub("-", source).strip("-.")[-80:].lstrip("-.")
    return f"{readable}-{blake2b(source.encode(), digest_size=4).hexdigest()}"


def _annotations(release: Release, text: str) -> Iterator[str]:
    spans: dict[tuple[str, Span], str] = {}
    lines: list[str] = []

    def span(kind: str, start: int, end: int) -> str:
        if (kind, (start, end)) not in spans:
            number = spans[kind, (start, end)] = f"T{len(spans) + 1}"
            parts = [(start + m.start(), start + m.end()) for m in LINES.finditer(text[start:end])]
            where = ";".join(f"{first} {last}" for first, last in parts)
            words = " ".join(text[first:last] for first, last in parts)
            lines.append(f"{number}\t{kind} {where}\t{words}")
        return spans[kind, (start, end)]

    types = {entity.id: type_of(entity).capitalize() for entity in release.entities}
    first: dict[str, str] = {}
    for entity in release.entities:
        for mention in entity.mentions:
            number = span(types[entity.id], mention.start, mention.end)
            first.setdefault(entity.id, number)
    for i, event in enumerate(release.events, 1):
        trigger = span(_label(event.type), event.trigger.start, event.trigger.end)
        arguments = " ".join(
            f"{_label(role)}:{span(types.get(f.entity or '', 'Text'), f.start, f.end)}"
            for role, fillers in event.roles.items()
            for f in fillers
            if f.start < f.end
        )
        lines.append(f"E{i}\t{_label(event.type)}:{trigger} {arguments}".rstrip())
        lines.append(f"A{i}\tStatus E{i} {event.status}")
    yield from lines
    yield from _notes(release, first)


def _notes(release: Release, first: dict[str, str]) -> Iterator[str]:
    """The normal form of each entity, and the posts of each person."""
    notes = [(first.get(entity.id), _normal_form(entity)) for entity in release.entities]
    for position in release.positions:
        words = position.title
        if position.organization:
            words += f" | {position.organization.name}"
        notes.append((first.get(position.person.entity or ""), words))
    told = ((number, words) for number, words in notes if number)
    for i, (number, words) in enumerate(told, 1):
        yield f"#{i}\tAnnotatorNotes {number}\t{' '.join(words.split())}"


def _normal_form(entity: Entity) -> str:
    value: str | None = getattr(entity, "value", None) or getattr(entity, "code", None)
    return f"{entity.name} | {value}" if value else entity.name


def _label(name: str) -> str:
    return name.replace("_", " ").title().replace(" ", "")


def _configuration(types: dict[str, set[str]]) -> str:
    events = [
        f"{_label(name)}\t" + ", ".join(f"{_label(role)}*:<ENTITY>" for role in sorted(roles))
        for name, roles in sorted(types.items())
    ]
    return "\n".join(
        [
            *("[entities]", "Person", "Organization", "Place", "Date", "Money", "Text"),
            *("[relations]", "[events]", *events),
            *("[attributes]", f"Status\tArg:<EVENT>, Value:{'|'.join(STATUSES)}", ""),
        ]
    )
