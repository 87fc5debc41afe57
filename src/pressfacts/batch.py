"""Many inputs, one after the other: every release, or a line that says why there is none."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from pressfacts.errors import InputError
from pressfacts.read import Input, ReadOptions, read_document
from pressfacts.records import Document, Release

RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson"})
TEXT_SUFFIXES = frozenset({".txt", ".md"})
STDIN = "-"
Extractor = Callable[[Document], Release]


class Failure(Struct, frozen=True):
    """An input without a release: what it is called, where it stopped, and why."""

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


def run(
    paths: Iterable[str], options: ReadOptions, load: Callable[[], Extractor]
) -> Iterator[Outcome | Failure]:
    """Every release of files, folders, JSONL files and "-" (standard input), in input order.

    `load` is called once, before the first release, in the process that does the work.
    """
    extract: Extractor | None = None
    for file in find_inputs(paths):
        if isinstance(file, Failure):
            yield file
        else:
            extract = extract or load()
            yield _outcome(file, options, extract)


def _outcome(file: Input, options: ReadOptions, extract: Extractor) -> Outcome | Failure:
    try:
        document = read_document(file, options)
    except InputError as problem:
        return Failure(file.source, "read", str(problem))
    return Outcome(document, extract(document))


def find_inputs(paths: Iterable[str]) -> Iterator[Input | Failure]:
    """The releases behind paths, not yet decoded; folders are walked in sorted order."""
    for path in paths:
        try:
            yield from _open(path)
        except OSError as problem:
            yield Failure(path, "read", _reason(problem))


def _open(path: str) -> Iterator[Input | Failure]:
    if path == STDIN:
        yield Input(STDIN, "text", sys.stdin.buffer.read())
    elif Path(path).is_dir():
        yield from find_inputs(_files_below(Path(path)))
    elif Path(path).suffix.lower() in RECORD_SUFFIXES:
        yield from _records(path)
    else:
        yield Input(path, "text", Path(path).read_bytes())


def _files_below(folder: Path) -> list[str]:
    known = RECORD_SUFFIXES | TEXT_SUFFIXES
    return sorted(
        str(path)
        for path in folder.rglob("*")
        if path.suffix.lower() in known and path.is_file() and not path.name.startswith(".")
    )


def _records(path: str) -> Iterator[Input]:
    with Path(path).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Input(f"{path}#{number}", "record", line)


def _reason(problem: OSError) -> str:
    return (
        "no such file"
        if isinstance(problem, FileNotFoundError)
        else problem.strerror or "unreadable"
    )
