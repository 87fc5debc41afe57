"""Where archives and parts lie: any place that fsspec knows, with patience for its faults.

What is asked of a store is asked again a few times before it counts as failed. What cannot be
helped by asking again (no such file, no permission) comes through at once, as OSError; everything
else ends as a StoreError, which no reader of files takes for a fault of the file.
"""

import io
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import has_magic
from pathlib import Path
from typing import Any, TypeVar

import fsspec
from msgspec import Struct

from pressfacts.errors import InputError, OutputError, StoreError
from pressfacts.read import ReadOptions
from pressfacts.read.paths import STDIN, find_files, is_wanted, reason_of
from pressfacts.render import open_output

Result = TypeVar("Result")

PAUSES = (0.2, 1.0, 5.0)  # seconds before the second, third and fourth attempt
FINAL = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
BLOCK = 4 << 20  # bytes that are fetched at once


class Found(Struct, frozen=True):
    """A file of the archive: its address for all machines, its name in records, its bytes."""

    url: str
    source: str
    size: int


def patiently(action: Callable[[], Result], url: str) -> Result:
    """What a store answers, though it may fail now and then."""
    for pause in (*PAUSES, None):
        try:
            return action()
        except FINAL:
            raise
        except Exception as problem:  # each kind of store has exceptions of its own
            if pause is None:
                words = f"{type(problem).__name__}: {problem}".splitlines()[0]
                raise StoreError(f"{url}: {words}") from problem
        time.sleep(pause)
    raise AssertionError


def is_local(url: str) -> bool:
    """Whether this is a plain path."""
    return "://" not in url and "::" not in url


def absolute(url: str) -> str:
    """The same address for all machines that share a file system."""
    if url.startswith("file:"):
        return str(filesystem(url)[1])
    return str(Path(url).absolute()) if is_local(url) else url


def filesystem(url: str) -> tuple[Any, str]:
    """The store of an address, and the path within it."""
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as problem:
        raise StoreError(f"{url}: {problem}") from problem
    except ValueError as problem:
        raise StoreError(f"{url}: {str(problem).splitlines()[0]}") from problem
    return system, path


# ---------------------------------------------------------------- finding


def find(urls: Iterable[str], options: ReadOptions) -> list[Found]:
    """The files of an archive, in the order of `pressfacts batch`: by address, then by name."""
    found = []
    for url in urls:
        files = list(_local_files(url, options) if is_local(url) else _stored_files(url, options))
        if not files:
            raise InputError(f"{url}: no files of a known kind in it", "name them: --include '*'")
        found += files
    return found


def _local_files(path: str, options: ReadOptions) -> Iterator[Found]:
    if path == STDIN:
        raise InputError("standard input cannot be shared out", "name a file or folder")
    for name in find_files([path], options):
        source = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        try:
            yield Found(absolute(name), source, Path(name).stat().st_size)
        except FileNotFoundError as problem:
            raise InputError(f"{source}: no such file or folder") from problem


def _stored_files(url: str, options: ReadOptions) -> Iterator[Found]:
    system, path = filesystem(url)
    try:
        if has_magic(path):
            listed = patiently(lambda: system.glob(path, detail=True), url)
        elif patiently(lambda: system.isfile(path), url):
            listed = {path: patiently(lambda: system.info(path), url)}
        else:
            everything = patiently(lambda: system.find(path, detail=True), url)
            listed = {
                name: facts
                for name, facts in everything.items()
                if is_wanted(name.rpartition("/")[2], options)
            }
            if not everything:
                raise InputError(f"{url}: no such file or folder")
    except FINAL as problem:
        raise InputError(f"{url}: no such file or folder, or not for us") from problem
    for name in sorted(listed):
        if listed[name]["type"] == "file" and not name.endswith("/"):
            address = system.unstrip_protocol(name)
            yield Found(address, address, listed[name]["size"])


# ---------------------------------------------------------------- reading


