"""The memory of a process that reads many releases, and what a longer release costs.

    python bench/memory.py [--count N]

Reads N samples with varied names in this process and prints its resident set (all of it, and
without the mapped files that processes share) on the way; then what a release that is several times
as long costs, beside the releases that it is made of.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import time
from pathlib import Path

import msgspec
from texts import samples, varied_samples

from pressfacts.events import load_templates
from pressfacts.language import Language
from pressfacts.pipeline import extract
from pressfacts.records import Document

LENGTHS = (5, 10, 50)
RUNS = 3  # of which the fastest counts


def resident() -> tuple[float, float]:
    """Megabytes of this process: all pages, and those that no file stands behind (Linux)."""
    sizes = {}
    with Path("/proc/self/status").open(encoding="ascii") as status:
        for line in status:
            name, _, value = line.partition(":")
            if name in {"VmRSS", "RssAnon"}:
                sizes[name] = int(value.split()[0]) / 1024
    return sizes["VmRSS"], sizes["RssAnon"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2_000)
    count = parser.parse_args().count
    language, templates = Language(), load_templates()

    def run(text: str) -> bytes:
        return msgspec.json.encode(extract(Document("-", text), language, templates))

    for number, text in enumerate(varied_samples(count), 1):
        run(text)
        if number in {1, 10, 100, 200, 500} or number % 1_000 == 0:
            whole, own = resident()
            print(f"after {number} releases: {whole:.0f} MB, {own:.0f} MB without mapped files")

    def clocked(text: str) -> float:
        run(text)  # its words are known from here on, alone as well as together
        return min(timed(text) for _ in range(RUNS))

    def timed(text: str) -> float:
        start = time.process_time()
        run(text)
        return (time.process_time() - start) * 1e3

    for length in LENGTHS:
        parts = list(varied_samples(length + len(samples()), seed=2))[-length:]
        text = "\n\n".join(parts)
        apart, together = sum(map(clocked, parts)), clocked(text)
        print(
            f"{length} releases in one, {len(text)} characters: {together:.0f} ms, "
            f"{together / apart * length:.1f} times as much as one of them"
        )
    whole, own = resident()
    print(f"at the end: {whole:.0f} MB, {own:.0f} MB without mapped files")


if __name__ == "__main__":
    main()
