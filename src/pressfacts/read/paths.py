"""Paths as a user gives them: files, folders, patterns, lists, standard input."""

import sys
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from glob import glob, has_magic
from pathlib import Path, PurePath

from msgspec.structs import replace

from pressfacts.errors import InputError
from pressfacts.read.containers import split
from pressfacts.read.inputs import Input, ReadOptions
from pressfacts.read.kinds import SUFFIXES
from pressfacts.records import Failure

STDIN = "-"


def find_files(paths: Iterable[str], options: ReadOptions) -> Iterator[str]:
    """Files in the order of the paths; folders and patterns in the order of names."""
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            yield from sorted(_files_below(Path(path), options))
        elif has_magic(path) and not Path(path).exists():
            yield from sorted(glob(path, recursive=True)) or [path]  # noqa: PTH207 a user's pattern
        else:
            yield path


def _files_below(folder: Path, options: ReadOptions) -> Iterator[str]:
    for path in folder.rglob("*"):
        if is_wanted(path.name, options) and path.is_file():
            yield str(path)


def is_wanted(name: str, options: ReadOptions) -> bool:
    """Whether a file of this name is taken from a folder."""
    if options.include:
        return any(fnmatch(name, pattern) for pattern in options.include)
    return PurePath(name).suffix.lower() in SUFFIXES and not name.startswith(".")


def read_list(path: str) -> list[str]:
    """The paths in a file, one a line; "-" is standard input."""
    try:
        content = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        lines = content.decode("utf-8-sig", errors="surrogateescape").splitlines()
    except OSError as problem:
        raise InputError(f"{path}: {reason_of(problem)}") from problem
    return [line.strip() for line in lines if line.strip()]


def open_inputs(files: Iterable[str], options: ReadOptions) -> Iterator[Input | Failure]:
    """The releases behind files, not yet decoded, each with its share of the file's size."""
    for path in files:
        name = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        try:
            if path == STDIN:
                yield from split(STDIN, sys.stdin.buffer, options)  # type: ignore[arg-type]
            else:
                with Path(path).open("rb") as stream:
                    yield from _weigh(split(name, stream, options), stream.tell)
        except OSError as problem:
            yield Failure(name, "read", reason_of(problem))


def _weigh(
    releases: Iterator[Input | Failure], position: Callable[[], int]
) -> Iterator[Input | Failure]:
    """Gives each release the part of the file that was read for it."""
    seen = 0
    for release in releases:
        now = position()
        weight, seen = max(0, now - seen), max(seen, now)
        yield replace(release, weight=weight) if isinstance(release, Input) else release


def reason_of(problem: OSError) -> str:
    """Why a file cannot be read, in words for its user."""
    if isinstance(problem, FileNotFoundError):
        return "no such file"
    return problem.strerror or "unreadable"
