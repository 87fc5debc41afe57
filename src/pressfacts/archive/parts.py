"""Parts: what one task has to do, and what is kept of how it went.

Beside the parts of the output lies a folder of marks. A part counts as done when its mark is
there, and says what the part was made from; the mark is written last. A task that has begun leaves
a note, and takes it away at its end: what has begun twice and not ended has killed its worker
twice.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pressfacts.archive.pieces import Piece
from pressfacts.archive.stores import (
    make_folder,
    names_in,
    read_small,
    remove,
    size_of,
    write_small,
)
from pressfacts.batch.journal import Maker
from pressfacts.errors import OutputError
from pressfacts.records import Failure

MARKS = "_done"
NOTES = "_begun"
SUMMARY = "_summary.json"
ERRORS = "_errors.jsonl"
Record = TypeVar("Record", bound=Struct)
# Also what a killed writer has left under a temporary name.
OURS = re.compile(r"\.?part-\d{7,}(-[01]+)?\.(jsonl|parquet|json)(\.\w+)?")


class Part(Struct, frozen=True):
    """Releases that are worked on together: those from `start` to `stop` in its pieces.

    `half` says which half (of which half …) of the `number`-th part it is; "" is the whole.
    """

    number: int
    pieces: tuple[Piece, ...]
    start: int
    stop: int
    half: str = ""

    @property
    def name(self) -> str:
        """Parts in the order of names are in the order of the archive."""
        return f"part-{self.number:07}" + (f"-{self.half}" if self.half else "")

    @property
    def digest(self) -> str:
        """Of all that the part is made from: names and content, wherever the archive lies."""
        pieces = [(p.file.source, p.kind, p.first, p.count, p.digest) for p in self.pieces]
        taken = msgspec.json.encode((pieces, self.start, self.stop))
        return blake2b(taken, digest_size=16).hexdigest()

    def halves(self) -> tuple["Part", "Part"]:
        """Two parts in the place of this one."""
        middle = (self.start + self.stop) // 2
        return (
            replace(self, half=self.half + "0", stop=middle),
            replace(self, half=self.half + "1", start=middle),
        )


def plan(pieces: Iterable[Piece], size: int) -> Iterator[Part]:
    """Parts of at most `size` releases, of one large piece or several small ones."""
    number, count = 0, 0
    together: list[Piece] = []
    for piece in pieces:
        if together and count + piece.count > size:
            yield Part(number, tuple(together), 0, count)
            number, count, together = number + 1, 0, []
        together.append(piece)
        count += piece.count
    if together:
        yield Part(number, tuple(together), 0, count)


class Mark(Struct, frozen=True):
    """A part that is done, or that was halved since it kills workers.

    `input` is the digest of what it was made from, `limits` of the options that decide only which
    releases fail; `size` is that of the part in bytes, `run` the name of the run that wrote it.
    """

    run: str
    part: str
    input: str
    made_by: Maker
    limits: str
    halved: bool = False
    releases: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    size: int = 0
    seconds: float = 0.0


class Note(Struct, frozen=True):
    """A part that a run has begun `begun` times, and what is known of why it did not end.

    Another run begins anew: that this one was stopped is not the fault of a release.
    """

    run: str
    begun: int = 0
    overran: tuple[Failure, ...] = ()


class Folder(Struct, frozen=True):
    """The folder of parts, by its address, and what makes them."""

    url: str
    format: str
    made_by: Maker
    limits: str

    def path(self, *names: str) -> str:
        """The address of a file in the folder."""
        return "/".join((self.url.rstrip("/"), *names))

    def output(self, part: Part) -> str:
        """Where a part lies."""
        return self.path(f"{part.name}.{self.format}")

    def prepare(self) -> None:
        """Makes the folder. Raises OutputError where it holds what is not ours."""
        others = set(names_in(self.url)) - {MARKS, NOTES, SUMMARY, ERRORS}
        if others and not names_in(self.path(MARKS)):
            raise OutputError(
                f"{self.url}: holds other files ({min(others)})", "give a folder of its own"
            )
        for folder in (self.url, self.path(MARKS), self.path(NOTES)):
            make_folder(folder)
        remove(self.path(SUMMARY))

    def mark(self, mark: Mark) -> Mark:
        """From now on the part is done."""
        write_small(self.path(MARKS, f"{mark.part}.json"), msgspec.json.encode(mark))
        return mark

    def mark_of(self, part: Part) -> Mark | None:
        """The mark of a part that need not be done again."""
        mark = _decoded(read_small(self.path(MARKS, f"{part.name}.json")), Mark)
        if mark is None or (mark.input, mark.made_by) != (part.digest, self.made_by):
            return None
        if mark.failures and mark.limits != self.limits:
            return None
        if not mark.halved and size_of(self.output(part)) != mark.size:
            return None
        return mark

    def note(self, part: Part, note: Note) -> None:
        """Keeps what a later attempt has to know."""
        write_small(self.path(NOTES, f"{part.name}.json"), msgspec.json.encode(note))

    def note_of(self, run: str, part: Part) -> Note:
        """What earlier attempts of a run have left."""
        note = _decoded(read_small(self.path(NOTES, f"{part.name}.json")), Note)
        return note if note and note.run == run else Note(run)

    def forget(self, part: Part) -> None:
        """The part has ended."""
        remove(self.path(NOTES, f"{part.name}.json"))

    def clear(self, parts: set[str], halved: set[str]) -> None:
        """Removes the parts, marks and notes of another plan; `parts` and `halved` are names."""
        marks = {f"{name}.json" for name in parts | halved}
        outputs = {f"{name}.{self.format}" for name in parts}
        for folder, wanted in (
            (self.path(MARKS), marks),
            (self.path(NOTES), set()),
            (self.url, outputs),
        ):
            for name in names_in(folder):
                if name not in wanted and OURS.fullmatch(name):
                    remove(f"{folder.rstrip('/')}/{name}")


def _decoded(content: bytes | None, shape: type[Record]) -> Record | None:
    """A record, unless it is missing or torn."""
    if content is None:
        return None
    try:
        return msgspec.json.decode(content, type=shape)
    except msgspec.DecodeError:
        return None
