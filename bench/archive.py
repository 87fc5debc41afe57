"""An archive shared out by Dask on this machine: releases a second, memory, and what a task costs.

    python bench/archive.py [--count N] [--jobs 1,2] [--tasks N]

First the releases of a JSONL file (samples, names varied) by a process of `batch -j` and by Dask
with as many workers; the times are those of the wall, less the start of the cluster. Then tasks
that do nothing, as many at a time as there are workers: what scheduler, client and worker cost.
"""

import argparse
import json
import logging
import os
import tempfile
import threading
import time
from collections import deque
from functools import partial
from pathlib import Path
from typing import Self

import psutil
from texts import varied_samples

from pressfacts.archive.cluster import connected
from pressfacts.archive.command import Sharing
from pressfacts.archive.command import carry_out as share_out
from pressfacts.batch import Order, Summary, Workers, carry_out
from pressfacts.cli.extraction import load

PART = 200


def archive(path: Path, count: int) -> None:
    lines = (json.dumps({"id": n, "text": text}) for n, text in enumerate(varied_samples(count)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


class Watch(threading.Thread):
    """Watches the processes that this one has started: the largest memory, and time at work."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.memory: list[float] = []
        self.seconds: dict[int, float] = {}
        self._end = threading.Event()

    def run(self) -> None:
        while not self._end.wait(0.5):
            sizes = [0.0]
            for process in psutil.Process().children(recursive=True):
                try:
                    sizes.append(process.memory_info().rss / 1e6)
                    spent = process.cpu_times()
                except psutil.Error:
                    continue
                self.seconds[process.pid] = spent.user + spent.system
            self.memory.append(max(sizes))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self.join()


def measure(folder: Path, count: int, jobs: int) -> None:
    workers = Workers(jobs)
    source = str(folder / "archive.jsonl")
    pool = Order(
        paths=[source], format="jsonl", output=str(folder / f"{jobs}.jsonl"), workers=workers
    )
    shared = Order(paths=[source], format="jsonl", output=str(folder / f"{jobs}"), workers=workers)
    loading = partial(load, ())
    with Watch() as watch:
        done = carry_out(pool, loading, print, [])
    tell(f"batch -j {jobs}", done, watch)
    with Watch() as watch:
        sharing = Sharing(size=PART)
        done = share_out(shared, loading, print, [], sharing=sharing, news=lambda _: None)
    tell(f"dask, {jobs} workers", done, watch)
    parts = b"".join(part.read_bytes() for part in sorted((folder / f"{jobs}").glob("part-*")))
    assert parts == (folder / f"{jobs}.jsonl").read_bytes()
    assert count == done.releases


def tell(who: str, done: Summary, watch: Watch) -> None:
    memory = [size for size in watch.memory if size]
    spent = sum(watch.seconds.values()) / done.releases
    print(
        f"{who}: {done.releases / done.seconds:.1f} releases a second, "
        f"{spent * 1e3:.1f} ms of processor each; memory of the largest process "
        f"{memory[len(memory) // 3]:.0f} MB after a third, {memory[-4]:.0f} MB near the end"
    )


def nothing(_: int) -> None:
    """A task."""


def measure_tasks(count: int, jobs: int) -> None:
    with connected(None, jobs, print) as cluster:
        list(cluster.answers(nothing, deque(range(jobs * 10))))
        wall, processor = time.monotonic(), time.process_time()
        assert len(list(cluster.answers(nothing, deque(range(count))))) == count
        wall, processor = time.monotonic() - wall, time.process_time() - processor
    print(
        f"{count} tasks that do nothing, {jobs} workers: {wall / count * 1e3:.1f} ms each, "
        f"{processor / count * 1e3:.2f} ms of the scheduler's and client's processor"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--tasks", type=int, default=1000)
    given = parser.parse_args()
    logging.getLogger("pressfacts").setLevel(logging.ERROR)
    print("load of the machine before:", " ".join(f"{load:.1f}" for load in os.getloadavg()))
    with tempfile.TemporaryDirectory() as name:
        archive(Path(name) / "archive.jsonl", given.count)
        for jobs in map(int, given.jobs.split(",")):
            measure(Path(name), given.count, jobs)
    measure_tasks(given.tasks, 2)
