"""Files that hold many releases: JSONL, CSV, Parquet, archives. Each release comes out undecoded.

Nothing is ever unpacked to disk, and no more than one release is held in memory.
"""

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Generator
from io import BytesIO
from typing import Any, BinaryIO

import msgspec
from msgspec.structs import replace

from pressfacts.errors import InputError
from pressfacts.read.charset import SAMPLE, encoding_of
from pressfacts.read.extras import require
from pressfacts.read.inputs import Format, Input, ReadOptions
from pressfacts.read.kinds import HEAD, Kind, kind_of
from pressfacts.read.streams import position_of, read_limited, unpacking
from pressfacts.records import Failure

Releases = Generator[Input | Failure]

PLAIN: dict[Kind, Format] = {"text": "text", "html": "html", "pdf": "pdf"}
DELIMITERS = ",;\t|"


def split(source: str, stream: io.BufferedReader, options: ReadOptions, depth: int = 0) -> Releases:
    """The releases in a file. What cannot be read comes as a Failure in its place."""
    try:
        kind = kind_of(stream.peek(HEAD)[:HEAD], source)
        if kind in PLAIN:
            yield Input(source, PLAIN[kind], read_limited(stream, options.max_bytes))
        elif depth and kind == "zip":
            yield from _document_in_archive(source, stream, options)
        else:
            yield from SPLITTERS[kind](source, stream, options)
    except InputError as problem:
        yield Failure(source, "read", str(problem))
    except OSError as problem:
        yield Failure(source, "read", problem.strerror or f"damaged: {problem}")
    except zlib.error as problem:
        yield Failure(source, "read", f"damaged: {problem}")
    except EOFError:
        yield Failure(source, "read", "cut off")


def records(source: str, stream: BinaryIO, options: ReadOptions, before: int = 0) -> Releases:
    """The lines of a JSONL file, or of a stretch of one that has `before` lines in front of it."""
    number = before
    while line := stream.readline(options.max_bytes + 1):
        number += 1
        name = f"{source}#{number}"
        if len(line) > options.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield Failure(name, "read", "longer than a release may be (allow more with --max-mb)")
        elif line.strip():
            yield Input(name, "record", line, len(line))