class Patient(io.RawIOBase):
    """The bytes from `start` to `stop` of a stored file; a read that fails is tried again."""

    def __init__(self, file: Any, url: str, start: int, stop: int) -> None:
        super().__init__()
        self._file = file
        self._url = url
        self._start = start
        self._stop = stop
        self._at = start

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always: archives and tables are read from their ends."""
        return True

    def tell(self) -> int:
        """Bytes from `start`."""
        return self._at - self._start

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves within the stretch."""
        origin = {io.SEEK_SET: self._start, io.SEEK_CUR: self._at, io.SEEK_END: self._stop}
        self._at = max(self._start, origin[whence] + offset)
        return self.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Raises StoreError where the store does not answer."""
        wanted = max(0, min(len(buffer), self._stop - self._at))
        content = patiently(lambda: self._read(wanted), self._url)
        self._at += len(content)
        buffer[: len(content)] = content
        return len(content)

    def _read(self, size: int) -> bytes:
        self._file.seek(self._at)
        content: bytes = self._file.read(size)
        return content


@contextmanager
def reading(url: str, start: int, stop: int) -> Iterator[io.BufferedReader]:
    """A stretch of a file. Raises OSError where there is none, or none for us."""
    system, path = filesystem(url)
    file = patiently(lambda: system.open(path, "rb", block_size=BLOCK), url)
    try:
        with _buffered(Patient(file, url, start, stop)) as stream:
            yield stream
    finally:
        file.close()


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, buffer_size=1 << 16)


# ---------------------------------------------------------------- writing


@contextmanager
def writing(url: str) -> Iterator[Path]:
    """A path to write a file to, whole or not at all; then it is at `url`.

    Uploads to object stores are atomic, so that only plain folders need a temporary name; the
    writers of this program see to that.
    """
    if is_local(url):
        yield Path(url)
        return
    with tempfile.TemporaryDirectory(prefix="pressfacts-") as scratch:
        path = Path(scratch) / url.rpartition("/")[2]
        yield path
        system, target = filesystem(url)
        try:
            patiently(lambda: system.put_file(str(path), target), url)
        except OSError as problem:
            raise OutputError(f"{url}: cannot write: {problem}") from problem


def write_small(url: str, content: bytes) -> None:
    """A file, whole or not at all."""
    if is_local(url):
        with open_output(url) as stream:
            stream.write(content)
        return
    system, path = filesystem(url)
    try:
        patiently(lambda: system.pipe_file(path, content), url)
    except OSError as problem:
        raise OutputError(f"{url}: cannot write: {problem}") from problem


def read_small(url: str) -> bytes | None:
    """The content of a file; None where there is no such file."""
    system, path = filesystem(url)
    with suppress(FileNotFoundError):
        content: bytes = patiently(lambda: system.cat_file(path), url)
        return content
    return None


def size_of(url: str) -> int | None:
    """The bytes of a file; None where there is no such file."""
    system, path = filesystem(url)
    system.invalidate_cache()
    with suppress(FileNotFoundError):
        return int(patiently(lambda: system.info(path), url)["size"])
    return None


def names_in(url: str) -> list[str]:
    """The names in a folder, sorted; none where there is no such folder."""
    system, path = filesystem(url)
    system.invalidate_cache()
    try:
        listed = patiently(lambda: system.ls(path, detail=False), url)
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise OutputError(f"{url}: {reason_of(problem).lower()}") from problem
    return sorted(name.rstrip("/").rpartition("/")[2] for name in listed)


def remove(url: str) -> None:
    """Removes a file, if it is there."""
    system, path = filesystem(url)
    with suppress(FileNotFoundError):
        patiently(lambda: system.rm_file(path), url)


def make_folder(url: str) -> None:
    """Makes a folder where folders are made; object stores have none."""
    if is_local(url):
        try:
            Path(url).mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise OutputError(f"{url}: cannot make a folder: {problem.strerror}") from problem
