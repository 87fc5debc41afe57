"""An order carried out by a cluster: survey, plan, write, summarise."""

import pickle
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from itertools import chain
from uuid import uuid4

import msgspec
from msgspec import Struct

from pressfacts.archive import worker
from pressfacts.archive.cluster import Cluster, connected
from pressfacts.archive.parts import ERRORS, SUMMARY, Folder, Mark, Part, plan
from pressfacts.archive.pieces import Piece, numbered, releases, stretches
from pressfacts.archive.stores import Found, absolute, find, write_small
from pressfacts.archive.worker import Task
from pressfacts.batch import Order, Summary
from pressfacts.batch.command import what_shapes_output
from pressfacts.batch.journal import digest_of, maker
from pressfacts.batch.progress import Progress
from pressfacts.batch.work import Load
from pressfacts.errors import InputError, OutputError, StoreError
from pressfacts.read import Input
from pressfacts.records import Failure
from pressfacts.render import open_output

Tell = Callable[[str], None]

FORMATS = ("jsonl", "parquet")
SAMPLE = 50  # releases that are looked at before any work begins
PATIENCE = 10  # parts that may fail one after the other for want of their store


class Sharing(Struct, frozen=True):
    """Who shares the work, and how it is cut: `size` releases for each part."""

    scheduler: str | None = None
    size: int = 3_000


def carry_out(
    order: Order,
    load: Load,
    tell: Tell,
    failures: list[Failure],
    *,
    sharing: Sharing,
    news: Tell,
) -> Summary:
    """Writes every release of an archive to the parts in a folder.

    `tell` is handed each line on inputs, those that failed are added to `failures`; `news` is
    handed what concerns the cluster.
    """
    task = _task(order, sharing, load)
    archive = find(order.paths, order.work.read)
    _look_at(archive[0], order)
    task.folder.prepare()
    with connected(sharing.scheduler, order.workers.jobs, news) as cluster:
        pieces = _survey(cluster, archive, task)
        parts = deque(plan(numbered(pieces), sharing.size))
        releases = sum(part.stop for part in parts)
        news(f"{len(archive)} files in {len(parts)} parts")
        with Progress(releases, order.progress) as progress:
            run = _Run(order, task.run, tell, progress, failures)
            with closing(cluster.answers(partial(worker.write_part, task), parts)) as answers:
                for part, answer in answers:
                    parts.extend(run.settle(part, answer))
                    if order.fail_fast and failures:
                        return run.summary()
    if not run.unfinished:
        task.folder.clear(set(run.finished), run.halved)
    run.keep(task.folder, archive)
    return run.summary()


def _task(order: Order, sharing: Sharing, load: Load) -> Task:
    if order.output in {None, "-"}:
        raise OutputError("--engine dask needs a folder to write to", "name it with -o")
    if order.format not in FORMATS:
        raise OutputError(f"--engine dask cannot write {order.format}", "use jsonl or parquet")
    read = order.work.read
    limits = [read.max_bytes, read.max_chars, read.max_unpacking, order.workers.timeout]
    folder = Folder(
        url=absolute(str(order.output)),
        format=order.format,
        made_by=maker(order.templates, what_shapes_output(order)),
        limits=digest_of(msgspec.json.encode(limits)),
    )
    return Task(
        run=uuid4().hex,
        folder=folder,
        work=order.work,
        rows=order.rows,
        timeout=order.workers.timeout,
        size=sharing.size,
        load=pickle.dumps(load),
    )


def _look_at(file: Found, order: Order) -> None:
    """Raises InputError where the first records have no text: a name was forgotten."""
    name = order.work.read.columns.get("text", "text")
    beginning = Piece(file, "releases", 0, SAMPLE)
    sample = list(releases(beginning, order.work.read, whole_records=True))
    if sample and all(_lacks(record, name) for record in sample):
        raise InputError(f'{file.source}: no field "{name}"', "name it with --column text=NAME")


