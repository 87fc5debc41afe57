"""Worker processes that answer in input order, whatever happens to them.

Each worker has its own pipe and at most two inputs in hand, so a death costs no other worker
anything: what was in its hand goes to the next one. Only the input at its head is to blame; one
that kills its worker twice is given up. At most `WINDOW` inputs per worker are under way or wait
for their turn to be printed, so memory does not grow with the number of inputs.
"""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

import msgspec

from pressfacts.batch.work import Load, Outcome, WorkOptions
from pressfacts.batch.worker import Broken, Failed, Ready, Reply, one_thread, serve
from pressfacts.errors import ModelError
from pressfacts.read import Input
from pressfacts.records import Failure

IN_HAND = 2
WINDOW = 32
FALSE_STARTS = 5

decoder = msgspec.json.Decoder(Reply)


class Task(msgspec.Struct):
    """An input on its way: its number in the order, and how many workers it has killed."""

    number: int
    file: Input
    kills: int = 0


class Worker:
    """A process, the pipe to it, and what it has in hand."""

    def __init__(self, load: Load, options: WorkOptions) -> None:
        # Spawned, not forked: the same on every system, and no pipe is inherited by chance.
        context: Any = get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, load, options), daemon=True)
        with one_thread():
            self.process.start()
        theirs.close()
        self.tasks: deque[Task] = deque()
        self.ready = False
        self.since = time.monotonic()

    def give(self, task: Task) -> None:
        """Sends an input. A worker that is dead tells so when it is next listened to."""
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        with suppress(OSError):
            self.connection.send(task.file)

    def take(self, reply: Outcome | Failed) -> tuple[int, Outcome | Failure]:
        """The answer to the input at the head."""
        self.since = time.monotonic()
        answer = reply.failure if isinstance(reply, Failed) else reply
        return self.tasks.popleft().number, answer

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """`jobs` workers. `timeout` is how long one input may take, in seconds."""

    def __init__(self, jobs: int, load: Load, options: WorkOptions, timeout: float) -> None:
        self._load = load
        self._options = options
        self._timeout = timeout
        self._false_starts = 0
        self._again: deque[Task] = deque()
        self._answers: dict[int, Outcome | Failure] = {}
        self._printed = 0
        self._taken = 0
        self._exhausted = False
        self._workers = [Worker(load, options) for _ in range(jobs)]

    def answers(self, inputs: Iterator[Input | Failure]) -> Iterator[Outcome | Failure]:
        """One answer for each input, in their order."""
        try:
            while self._unfinished():
                self._hand_out(inputs)
                self._listen()
                while self._printed in self._answers:
                    yield self._answers.pop(self._printed)
                    self._printed += 1
        finally:
            for worker in self._workers:
                worker.stop()

    def _unfinished(self) -> bool:
        return not self._exhausted or self._busy() or bool(self._answers)

    def _busy(self) -> bool:
        return bool(self._again) or any(worker.tasks for worker in self._workers)

    def _hand_out(self, inputs: Iterator[Input | Failure]) -> None:
        """Gives every worker its fill, as far as the window allows."""
        for worker in self._workers:
            while len(worker.tasks) < IN_HAND:
                task = self._next(inputs)
                if task is None:
                    return
                worker.give(task)

    def _next(self, inputs: Iterator[Input | Failure]) -> Task | None:
        if self._again:
            return self._again.popleft()
        while self._taken < self._printed + WINDOW * len(self._workers):
            file = next(inputs, None)
            if file is None:
                self._exhausted = True
                return None
            number, self._taken = self._taken, self._taken + 1
            if not isinstance(file, Failure):
                return Task(number, file)
            self._answers[number] = file
        return None

    def _listen(self) -> None:
        """Waits for the next answer, death or overrun of time."""
        if not self._busy():
            return
        connections = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(connections), timeout=self._patience()):
            self._hear(connections[connection])  # type: ignore[index]
        for worker in self._at_work():
            if self._left(worker) <= 0:
                self._give_up(worker, "timeout", f"took longer than {self._timeout:g} s")
                self._replace(worker)

    def _at_work(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.ready and worker.tasks]

    def _left(self, worker: Worker) -> float:
        """Seconds that a worker may still take for the input at its head."""
        return worker.since + self._timeout - time.monotonic()

    def _patience(self) -> float | None:
        """How long to wait before somebody may have overrun; None where nobody is at work."""
        left = min(map(self._left, self._at_work()), default=None)
        return None if left is None else max(0.0, left) + 0.01

    def _hear(self, worker: Worker) -> None:
        try:
            reply = decoder.decode(worker.connection.recv_bytes())
        except (EOFError, OSError):
            self._mourn(worker)
            return
        if isinstance(reply, Broken):
            raise ModelError(reply.message)
        if isinstance(reply, Ready):
            worker.ready, worker.since = True, time.monotonic()
            self._false_starts = 0
        else:
            number, answer = worker.take(reply)
            self._answers[number] = answer

    def _mourn(self, worker: Worker) -> None:
        """A worker has died: the input at its head is suspect, unless it had not begun."""
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts > FALSE_STARTS:
                raise ModelError("worker processes die while they load the models", "use fewer: -j")
        elif worker.tasks:
            worker.tasks[0].kills += 1
            if worker.tasks[0].kills > 1:
                self._give_up(worker, "worker", "killed its worker process twice")
        self._replace(worker)

    def _give_up(self, worker: Worker, stage: str, message: str) -> None:
        task = worker.tasks.popleft()
        self._answers[task.number] = Failure(task.file.source, stage, message)

    def _replace(self, worker: Worker) -> None:
        self._again.extendleft(reversed(worker.tasks))
        worker.stop()
        self._workers[self._workers.index(worker)] = Worker(self._load, self._options)
