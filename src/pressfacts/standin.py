"""Stand-in for `batch` and `read`, with their interface, until they are there."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from sys import stdin

import msgspec
from msgspec import Struct

from pressfacts.records import Document, Release

Extractor = Callable[[Document], Release]


class ReadOptions(Struct, frozen=True):
    """How inputs are read."""

    encoding: str | None = None
    published: datetime.date | None = None


class Failure(Struct, frozen=True):
    """An input without a release."""

    input: str
    stage: str
    message: str

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.input}: {self.message}"


class Outcome(Struct, frozen=True):
    """A release with the document that it was read from."""

    document: Document
    release: Release


class _Record(Struct):
    text: str
    id: str | None = None
    title: str | None = None
    published: datetime.date | None = None


def run(
    paths: Iterable[str], options: ReadOptions, load: Callable[[], Extractor]
) -> Iterator[Outcome | Failure]:
    """Every release, in input order."""
    extract: Extractor | None = None
    for found in _documents(paths, options):
        if isinstance(found, Failure):
            yield found
        else:
            extract = extract or load()
            yield Outcome(found, extract(found))


def _documents(paths: Iterable[str], options: ReadOptions) -> Iterator[Document | Failure]:
    for path in paths:
        try:
            content = stdin.buffer.read() if path == "-" else Path(path).read_bytes()
            if path.endswith(".jsonl"):
                yield from _records(path, content, options)
            else:
                text = content.decode(options.encoding or "utf-8-sig")
                yield Document(path, text, published=options.published)
        except (OSError, UnicodeDecodeError) as problem:
            yield Failure(path, "read", getattr(problem, "strerror", None) or str(problem))


def _records(path: str, content: bytes, options: ReadOptions) -> Iterator[Document | Failure]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        source = f"{path}#{number}"
        try:
            record = msgspec.json.decode(line, type=_Record)
        except msgspec.DecodeError as problem:
            yield Failure(source, "read", str(problem))
            continue
        published = record.published or options.published
        yield Document(source, record.text, record.id, record.title, published)
