"""What comes in: the bytes of one release, and how they are to be read."""

import datetime
from typing import Literal

from msgspec import Struct

Format = Literal["text", "record"]


class Input(Struct, frozen=True):
    """One release before it is decoded.

    `source` names it in the output and in messages; a `record` is one JSON object with a `text`.
    """

    source: str
    format: Format
    content: bytes


class ReadOptions(Struct, frozen=True):
    """How inputs are read. `published` serves the releases that have no date of their own."""

    encoding: str | None = None
    published: datetime.date | None = None
