"""Facts read back: what `extract` and `batch` printed as json or jsonl."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from pressfacts.read.paths import STDIN
from pressfacts.records import Failure, Release


def saved_releases(paths: Iterable[str]) -> Iterator[Release | Failure]:
    """Every release of these files, in order; "-" is standard input."""
    for path in paths:
        try:
            saved = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        except OSError as problem:
            yield Failure(path, "read", problem.strerror or "unreadable")
            continue
        indented = saved.lstrip().partition(b"\n")[0].strip() == b"{"
        yield from (_indented if indented else _lines)(path, saved)


def _lines(path: str, saved: bytes) -> Iterator[Release | Failure]:
    for number, line in enumerate(saved.split(b"\n"), 1):
        if line.strip():
            yield _release(f"{path}#{number}", line)


def _indented(path: str, saved: bytes) -> Iterator[Release | Failure]:
    text = saved.decode("utf-8", errors="replace").strip()
    decoder = json.JSONDecoder()
    at = number = 0
    while at < len(text):
        number += 1
        try:
            _, end = decoder.raw_decode(text, at)
        except ValueError as problem:
            yield Failure(f"{path}#{number}", "read", f"no JSON: {problem}")
            return
        yield _release(f"{path}#{number}", text[at:end])
        at = end + len(text[end:]) - len(text[end:].lstrip())


def _release(source: str, record: str | bytes) -> Release | Failure:
    try:
        return msgspec.json.decode(record, type=Release)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        return Failure(source, "read", f"no facts as pressfacts prints them: {problem}")
