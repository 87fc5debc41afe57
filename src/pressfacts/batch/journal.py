"""What a run has done already: how `--resume` goes on after whatever stopped it.

Beside the output stands a journal. Its first line says what made the output; each further line
stands for one input that is in the output whole: its name, the digest of its content, and how long
the output was then. A journal line is written after the release, so what is not in the journal is
not trusted: on resuming, a torn last line is dropped and the output is cut back to the last length
that the journal vouches for. Failed inputs are not in the journal and are tried again.
"""

import os
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import msgspec

from pressfacts import __version__
from pressfacts.errors import OutputError
from pressfacts.read import Input
from pressfacts.records import Failure

SUFFIX = ".journal"


class Maker(msgspec.Struct, frozen=True):
    """What an output depends on besides its inputs."""

    program: str
    templates: str
    options: str


class Done(msgspec.Struct, frozen=True, array_like=True):
    """An input that is in the output, and the length of the output behind it."""

    source: str
    digest: str
    end: int


def maker(templates: str, options: object) -> Maker:
    """`templates` is the digest of the event templates, `options` anything that can be encoded."""
    return Maker(__version__, templates, digest_of(msgspec.json.encode(options)))


def digest_of(content: bytes) -> str:
    """A short digest of a content."""
    return blake2b(content, digest_size=16).hexdigest()


class Journal:
    """The journal of one output, open for adding to it."""

    def __init__(self, output: Path, made_by: Maker) -> None:
        self.path = output.with_name(output.name + SUFFIX)
        self.anew = False
        self.skipped = 0
        done = self._read(made_by)
        if done is None:
            if not self.path.exists() and output.is_file() and output.stat().st_size:
                raise OutputError(
                    f"{output}: cannot go on: it has no journal", "remove it, or leave out --resume"
                )
            self.anew = self.path.exists()
            self.end = 0
            self._stream = self.path.open("wb", buffering=0)
            self._stream.write(msgspec.json.encode(made_by) + b"\n")
        else:
            self.end = done[-1].end if done else 0
            self._stream = self.path.open("ab", buffering=0)
        self._done = Counter((entry.source, entry.digest) for entry in done or ())

    def _read(self, made_by: Maker) -> list[Done] | None:
        """What is done, None where nothing can be relied on. Cuts off a torn line."""
        if not self.path.exists():
            return None
        content = self.path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        first, *lines = whole.splitlines() or [b""]
        try:
            if msgspec.json.decode(first, type=Maker) != made_by:
                return None
            done = [msgspec.json.decode(line, type=Done) for line in lines]
        except msgspec.DecodeError:
            return None
        os.truncate(self.path, len(whole))
        return done

    def remaining(self, inputs: Iterator[Input | Failure]) -> Iterator[Input | Failure]:
        """The inputs that are not in the output yet."""
        for file in inputs:
            if isinstance(file, Input):
                key = (file.source, digest_of(file.content))
                if self._done[key]:
                    self._done[key] -= 1
                    self.skipped += 1
                    continue
            yield file

    def add(self, source: str, digest: str, end: int) -> None:
        """An input is in the output, which is `end` bytes long now."""
        self._stream.write(msgspec.json.encode(Done(source, digest, end)) + b"\n")

    def open_output(self, output: Path) -> BinaryIO:
        """The output, cut back to what the journal vouches for, open at its end."""
        if not output.exists():
            self._require(self.end == 0, output)
            output.touch()
        self._require(output.stat().st_size >= self.end, output)
        os.truncate(output, self.end)
        return output.open("ab")

    def _require(self, kept: bool, output: Path) -> None:
        if not kept:
            raise OutputError(f"{output}: shorter than its journal says", "remove both")

    def close(self) -> None:
        """Keeps the file: the next run goes on from it."""
        self._stream.close()
