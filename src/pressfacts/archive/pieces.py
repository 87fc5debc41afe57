"""An archive cut into pieces: surveyed once, and read again piece by piece.

A survey reads the archive as fast as its store gives it, which costs some thousandth of the
extraction. It finds the ends of lines, the groups of rows, and the numbers that releases have in
their files (`news.jsonl#4711`), which no task could know that reads only its own piece; and it
takes the digest by which a later run knows what has changed.
"""

import io
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from hashlib import blake2b
from itertools import islice
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from pressfacts.archive.stores import Found, reading
from pressfacts.errors import InputError
from pressfacts.read import Input, ReadOptions
from pressfacts.read.containers import records, row_record, split
from pressfacts.read.extras import require
from pressfacts.read.inputs import FIELDS
from pressfacts.read.kinds import HEAD, kind_of
from pressfacts.read.paths import reason_of
from pressfacts.records import Failure

STRETCH = 128 << 20  # bytes that one survey reads
FILES = 500  # that one survey opens
LARGEST = 64 << 20  # bytes of a piece: a part's answers lie on a worker's disk until it is whole
LINES = (".jsonl", ".ndjson")

Releases = Generator[Input | Failure]


class Stretch(Struct, frozen=True):
    """Bytes of a file that are surveyed together: the lines that begin there, or the file whole."""

    file: Found
    start: int
    stop: int


class Piece(Struct, frozen=True):
    """Releases of one file that follow each other: `count` of them (or lines), from `first` on.

    `lines` are bytes from `start` to `stop` of a JSONL file, `rows` are those of a Parquet file;
    everything else is read from its beginning to the `releases` that are meant.
    """

    file: Found
    kind: Literal["lines", "rows", "releases"]
    first: int
    count: int
    start: int = 0
    stop: int = 0
    digest: str = ""


# ---------------------------------------------------------------- survey


def stretches(files: Iterable[Found]) -> Iterator[list[Stretch]]:
    """What one survey after the other has to read, about as many bytes each."""
    together: list[Stretch] = []
    weight = 0
    for file in files:
        step = STRETCH if file.source.endswith(LINES) else max(1, file.size)
        for start in range(0, max(1, file.size), step):
            stop = min(start + step, file.size)
            if together and (weight + stop - start > STRETCH or len(together) >= FILES):
                yield together
                together, weight = [], 0
            together.append(Stretch(file, start, stop))
            weight += stop - start
    if together:
        yield together


def survey(together: list[Stretch], options: ReadOptions, size: int) -> list[Piece]:
    """Pieces of about `size` releases each. Lines are counted from the start of their stretch."""
    return [piece for stretch in together for piece in _survey(stretch, options, size)]


def _survey(stretch: Stretch, options: ReadOptions, size: int) -> Iterator[Piece]:
    file = stretch.file
    try:
        with reading(file.url, 0, file.size) as stream:
            try:
                kind = kind_of(stream.peek(HEAD)[:HEAD], file.source)
            except InputError:
                kind = "text"  # and reading it will tell why not
            if kind == "jsonl":
                yield from _survey_lines(stretch, stream, size)
            elif stretch.start:
                return  # a file of another kind than its name says is surveyed at its beginning
            elif kind == "parquet":
                yield from _survey_rows(file, stream, options, size)
            else:
                yield from _survey_releases(file, stream, options, size)
    except OSError:
        yield Piece(file, "releases", 0, 1)  # and reading it will tell why not


def _survey_lines(stretch: Stretch, stream: io.BufferedReader, size: int) -> Iterator[Piece]:
    """A line belongs to the stretch in which it begins."""
    if stretch.start:
        stream.seek(stretch.start - 1)
        for _ in _rest_of_line(stream):
            pass
    at = begun = stream.tell()
    first = count = 0
    digest = blake2b(digest_size=16)
    while at < stretch.stop:
        for content in _rest_of_line(stream):
            digest.update(content)
            at += len(content)
        count += 1
        if count == size or at - begun >= LARGEST or at >= stretch.stop:
            yield Piece(stretch.file, "lines", first, count, begun, at, digest.hexdigest())
            begun, first, count = at, first + count, 0
            digest = blake2b(digest_size=16)


def _rest_of_line(stream: io.BufferedReader) -> Iterator[bytes]:
    """The stream up to the next end of a line, in bits that fit into memory."""
    while bit := stream.readline(1 << 20):
        yield bit
        if bit.endswith(b"\n"):
            return