def _lacks(record: Input | Failure, name: str) -> bool:
    if isinstance(record, Failure) or record.format != "record":
        return False
    try:
        return name not in msgspec.json.decode(record.content, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        return False


def _survey(cluster: Cluster, archive: list[Found], task: Task) -> Iterable[Piece]:
    """The pieces of the archive, in its order."""
    found: dict[int, list[Piece]] = {}
    questions = deque(enumerate(stretches(archive)))
    for (number, _), answer in cluster.answers(partial(worker.survey, task), questions):
        if isinstance(answer, StoreError):
            raise answer
        found[number] = answer
    return chain.from_iterable(found[number] for number in sorted(found))


class _Run:
    """Adds up what the workers report."""

    def __init__(
        self, order: Order, name: str, tell: Tell, progress: Progress, failures: list[Failure]
    ) -> None:
        self.finished: dict[str, tuple[Failure, ...]] = {}
        self.halved: set[str] = set()
        self.unfinished = 0
        self._order = order
        self._name = name
        self._tell = tell
        self._progress = progress
        self._failures = failures
        self._totals: Counter[str] = Counter()
        self._now = Summary()
        self._in_a_row = 0
        self._begun = time.monotonic()

    def settle(self, part: Part, answer: Mark | StoreError) -> tuple[Part, ...]:
        """Takes note of an answer; gives the parts that are to be done in the place of this one."""
        if isinstance(answer, StoreError):
            self._miss(part, answer)
            return ()
        self._in_a_row = 0
        if answer.halved:
            self.halved.add(part.name)
            return part.halves()
        self._add(answer)
        self._progress.move(
            part.stop - part.start, answer.releases + answer.failed, len(self._failures)
        )
        return ()

    def _add(self, mark: Mark) -> None:
        self.finished[mark.part] = mark.failures
        self._totals.update(releases=mark.releases, failed=mark.failed, bytes=mark.size)
        self._totals["milliseconds"] += round(mark.seconds * 1000)
        for failure in mark.failures:
            self._fail(failure)
        if mark.run != self._name:
            self._now.skipped += mark.releases
            return
        self._now.releases += mark.releases
        for warning in mark.warnings:
            self._say(warning)

    def _miss(self, part: Part, problem: StoreError) -> None:
        """A part whose store does not answer is left for the next run."""
        self._in_a_row += 1
        if self._in_a_row >= PATIENCE:
            raise problem
        self.unfinished += 1
        self._fail(Failure(part.name, "store", f"left for the next run: {problem}"))

    def _fail(self, failure: Failure) -> None:
        self._failures.append(failure)
        self._say(str(failure))

    def _say(self, words: str) -> None:
        with self._progress.aside():
            self._tell(words)

    def keep(self, folder: Folder, archive: list[Found]) -> None:
        """Writes the summary and the list of failures, both in the order of the archive."""
        failures = [failure for name in sorted(self.finished) for failure in self.finished[name]]
        listed = b"".join(msgspec.json.encode(failure) + b"\n" for failure in failures)
        write_small(folder.path(ERRORS), listed)
        if self._order.errors:
            with open_output(self._order.errors) as stream:
                stream.write(listed)
        summary = {
            "releases": self._totals["releases"],
            "failed": self._totals["failed"],
            "failed_by_stage": Counter(failure.stage for failure in failures),
            "parts": len(self.finished),
            "unfinished": self.unfinished,
            "files": len(archive),
            "bytes_read": sum(file.size for file in archive),
            "bytes_written": self._totals["bytes"],
            "seconds_of_work": self._totals["milliseconds"] / 1000,
            "made_by": folder.made_by,
        }
        write_small(folder.path(SUMMARY), msgspec.json.format(msgspec.json.encode(summary)) + b"\n")

    def summary(self) -> Summary:
        """How it went up to now."""
        self._now.failed = len(self._failures)
        self._now.seconds = time.monotonic() - self._begun
        return self._now
