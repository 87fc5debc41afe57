"""One order carried out: from inputs to output, with all that is said about it."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import msgspec

from pressfacts.batch.journal import Journal, digest_of, maker
from pressfacts.batch.progress import Progress, size_of
from pressfacts.batch.run import Shard, Workers, answers, part
from pressfacts.batch.work import Load, Outcome, WorkOptions
from pressfacts.errors import OutputError
from pressfacts.read import Input
from pressfacts.read.paths import find_files, open_inputs
from pressfacts.records import Failure, Release
from pressfacts.render import PATHS, open_output, path_writer, writer
from pressfacts.render.rows import RowOptions

Tell = Callable[[str], None]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done. `templates` is a digest of the event templates, for `resume`."""

    paths: list[str]
    format: str
    output: str | None = None
    work: WorkOptions = WorkOptions()
    rows: RowOptions = RowOptions()
    workers: Workers = Workers()
    shard: Shard = Shard()
    templates: str = ""
    resume: bool = False
    errors: str | None = None
    fail_fast: bool = False
    progress: bool = False


class Summary(msgspec.Struct):
    """How it went."""

    releases: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        rate = self.releases / self.seconds if self.seconds else 0
        parts = [f"{self.releases} releases in {self.seconds:.1f} s ({rate:.0f} a second)"]
        parts += [f"{self.skipped} were done before"] if self.skipped else []
        return ", ".join(parts)


def carry_out(order: Order, load: Load, tell: Tell, failures: list[Failure]) -> Summary:
    """Writes every release to the output. Raises OutputError where it cannot be written.

    `load` is called once in each process that does the work, before its first release; for worker
    processes it must be picklable. `tell` is handed each line for standard error; inputs that
    failed are added to `failures`.
    """
    with ExitStack() as stack:
        files = list(find_files(order.paths, order.work.read))
        total = size_of(files) if order.progress else 0
        progress = stack.enter_context(Progress(total, order.progress))
        errors = stack.enter_context(open_output(order.errors)) if order.errors else None
        journal = _open_journal(order, tell)
        if journal:
            stack.callback(journal.close)
        inputs = part(open_inputs(files, order.work.read), order.shard)
        run = _Run(order, tell, progress, errors, journal, failures)
        results = answers(run.take(inputs), order.work, load, order.workers)
        _write(order, run, results, stack)
        return run.summary(journal)


def _open_journal(order: Order, tell: Tell) -> Journal | None:
    if not order.resume:
        return None
    if order.output in {None, "-"}:
        raise OutputError("--resume needs a file to go on with", "name it with -o")
    if order.format in {"parquet", "html"}:
        raise OutputError(f"--resume cannot add to {order.format}", "use jsonl, csv or sqlite")
    output = Path(str(order.output))
    journal = Journal(output, maker(order.templates, what_shapes_output(order)))
    if journal.anew:
        tell(f"{output}: made by another version or with other options; all is done anew")
    return journal


def what_shapes_output(order: Order) -> list[object]:
    """The options on which the output depends; limits and workers are not among them."""
    work, read = order.work, order.work.read
    return [
        *(order.format, order.rows, order.shard, work.text, work.source_record),
        *(read.encoding, read.published, read.columns),
    ]


def _write(
    order: Order, run: "_Run", results: Iterator[Outcome | Failure], stack: ExitStack
) -> None:
    if order.format in PATHS:
        if order.output in {None, "-"}:
            raise OutputError(f"{order.format} needs a file to write to", "name it with -o")
        write = path_writer(order.format)
        write(run.settle(results, None), Path(str(order.output)), order.rows)
        return
    if run.journal:
        stream = stack.enter_context(run.journal.open_output(Path(str(order.output))))
    else:
        stream = stack.enter_context(open_output(order.output))
    writer(order.format, order.rows)(run.settle(results, stream), stream)


class _Run:
    """Follows each input from where it is taken to where its answer is in the output."""

    def __init__(
        self,
        order: Order,
        tell: Tell,
        progress: Progress,
        errors: BinaryIO | None,
        journal: Journal | None,
        failures: list[Failure],
    ) -> None:
        self.journal = journal
        self._order = order
        self._tell = tell
        self._progress = progress
        self._errors = errors
        self._under_way: deque[Input | Failure] = deque()
        self._failures = failures
        self._releases = 0
        self._begun = time.monotonic()

    def take(self, inputs: Iterator[Input | Failure]) -> Iterator[Input | Failure]:
        """The inputs that are to be worked on; each is remembered until its answer comes."""
        for file in self.journal.remaining(inputs) if self.journal else inputs:
            self._under_way.append(file)
            yield file

    def settle(
        self, results: Iterator[Outcome | Failure], stream: BinaryIO | None
    ) -> Iterator[Release]:
        """The releases; when the next is asked for, the last one is in the output."""
        for result in results:
            file = self._under_way.popleft()
            if isinstance(result, Failure):
                self._fail(result)
                if self._order.fail_fast:
                    return
            else:
                yield result.release
                self._releases += 1
                for warning in result.warnings:
                    self._say(f"{result.release.source}: {warning}")
                if self.journal and isinstance(file, Input):
                    self._enter(file, stream)
            self._progress.advance(file, len(self._failures))

    def _fail(self, failure: Failure) -> None:
        self._failures.append(failure)
        self._say(str(failure))
        if self._errors:
            self._errors.write(msgspec.json.encode(failure) + b"\n")
            self._errors.flush()

    def _say(self, words: str) -> None:
        with self._progress.aside():
            self._tell(words)

    def _enter(self, file: Input, stream: BinaryIO | None) -> None:
        assert self.journal is not None  # noqa: S101 asked by the caller
        if stream:
            stream.flush()
        self.journal.add(file.source, digest_of(file.content), stream.tell() if stream else 0)

    def summary(self, journal: Journal | None) -> Summary:
        """How it went up to now."""
        return Summary(
            releases=self._releases,
            failed=len(self._failures),
            skipped=journal.skipped if journal else 0,
            seconds=time.monotonic() - self._begun,
        )
