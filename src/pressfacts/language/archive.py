"""The model files of the natasha distribution, read where they lie.

A slovnet or navec file is a plain tar: its arrays stand uncompressed at offsets divisible by 512.
Mapped into memory they need no copy, no parsing and no `tarfile` (25 ms and 8 ms of every start),
the pages that nobody reads are never loaded, and forked workers share the rest.
"""

import hashlib
import json
import mmap
import zlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from pressfacts.errors import ModelError

FILES = {
    "navec": "data/emb/navec_news_v1_1B_250K_300d_100q.tar",
    "morph": "data/model/slovnet_morph_news_v1.tar",
    "syntax": "data/model/slovnet_syntax_news_v1.tar",
    "ner": "data/model/slovnet_ner_news_v1.tar",
}
GZIP = 31  # zlib's name of the format
BLOCK = 512  # bytes: headers and members of a tar start at multiples of it


class Archive:
    """The members of one tar file by name, and the weights that its `model.json` describes."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        self._spans = dict(_members(self._bytes))
        self._scheme: Any = None

    def member(self, name: str) -> memoryview:
        """The bytes of a member, not copied."""
        start, end = self._spans[name]
        return self._bytes[start:end]

    def unzipped(self, name: str) -> bytes:
        """What a gzipped member holds."""
        member = self.member(name)
        # With the length that stands at its end: 3 ms less than `gzip.decompress`.
        return zlib.decompress(member, GZIP, int.from_bytes(member[-4:], "little"))

    def lines(self, name: str) -> list[str]:
        """The lines of a gzipped member: a vocabulary in the order of its ids."""
        return self.unzipped(name).decode().splitlines()

    def weight(self, path: str) -> NDArray[Any]:
        """The array at a path of `model.json` («encoder.layers.0.conv.weight»), read-only."""
        if self._scheme is None:
            self._scheme = json.loads(bytes(self.member("model.json")))
        node = self._scheme
        for key in path.split("."):
            node = node[int(key) if isinstance(node, list) else key]
        return self.array(f"arrays/{node['array']}.bin", 0, node["dtype"], node["shape"])

    def array(self, name: str, offset: int, dtype: DTypeLike, shape: Sequence[int]) -> NDArray[Any]:
        """An array that starts at a byte of a member, read-only."""
        count = int(np.prod(shape))
        return np.frombuffer(self.member(name), dtype, count, offset).reshape(shape)

    @property
    def outline(self) -> bytes:
        """All that a reader of the file relies on: names, sizes, schemes, and what was zipped.

        A gzip member ends with checksum and length of its content, so the last eight bytes stand
        for the whole word list. The numbers in the arrays are left out: other weights in the same
        frame work as well, and hashing 34 MB would cost more than the load.
        """
        parts = []
        for name, (start, end) in sorted(self._spans.items()):
            parts.append(f"{name} {end - start}\n".encode())
            if name.endswith(".json"):
                parts.append(bytes(self._bytes[start:end]))
            elif name.endswith(".gz") or name == "vocab.bin":
                parts.append(bytes(self._bytes[end - 8 : end]))
        return b"".join(parts)


def open_archives() -> dict[str, Archive]:
    """The four files under the keys of `FILES`."""
    return {key: Archive(model_path(key)) for key in FILES}


def fingerprint(archives: dict[str, Archive]) -> str:
    """One hash for the frame of all files: equal if and only if they can be read alike."""
    return hashlib.sha256(b"".join(archives[key].outline for key in FILES)).hexdigest()


def model_path(key: str) -> Path:
    """Where a model file lies; ModelError where natasha or the file is missing."""
    # Not by importlib.metadata, which reads the names of all installed packages: 12 ms.
    package = find_spec("natasha")
    if package is None or not package.submodule_search_locations:
        raise ModelError("natasha is not installed", "pip install natasha")
    path = Path(package.submodule_search_locations[0], FILES[key])
    if not path.is_file():
        raise ModelError(f"no model at {path}", "pip install --force-reinstall natasha")
    return path


def _members(tar: memoryview) -> list[tuple[str, tuple[int, int]]]:
    """Name and (start, end) of each member of an uncompressed tar."""
    found = []
    header = 0
    while header < len(tar) and tar[header]:
        name = bytes(tar[header : header + 100]).rstrip(b"\0").decode()
        size = int(bytes(tar[header + 124 : header + 136]).rstrip(b"\0 "), 8)
        start = header + BLOCK
        found.append((name, (start, start + size)))
        header = start + -(-size // BLOCK) * BLOCK
    return found
