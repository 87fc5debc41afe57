"""A table for people: who did what, where and when, one row for each event."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from pressfacts.records import Release


def write(releases: Iterable[Release], stream: BinaryIO) -> None:
    """Stand-in: the events, one a line."""
    for release in releases:
        stream.writelines(msgspec.json.encode(event) + b"\n" for event in release.events)