def _survey_rows(
    file: Found, stream: io.BufferedReader, options: ReadOptions, size: int
) -> Iterator[Piece]:
    """Pieces within groups of rows; the digest is that of their group."""
    try:
        groups = list(_groups(stream))
    except (OSError, ValueError):
        yield from _survey_releases(file, stream, options, size)
        return
    for first, count, start, stop in groups:
        digest = blake2b(digest_size=16)
        stream.seek(start)
        at = start
        while at < stop and (content := stream.read(min(1 << 20, stop - at))):
            digest.update(content)
            at += len(content)
        for row in range(first, first + count, size):
            length = min(size, first + count - row)
            yield Piece(file, "rows", row, length, digest=digest.hexdigest())


def _groups(stream: io.BufferedReader) -> Iterator[tuple[int, int, int, int]]:
    """First row, number of rows, first byte and last byte + 1 of each group of rows."""
    shape = _parquet().ParquetFile(stream).metadata
    row = 0
    for number in range(shape.num_row_groups):
        group = shape.row_group(number)
        columns = [group.column(i) for i in range(group.num_columns)]
        starts = [column.dictionary_page_offset or column.data_page_offset for column in columns]
        stops = [
            start + column.total_compressed_size
            for start, column in zip(starts, columns, strict=True)
        ]
        yield row, group.num_rows, min(starts, default=0), max(stops, default=0)
        row += group.num_rows


def _survey_releases(
    file: Found, stream: io.BufferedReader, options: ReadOptions, size: int
) -> Iterator[Piece]:
    """Pieces of what can only be read from its beginning: packed files, tables of text, pages."""
    stream.seek(0)
    first = count = weight = 0
    digest = blake2b(digest_size=16)
    for release in split(file.source, stream, options):
        content = release.content if isinstance(release, Input) else str(release).encode()
        digest.update(content)
        weight += len(content)
        count += 1
        if count == size or weight >= LARGEST:
            yield Piece(file, "releases", first, count, digest=digest.hexdigest())
            first, count, weight = first + count, 0, 0
            digest = blake2b(digest_size=16)
    if count:
        yield Piece(file, "releases", first, count, digest=digest.hexdigest())


def numbered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with lines counted from the beginning of their file."""
    url, before, lines = "", 0, 0
    for piece in pieces:
        if piece.file.url != url:
            url, before, lines = piece.file.url, 0, 0
        if piece.kind == "lines":
            if piece.first == 0:
                before = lines
            lines += piece.count
            yield replace(piece, first=before + piece.first)
        else:
            yield piece


# ---------------------------------------------------------------- reading


def releases(piece: Piece, options: ReadOptions, whole_records: bool) -> Releases:
    """The releases of a piece, as `pressfacts batch` finds them in its file."""
    file = piece.file
    start, stop = (piece.start, piece.stop) if piece.kind == "lines" else (0, file.size)
    try:
        with reading(file.url, start, stop) as stream:
            if piece.kind == "lines":
                yield from records(file.source, stream, options, piece.first)
            elif piece.kind == "rows":
                yield from _rows(piece, stream, None if whole_records else _columns(options))
            else:
                with closing(split(file.source, stream, options)) as everything:
                    yield from islice(everything, piece.first, piece.first + piece.count)
    except OSError as problem:
        yield Failure(file.source, "read", reason_of(problem))


def _rows(piece: Piece, stream: io.BufferedReader, columns: frozenset[str] | None) -> Releases:
    """The rows of a piece; of the groups before it nothing is read."""
    last = piece.first + piece.count
    groups, row = [], None
    for number, (first, count, _, _) in enumerate(_groups(stream)):
        if first < last and first + count > piece.first:
            groups.append(number)
            row = first if row is None else row
    stream.seek(0)
    table = _parquet().ParquetFile(stream)
    wanted = [name for name in table.schema_arrow.names if columns is None or name in columns]
    at = row or 0
    for batch in table.iter_batches(batch_size=64, row_groups=groups, columns=wanted):
        if at + batch.num_rows > piece.first:
            for number, fields in enumerate(batch.to_pylist(), at + 1):
                if piece.first < number <= last:
                    yield row_record(f"{piece.file.source}#{number}", fields)
        at += batch.num_rows
        if at >= last:
            return


def _columns(options: ReadOptions) -> frozenset[str]:
    """The columns that a release is made of."""
    return frozenset(options.columns.get(field, field) for field in FIELDS)


def _parquet() -> Any:
    return require("pyarrow.parquet", "parquet", "Parquet")
