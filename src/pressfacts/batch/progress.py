"""A progress bar on standard error: releases, rate, failed inputs, time left."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pressfacts.read import Input
from pressfacts.records import Failure


class Progress(AbstractContextManager["Progress"]):
    """Moves towards `total`: bytes of the files where the number of releases is not known.

    Shows nothing unless it is `wanted`.
    """

    def __init__(self, total: int, wanted: bool) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._done = 0
        self._total = total
        self._wanted = wanted

    def __enter__(self) -> Self:
        if self._wanted:
            self._bar = _bar()
            self._task = self._bar.add_task(
                "", total=self._total or None, releases=0, failed=0, rate=0.0
            )
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self, file: Input | Failure, failed: int) -> None:
        """One more input is done."""
        self.move(file.weight if isinstance(file, Input) else 0, 1, failed)

    def move(self, weight: int, done: int, failed: int) -> None:
        """`done` more inputs are done, and `weight` more of the total."""
        if not self._bar:
            return
        self._done += done
        elapsed = self._bar.tasks[0].elapsed or 0
        self._bar.update(
            self._task,
            advance=weight,
            releases=self._done,
            failed=failed,
            rate=self._done / elapsed if elapsed else 0,
        )

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Takes the bar away while a line is printed."""
        if self._bar:
            self._bar.stop()
        try:
            yield
        finally:
            if self._bar:
                self._bar.start()


def _bar() -> Any:
    from rich.console import Console  # noqa: PLC0415 costs 50 ms that most runs can spare
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    return Bar(
        BarColumn(),
        TextColumn("{task.fields[releases]} done, {task.fields[failed]} failed"),
        TextColumn("{task.fields[rate]:.0f} a second"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def size_of(files: Iterable[str]) -> int:
    """The bytes of files together; what cannot be asked counts nothing."""
    return sum(_size(path) for path in files)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
