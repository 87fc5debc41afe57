"""The texts of the benchmarks: the samples, the samples with other names, a corpus folder."""

import random
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent
SAMPLES = PROJECT / "samples"
DEVSET = PROJECT.parent / "shared/corpora/factrueval/devset"
NAME = re.compile(r"(?<![.!?»\n] )(?<!\n)\b[А-ЯЁ][а-яё]{4,}\b")
SYLLABLES = [a + b for a in "бвгдзклмнпрст" for b in "аеиоу"]
ENDING = 3  # letters of a name that stay: its case and its kind


def samples() -> list[str]:
    """The releases of `samples/`."""
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md"})
    return [path.read_text("cp1251" if ".cp1251" in path.name else "utf-8") for path in paths]


def varied_samples(count: int, seed: int = 1) -> Iterator[str]:
    """The samples over and over, each time with other stems in their names."""
    chance = random.Random(seed)  # noqa: S311 - the same texts every time
    sources = samples()
    for number in range(count):
        stems: dict[str, str] = {}

        def renamed(match: re.Match[str], stems: dict[str, str] = stems) -> str:
            name = match[0]
            stem = name[:-ENDING]
            if stem not in stems:
                stems[stem] = "".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))).title()
            return stems[stem] + name[-ENDING:]

        text = sources[number % len(sources)]
        yield text if number < len(sources) else NAME.sub(renamed, text)


def corpus(folder: Path) -> list[str]:
    """The .txt files of a folder, none where there is no such folder."""
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]


def add_corpus_option(parser: ArgumentParser) -> None:
    """`--corpus FOLDER`, by default factRuEval's devset where it lies beside the project."""
    told = "a folder of .txt files to read too (factRuEval's devset, where it is at hand)"
    parser.add_argument("--corpus", type=Path, default=DEVSET, help=told)
