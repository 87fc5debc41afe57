"""JSON Lines: one release a line, UTF-8 unescaped, flushed line by line."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from pressfacts.records import Release


def write(releases: Iterable[Release], stream: BinaryIO) -> None:
    """One line for each release."""
    encoder = msgspec.json.Encoder()
    for release in releases:
        stream.write(encoder.encode(release) + b"\n")
        stream.flush()
