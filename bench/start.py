"""A cold start against stock natasha's: whole processes on the same release, pair by pair.

    python bench/start.py [--pairs N]

Prints the median of the ratios, of wall time and of processor time, for `pressfacts extract FILE`
and for `pressfacts --help`.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from texts import samples

LENGTH = 2_500  # characters
STOCK = """
import sys, warnings
warnings.simplefilter("ignore")
from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger
from natasha import NewsSyntaxParser, Segmenter
vectors = NewsEmbedding()
doc = Doc(open(sys.argv[1], encoding="utf-8").read())
doc.segment(Segmenter())
doc.tag_morph(NewsMorphTagger(vectors))
doc.parse_syntax(NewsSyntaxParser(vectors))
doc.tag_ner(NewsNERTagger(vectors))
"""


def clocked(command: list[str]) -> tuple[float, float]:
    """Wall and processor seconds of a process."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=7)
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release.txt"
        release.write_text("\n\n".join(samples())[:LENGTH], encoding="utf-8")
        run = [sys.executable, "-m", "pressfacts"]
        stock = [sys.executable, "-c", STOCK, str(release)]
        commands = {
            "extract": [*run, "extract", str(release), "--format", "json"],
            "--help": [*run, "--help"],
        }
        for command in (stock, *commands.values()):
            clocked(command)  # the files are in the page cache from here on
        times: dict[str, list[tuple[float, ...]]] = {name: [] for name in commands}
        for _ in range(pairs):
            slow = clocked(stock)
            for name, command in commands.items():
                fast = clocked(command)
                times[name].append((*fast, fast[0] / slow[0], fast[1] / slow[1]))
    for name, rows in times.items():
        wall, processor, wall_ratio, processor_ratio = map(
            statistics.median, zip(*rows, strict=True)
        )
        print(
            f"{name}: {wall:.2f} s ({processor:.2f} s of the processor), "
            f"{wall_ratio:.2f} of stock's wall time, {processor_ratio:.2f} of its processor time"
        )


if __name__ == "__main__":
    main()