def _json(source: str, stream: BinaryIO, options: ReadOptions) -> Releases:
    """One object, an array of them, or JSON Lines under another name."""
    content = read_limited(stream, options.max_bytes)
    try:
        whole = msgspec.json.decode(content, type=list[msgspec.Raw] | dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        yield from records(source, BytesIO(content), options)
        return
    if isinstance(whole, dict):
        yield Input(source, "record", _one_line(content))
        return
    for number, record in enumerate(whole, 1):
        yield Input(f"{source}#{number}", "record", _one_line(bytes(record)))


def _one_line(record: bytes) -> bytes:
    """Its fields may be passed through into JSON Lines."""
    return msgspec.json.format(record, indent=0)


def _rows(source: str, stream: io.BufferedReader, options: ReadOptions) -> Releases:
    """The rows of a CSV file, as records; the first row has the names of the columns."""
    head = stream.peek(SAMPLE)[:SAMPLE]
    encoding = options.encoding or encoding_of(head, whole=False)
    header = head.decode(encoding, errors="replace").partition("\n")[0]
    delimiter = max(DELIMITERS, key=header.count)
    text = io.TextIOWrapper(stream, "utf-8-sig" if encoding == "utf-8" else encoding, newline="")
    csv.field_size_limit(options.max_bytes)
    rows = csv.DictReader(text, delimiter=delimiter, restkey="", restval="")
    try:
        wanted = options.columns.get("text", "text")
        if wanted not in (rows.fieldnames or ()):
            raise InputError(f'no column "{wanted}"', "name it with --column text=NAME")
        for number, row in enumerate(rows, 1):
            row.pop("", None)
            yield row_record(f"{source}#{number}", row)
    except (csv.Error, UnicodeDecodeError) as problem:
        raise InputError(f"line {rows.line_num + 1}: {problem}") from problem
    finally:
        text.detach()


def _parquet(source: str, stream: BinaryIO, options: ReadOptions) -> Releases:
    parquet = require("pyarrow.parquet", "parquet", "Parquet")
    try:
        table = parquet.ParquetFile(stream if stream.seekable() else _whole(stream, options))
        number = 0
        for rows in table.iter_batches(batch_size=64):
            for row in rows.to_pylist():
                number += 1
                yield row_record(f"{source}#{number}", row)
    except (OSError, ValueError) as problem:
        raise InputError(f"unreadable Parquet: {problem}".splitlines()[0]) from problem


def row_record(name: str, row: dict[str, Any]) -> Input:
    """The row of a table as a JSON record."""
    content = msgspec.json.encode(row)
    return Input(name, "record", content, len(content))


def _whole(stream: BinaryIO, options: ReadOptions) -> BytesIO:
    return BytesIO(read_limited(stream, options.max_bytes))


def _gzip(source: str, stream: io.BufferedReader, options: ReadOptions) -> Releases:
    inner = gzip.GzipFile(fileobj=stream)
    yield from _unpacked(source.removesuffix(".gz"), source, inner, position_of(stream), options)


def _zstd(source: str, stream: io.BufferedReader, options: ReadOptions) -> Releases:
    zstandard = require("zstandard", "zst", "Zstandard")
    inner = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(stream)
    try:
        yield from _unpacked(
            source.removesuffix(".zst"), source, inner, position_of(stream), options
        )
    except zstandard.ZstdError as problem:
        raise InputError(f"damaged: {problem}") from problem


def _unpacked(
    name: str, source: str, inner: Any, packed: Callable[[], int], options: ReadOptions
) -> Releases:
    """What is in a compressed file; its kind may be told by the name without the suffix."""
    content = unpacking(inner, packed, options.max_unpacking)
    for release in split(name, content, options, depth=1):
        yield _renamed(release, name, source)


def _renamed(release: Input | Failure, name: str, source: str) -> Input | Failure:
    if isinstance(release, Failure):
        return replace(release, input=source + release.input[len(name) :])
    return replace(release, source=source + release.source[len(name) :])


def _zip(source: str, stream: io.BufferedReader, options: ReadOptions) -> Releases:
    """The members of an archive in the order of their names; a DOCX is an archive too."""
    seekable = stream if stream.seekable() else _whole(stream, options)
    try:
        archive = zipfile.ZipFile(seekable)
    except zipfile.BadZipFile as problem:
        raise InputError("a damaged zip archive") from problem
    with archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            seekable.seek(0)
            yield Input(source, "docx", read_limited(seekable, options.max_bytes))
        elif "[Content_Types].xml" in names or "mimetype" in names:
            raise InputError("an office file of another kind than DOCX")
        else:
            for member in sorted(archive.infolist(), key=lambda member: member.filename):
                if not member.is_dir() and not _is_hidden(member.filename):
                    yield from _member(source, archive, member, options)


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == "__MACOSX" or (parts[-1].startswith(".") and parts[-1] != "..")


def _member(
    source: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, options: ReadOptions
) -> Releases:
    name = f"{source}/{member.filename}"
    try:
        with archive.open(member) as inner:
            packed = member.compress_size
            content = unpacking(inner, lambda: packed, options.max_unpacking)  # type: ignore[arg-type]
            yield from split(name, content, options, depth=1)
    except (RuntimeError, NotImplementedError) as problem:  # encrypted, or packed in a rare way
        yield Failure(name, "read", str(problem).partition(",")[0])
    except (zipfile.BadZipFile, OSError) as problem:
        yield Failure(name, "read", f"damaged: {problem}")


def _document_in_archive(source: str, stream: BinaryIO, options: ReadOptions) -> Releases:
    content = read_limited(stream, options.max_bytes)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            is_docx = "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile as problem:
        raise InputError("a damaged zip archive") from problem
    if not is_docx:
        raise InputError("an archive within an archive", "unpack the outer one")
    yield Input(source, "docx", content)


SPLITTERS: dict[Kind, Callable[[str, io.BufferedReader, ReadOptions], Releases]] = {
    "json": _json,
    "jsonl": records,
    "csv": _rows,
    "parquet": _parquet,
    "gzip": _gzip,
    "zstd": _zstd,
    "zip": _zip,
}
