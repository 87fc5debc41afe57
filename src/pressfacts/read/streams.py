"""Byte streams with a limit: archives may unpack to no more than so many times their size."""

import io
from collections.abc import Callable
from typing import BinaryIO

from pressfacts.errors import InputError
from pressfacts.read.inputs import MEGABYTE

FREE = 100 * MEGABYTE  # unpacked bytes that no one asks about


class Unpacking(io.RawIOBase):
    """What an archive unpacks to, counted as it is read."""

    def __init__(self, unpacked: BinaryIO, packed: Callable[[], int], times: int) -> None:
        super().__init__()
        self._unpacked = unpacked
        self._packed = packed
        self._times = times
        self._count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Raises InputError beyond the limit."""
        content = self._unpacked.read(len(buffer))
        self._count += len(content)
        if self._count > max(FREE, self._times * self._packed()):
            raise InputError(
                f"unpacks to more than {self._times} times its size",
                "allow more with --max-unpacking",
            )
        buffer[: len(content)] = content
        return len(content)


def unpacking(unpacked: BinaryIO, packed: Callable[[], int], times: int) -> io.BufferedReader:
    """A stream that can be peeked into and stops at the limit."""
    return io.BufferedReader(Unpacking(unpacked, packed, times), buffer_size=1 << 16)


def position_of(stream: BinaryIO) -> Callable[[], int]:
    """How much of a stream is read; a pipe cannot tell, and is taken for a large one."""
    return stream.tell if stream.seekable() else lambda: FREE


def read_limited(stream: BinaryIO, limit: int) -> bytes:
    """Everything, or InputError where it is more than `limit` bytes."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise InputError(f"larger than {limit / MEGABYTE:g} MB", "allow more with --max-mb")
    return content
