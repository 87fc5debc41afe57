"""JSON, indented: the objects of `jsonl` laid out for the eye, still a stream that jq reads."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from pressfacts.records import Release


def write(releases: Iterable[Release], stream: BinaryIO) -> None:
    """One indented object for each release."""
    encoder = msgspec.json.Encoder()
    for release in releases:
        stream.write(msgspec.json.format(encoder.encode(release), indent=2) + b"\n")
        stream.flush()
