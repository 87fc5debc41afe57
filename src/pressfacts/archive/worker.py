"""What happens on a worker: a stretch of the archive is surveyed, a part is written.

The models are loaded once in each process. A part that kills its process whenever it is worked on
is halved until the release is found; see `parts` for the notes by which the next process knows.
"""

import os
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from itertools import chain, islice
from typing import ParamSpec, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pressfacts import __version__
from pressfacts.archive import pieces
from pressfacts.archive.parts import Folder, Mark, Note, Part
from pressfacts.archive.stores import size_of, writing
from pressfacts.batch.work import Extractor, Load, Outcome, WorkOptions, work
from pressfacts.errors import ClusterError, PressfactsError
from pressfacts.read import Input
from pressfacts.records import Failure, Release
from pressfacts.render import open_output, path_writer, writer
from pressfacts.render.rows import RowOptions

KILLS = 2  # after which a part is halved, and a release given up

Given = ParamSpec("Given")
Result = TypeVar("Result")

# A worker should have one thread; where it has more, they take turns.
turn = threading.Lock()


class Task(Struct, frozen=True):
    """What all tasks of a run have in common; `run` is its name, `load` is pickled."""

    run: str
    folder: Folder
    work: WorkOptions
    rows: RowOptions
    timeout: float
    size: int
    load: bytes


def plainly(task: Callable[Given, Result]) -> Callable[Given, Result]:
    """Errors that the user can mend cross the net as one line: pickling would drop their hints."""

    @wraps(task)
    def run(*given: Given.args, **named: Given.kwargs) -> Result:
        try:
            return task(*given, **named)
        except PressfactsError as problem:
            raise type(problem)(str(problem)) from None

    return run


@plainly
def survey(task: Task, numbered: tuple[int, list[pieces.Stretch]]) -> list[pieces.Piece]:
    """The pieces of some stretches of the archive."""
    _, together = numbered
    return pieces.survey(together, task.work.read, task.size)


@plainly
def write_part(task: Task, part: Part) -> Mark:
    """One part and its mark, unless they are there."""
    folder = task.folder
    if folder.made_by.program != __version__:
        raise ClusterError(
            f"a worker has pressfacts {__version__}, not {folder.made_by.program}",
            "install the same version everywhere",
        )
    mark = folder.mark_of(part)
    if mark:
        return mark
    with turn:
        extract = extractor(task.load)
        note = folder.note_of(task.run, part)
        try:
            if note.begun >= KILLS and part.stop - part.start > 1:
                return _halve(task, part, note)
            folder.note(part, replace(note, begun=note.begun + 1))
            return _write(task, part, note, extract)
        finally:  # an error is an end too, and not the fault of a release
            folder.forget(part)


@lru_cache(maxsize=1)
def extractor(load: bytes) -> Extractor:
    """The models, once for all tasks of a run. They are compared by their pickle: what is
    unpickled anew for each task is equal to nothing."""
    loaded: Load = pickle.loads(load)  # noqa: S301 from the user's own client
    return loaded()


def _halve(task: Task, part: Part, note: Note) -> Mark:
    """From now on the part is its halves. What is known of its releases holds for them too."""
    folder = task.folder
    for half in part.halves():
        if note.overran:
            folder.note(half, Note(task.run, overran=note.overran))
    return folder.mark(
        Mark(task.run, part.name, part.digest, folder.made_by, folder.limits, halved=True)
    )


def _write(task: Task, part: Part, note: Note, extract: Extractor) -> Mark:
    begun = time.monotonic()
    failures: list[Failure] = []
    warnings: list[str] = []
    releases = 0

    def settled() -> Iterator[Release]:
        nonlocal releases
        for answer in _answers(task, part, note, extract):
            if isinstance(answer, Failure):
                failures.append(answer)
            else:
                releases += 1
                source = answer.release.source
                warnings.extend(f"{source}: {warning}" for warning in answer.warnings)
                yield answer.release

    output = task.folder.output(part)
    with writing(output) as path:
        if task.folder.format == "parquet":
            path_writer("parquet")(settled(), path, task.rows)
        else:
            with open_output(str(path)) as stream:
                writer(task.folder.format)(settled(), stream)
    mark = Mark(
        run=task.run,
        part=part.name,
        input=part.digest,
        made_by=task.folder.made_by,
        limits=task.folder.limits,
        releases=releases,
        failed=len(failures),
        failures=tuple(failures),
        warnings=tuple(warnings),
        size=size_of(output) or 0,
        seconds=round(time.monotonic() - begun, 3),
    )
    return task.folder.mark(mark)


def _answers(task: Task, part: Part, note: Note, extract: Extractor) -> Iterator[Outcome | Failure]:
    """One answer for each release of a part, in the order of the archive."""
    if note.begun > KILLS:  # this single release kills even whoever but fetches it
        piece = part.pieces[0]
        yield _killer(f"{piece.file.source}#{piece.first + part.start + 1}")
        return
    overran = {failure.input: failure for failure in note.overran}
    files = chain.from_iterable(
        pieces.releases(piece, task.work.read, task.work.source_record) for piece in part.pieces
    )
    for file in islice(files, part.start, part.stop):
        if isinstance(file, Failure):
            yield file
        elif file.source in overran:
            yield overran[file.source]
        elif note.begun == KILLS:
            yield _killer(file.source)
        else:
            with _watched(task, part, note, file):
                answer = work(file, task.work, extract)
            yield answer


def _killer(source: str) -> Failure:
    return Failure(source, "worker", "killed its worker process twice")


@contextmanager
def _watched(task: Task, part: Part, note: Note, file: Input) -> Iterator[None]:
    """Ends this process when a release takes too long: nothing else stops a thread for certain."""

    def end() -> None:
        failure = Failure(file.source, "timeout", f"took longer than {task.timeout:g} s")
        # Its death is explained, and not counted among those that are not.
        task.folder.note(part, replace(note, overran=(*note.overran, failure)))
        os._exit(1)

    timer = threading.Timer(task.timeout, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
