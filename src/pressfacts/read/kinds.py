"""What a file is, by its first bytes, and by its suffix only where these leave it open."""

import re
from pathlib import PurePath
from typing import Literal

from pressfacts.errors import InputError

Kind = Literal["text", "html", "pdf", "zip", "json", "jsonl", "csv", "parquet", "gzip", "zstd"]

HEAD = 4096  # bytes that are enough to know
MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as .docx or .txt"),
    (b"{\\rtf", "RTF", "save it as .docx or .txt"),
    (b"\x89PNG", "a picture", None),
    (b"\xff\xd8\xff", "a picture", None),
    (b"GIF8", "a picture", None),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"SQLite format 3", "a database", None),
    (b"\x7fELF", "a program", None),
)
HTML = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|\?xml[^>]*>\s*<!doctype html)",
    re.IGNORECASE | re.DOTALL,
)
RECORD = re.compile(rb'^\s*\{\s*"')
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What a folder is searched for; .json is not among them, being many things besides releases.
SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "zip",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".zip": "zip",
    ".gz": "gzip",
    ".zst": "zstd",
}


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of a file that begins with `head`. Raises InputError on what is never read."""
    head = head.removeprefix(BYTE_ORDER_MARK)
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    for magic, what, hint in FOREIGN:
        if head.startswith(magic):
            raise InputError(f"{what}, not text", hint)
    if HTML.match(head):
        return "html"
    suffix = PurePath(name).suffix.lower()
    named = "json" if suffix == ".json" else SUFFIXES.get(suffix, "text")
    if named in {"html", "csv", "json", "jsonl", "text"}:
        return "jsonl" if RECORD.match(head) and named == "text" else named
    raise (
        InputError(f"not {named.upper()}, though its name says so")
        if head.strip()
        else InputError("empty")
    )
