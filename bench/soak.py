"""Many releases through `pressfacts batch`: rate and memory over time, for one worker and for two.

    python bench/soak.py [--count 20000] [--jobs 1 2] [--every 5]

The releases are the samples with other names. A line is printed every few seconds: releases so far,
their rate since the last line, and the resident memory of the parent and of its largest worker.
At the end stands how many times as fast the last number of workers was as the first, and whether
all of them wrote the same bytes. Needs Linux, whose /proc tells the memory.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from texts import varied_samples

MEGABYTE = 1 << 20


def write_releases(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for number, text in enumerate(varied_samples(count), 1):
            lines.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")


def resident(process: int) -> float:
    """Megabytes."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines.get("VmRSS", "0 kB").split()[0]) / 1024


def children(process: int) -> list[int]:
    try:
        return [*map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())]
    except OSError:
        return []


def lines_of(journal: Path) -> int:
    """Releases that are done: the journal has a line for each, and one on top."""
    if not journal.exists():
        return 0
    with journal.open("rb") as content:
        return max(
            0, sum(part.count(b"\n") for part in iter(lambda: content.read(MEGABYTE), b"")) - 1
        )


def run(releases: Path, output: Path, jobs: int, every: float) -> float:
    """Releases a second, models loaded; prints the course of the run."""
    arguments = ["batch", releases, "-o", output, "--resume", "--quiet", "-j", jobs]
    command = [sys.executable, "-m", "pressfacts", *map(str, arguments)]
    journal = output.with_name(f"{output.name}.journal")
    print(
        f"\n-j {jobs}\n{'s':>6} {'releases':>9} {'a second':>9} {'parent MB':>10} {'worker MB':>10}"
    )
    process = subprocess.Popen(command)  # noqa: S603
    begun = last = warm = time.monotonic()
    before = warm_lines = 0
    while process.poll() is None:
        time.sleep(0.2)
        now = time.monotonic()
        if not warm_lines:  # the clock starts when the models are loaded
            warm, warm_lines = now, lines_of(journal)
        if now - last >= every:
            done = lines_of(journal)
            workers = [resident(child) for child in children(process.pid)]
            print(
                f"{now - begun:6.0f} {done:9} {(done - before) / (now - last):9.1f}"
                f" {resident(process.pid):10.0f} {max(workers, default=0):10.0f}",
                flush=True,
            )
            last, before = now, done
    if process.returncode:
        sys.exit(f"exit code {process.returncode}")
    rate = (lines_of(journal) - warm_lines) / (time.monotonic() - warm)
    print(f"{rate:.1f} releases a second")
    return rate


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options.add_argument("--every", type=float, default=5.0, metavar="SECONDS")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        releases = Path(folder) / "releases.jsonl"
        write_releases(releases, given.count)
        rates, digests = [], set()
        for jobs in given.jobs:
            output = Path(folder) / f"facts-{jobs}.jsonl"
            rates.append(run(releases, output, jobs, given.every))
            digests.add(hashlib.blake2b(output.read_bytes()).hexdigest())
    print(
        f"\n{rates[-1] / rates[0]:.2f} times as fast with {given.jobs[-1]} as with {given.jobs[0]}"
    )
    print("the same bytes" if len(digests) == 1 else "DIFFERENT BYTES")


if __name__ == "__main__":
    main()
