"""Many inputs: every release in input order, or a line that says why there is none."""

import os
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from pressfacts.batch.work import Extractor, Load, Outcome, WorkOptions, work
from pressfacts.read import Input
from pressfacts.records import Failure


class Workers(Struct, frozen=True):
    """How many processes work (None: this one alone, 0: one for each core), and how patiently.

    `timeout` is in seconds, and has force only where there are worker processes.
    """

    jobs: int | None = None
    timeout: float = 300.0


class Shard(Struct, frozen=True):
    """The `index`-th of `count` parts of the inputs, from 1."""

    index: int = 1
    count: int = 1


def part(inputs: Iterator[Input | Failure], shard: Shard) -> Iterator[Input | Failure]:
    """Every `count`-th input."""
    return islice(inputs, shard.index - 1, None, shard.count)


def answers(
    inputs: Iterator[Input | Failure], options: WorkOptions, load: Load, workers: Workers
) -> Iterator[Outcome | Failure]:
    """One answer for each input, in their order; the bytes do not depend on the workers."""
    if workers.jobs is None:
        return _alone(inputs, options, load)
    from pressfacts.batch.pool import Pool  # noqa: PLC0415 - 13 ms that one process does not need

    jobs = workers.jobs or _cores()
    return Pool(jobs, load, options, workers.timeout).answers(inputs)


def _alone(
    inputs: Iterator[Input | Failure], options: WorkOptions, load: Load
) -> Iterator[Outcome | Failure]:
    extract: Extractor | None = None
    for file in inputs:
        if isinstance(file, Failure):
            yield file
        else:
            extract = extract or load()
            yield work(file, options, extract)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
