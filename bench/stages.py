"""Where the time of the whole extraction goes: milliseconds of the processor for each stage.

    python bench/stages.py [--count N] [--corpus FOLDER] [--runs N]

Each run is a fork of one warm process, so that all begin alike; of each text the fastest run
counts. A stage is charged with what it calls, but for the stages in it: `tokens and lemmas` is
`annotate` without segmentation and models.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import gc
import json
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
from texts import add_corpus_option, corpus, varied_samples

from pressfacts import pipeline
from pressfacts.__main__ import YOUNG
from pressfacts.events import load_templates
from pressfacts.language import Language, language
from pressfacts.records import Document

WARM = 9
STAGES = {
    "layout": (pipeline, "split_blocks"),
    "dates": (pipeline, "find_dates"),
    "amounts": (pipeline, "find_amounts"),
    "names": (pipeline, "find_names"),
    "discourse": (pipeline, "read_discourse"),
    "events": (pipeline, "find_events"),
    "segmentation": (language, "split_sentences"),
}


class Clock:
    """Time by stage, without that of the stages within."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._within = [0.0]

    def watch(self, stage: str, owner: Any, name: str) -> None:
        """Charge the calls of a function to a stage."""
        function = getattr(owner, name)

        def timed(*arguments: Any) -> Any:
            start = time.process_time()
            self._within.append(0.0)
            result = function(*arguments)
            if stage == "segmentation":
                result = list(result)  # it yields
            total = time.process_time() - start
            self.spent[stage] += total - self._within.pop()
            self._within[-1] += total
            return result

        setattr(owner, name, timed)


def best_of(runs: int, texts: list[str], run: Callable[[str], dict[str, float]]) -> Counter[str]:
    """The time by stage, of each text in its fastest run."""
    every = []
    for _ in range(runs):
        reader, writer = os.pipe()
        if not os.fork():
            with os.fdopen(writer, "w") as out:
                json.dump([run(text) for text in texts], out)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as told:
            every.append(json.load(told))
        os.wait()
    total: Counter[str] = Counter()
    for text in zip(*every, strict=True):
        total.update(min(text, key=lambda spent: sum(spent.values())))
    return total


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=45, help="varied samples to read")
    add_corpus_option(parser)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    gc.set_threshold(YOUNG)  # as the program does when it starts
    model, clock = Language(), Clock()
    for stage, (owner, name) in STAGES.items():
        clock.watch(stage, owner, name)
    clock.watch("models", model.models, "analyse")
    clock.watch("tokens and lemmas", model, "annotate")
    encoder, templates = msgspec.json.Encoder(), load_templates()

    def run(text: str) -> dict[str, float]:
        clock.spent.clear()
        start = time.process_time()
        encoder.encode(pipeline.extract(Document("-", text), model, templates))
        spent = dict(clock.spent)
        spent["the rest"] = time.process_time() - start - sum(spent.values())
        return spent

    samples = list(varied_samples(WARM + options.count))
    for text in samples[:WARM]:
        run(text)
    corpus_texts = corpus(options.corpus)
    named = {"samples, names varied": samples[WARM:], "corpus": corpus_texts}
    for title, texts in named.items():
        if texts:
            spent = best_of(options.runs, texts, run)
            print(f"{title}: {sum(spent.values()) / len(texts) * 1e3:.1f} ms a text")
            for stage, seconds in spent.most_common():
                print(f"  {stage:20}{seconds / len(texts) * 1e3:6.2f}")


if __name__ == "__main__":
    main()
