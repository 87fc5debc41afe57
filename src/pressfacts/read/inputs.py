"""What comes in: the bytes of one release, and how they are to be read."""

import datetime
from typing import Literal

from msgspec import Struct

Format = Literal["text", "record", "html", "docx", "pdf"]

MEGABYTE = 1 << 20
FIELDS = ("text", "id", "title", "published")


class Input(Struct, frozen=True):
    """One release before it is decoded.

    `source` names it in the output and in messages; a `record` is one JSON object with a `text`.
    `weight` is the part of the file on disk that it takes, in bytes, for the progress bar.
    """

    source: str
    format: Format
    content: bytes
    weight: int = 0


class ReadOptions(Struct, frozen=True):
    """How inputs are read, and where the patience with them ends.

    `published` serves the releases that have no date of their own. `columns` gives the names under
    which records carry `text`, `id`, `title` and `published`. A release may have `max_bytes` as a
    file and `max_chars` as text; an archive may hold `max_unpacking` times its own size.
    """

    encoding: str | None = None
    published: datetime.date | None = None
    columns: dict[str, str] = {}
    max_bytes: int = 20 * MEGABYTE
    max_chars: int = 200_000
    max_unpacking: int = 200
    include: tuple[str, ...] = ()
