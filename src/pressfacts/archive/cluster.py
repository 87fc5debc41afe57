"""Dask, as far as it is needed: a cluster that answers one question after the other.

Only as many tasks are under way as the workers have threads: a task that waits in the queue of a
worker that dies would be blamed for its death, and the scheduler never has to remember the archive.
"""

import json
import logging
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import distributed
from distributed.comm import CommClosedError, get_address_host_port

from pressfacts.batch.worker import one_thread
from pressfacts.errors import ClusterError, PressfactsError, StoreError

Question = TypeVar("Question")
Answer = TypeVar("Answer")
Tell = Callable[[str], None]

ATTEMPTS = 3  # where a store does not answer
DEATHS = 5  # where workers die, and not by a release; each stands for several, as Dask counts
TICK = 0.05  # seconds
LOOK = 2.0  # seconds after which the number of workers is asked again
SAME = "workers and scheduler need the same pressfacts[dask] as this machine"
LOST = "run the same command again: it goes on where this one stopped"


class Cluster:
    """The workers behind one scheduler."""

    def __init__(self, client: Any, tell: Tell) -> None:
        self._client = client
        self._tell = tell
        self._threads = 1
        self._looked = 0.0

    def answers(
        self, task: Callable[[Question], Answer], questions: "deque[Question]"
    ) -> Generator[tuple[Question, Answer | StoreError]]:
        """Each question with its answer, as they come; a StoreError where none can be had.

        Whoever is answered may add questions. What fails for want of a worker or a store is asked
        again. Raises ClusterError when the scheduler is lost, or workers cannot do their work.
        """
        attempts: Counter[int] = Counter()
        under_way: dict[Any, Question] = {}
        finished = distributed.as_completed(loop=self._client.loop)
        try:
            while questions or under_way:
                while questions and len(under_way) < self._width():
                    question = questions.popleft()
                    future = self._client.submit(task, question, pure=False)
                    under_way[future] = question
                    finished.add(future)
                if not finished.has_ready():
                    time.sleep(TICK)  # and then see whether workers have come or gone
                    continue
                future = next(finished)
                question, answer = under_way.pop(future), self._answer(future)
                attempts[id(question)] += 1
                if isinstance(answer, Exception) and self._again(answer, attempts[id(question)]):
                    questions.append(question)
                else:
                    del attempts[id(question)]
                    yield question, answer
        except Exception as problem:  # of many kinds, where nobody is at the other end
            if isinstance(problem, PressfactsError) or self._client.status == "running":
                raise
            raise self._lost() from problem

    def _again(self, problem: Exception, attempts: int) -> bool:
        """Whether what went wrong may go well another time."""
        if isinstance(problem, StoreError):
            return attempts < ATTEMPTS
        if isinstance(problem, PressfactsError):
            raise problem
        if isinstance(problem, distributed.KilledWorker):
            if attempts < DEATHS:
                return True
            raise ClusterError("workers die again and again", "their logs tell why") from problem
        words = f"{type(problem).__name__}: {problem}".splitlines()[0]
        raise ClusterError(f"the cluster cannot do its work: {words}", SAME) from problem

    def _answer(self, future: Any) -> Any:
        """The answer, or the error. What was lost with the worker that had it is asked again."""
        try:
            return future.result()
        except (distributed.CancelledError, CommClosedError) as problem:
            raise self._lost() from problem
        except Exception as problem:
            return problem

    def _width(self) -> int:
        """How many tasks may be under way."""
        if time.monotonic() - self._looked > LOOK:
            before, self._threads = self._threads, sum(self._client.nthreads().values())
            self._looked = time.monotonic()
            if before and not self._threads:
                self._tell("no workers; waiting for them")
        return max(1, self._threads)

    def _lost(self) -> ClusterError:
        return ClusterError(f"the scheduler {self._client.scheduler.address} is lost", LOST)


@contextmanager
def connected(scheduler: str | None, jobs: int | None, tell: Tell) -> Iterator[Cluster]:
    """The cluster of a scheduler, or one of `jobs` processes on this machine (0: every core)."""
    quiet = not logging.getLogger("pressfacts").isEnabledFor(logging.INFO)
    if quiet:
        _silence()
    with ExitStack() as stack:
        if scheduler:
            client = _client(scheduler)
        else:
            local = stack.enter_context(_local(jobs, quiet))
            client = distributed.Client(local, set_as_default=False)
        stack.callback(client.close, timeout=2)
        tell(f"scheduler {client.scheduler.address}, dashboard {client.dashboard_link}")
        if max(client.nthreads().values(), default=0) > 1:
            tell("workers have several threads, which take turns; start them with --nthreads 1")
        yield Cluster(client, tell)


def _silence() -> None:
    """Deaths of workers are dealt with, and the rest is told in our own words."""
    for name in list(logging.Logger.manager.loggerDict):
        if name.partition(".")[0] == "distributed":  # they have levels of their own
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _client(scheduler: str) -> Any:
    """A client of the scheduler with this address, or that of a `--scheduler-file`."""
    try:
        address = scheduler
        if scheduler.endswith(".json"):
            address = json.loads(Path(scheduler).read_bytes())["address"]
        get_address_host_port(address)  # or else a client would hang at its end
        return distributed.Client(address, set_as_default=False)
    except (OSError, ValueError, KeyError) as problem:
        reason = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise ClusterError(f"no scheduler at {scheduler}: {reason}") from problem


@contextmanager
def _local(jobs: int | None, quiet: bool) -> Iterator[Any]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    with (
        one_thread(),
        distributed.LocalCluster(
            n_workers=jobs or cores,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL if quiet else logging.INFO,
        ) as cluster,
    ):
        yield cluster
