"""The whole extraction against stock natasha's language models alone, pair by pair.

    python bench/throughput.py [--count N] [--corpus FOLDER] [--profile]

pressfacts reads a release, finds entities, dates, positions and events, and encodes JSON; natasha
segments, tags, parses and finds names, no more. Each runs in a process of its own, as it does in
use, with one BLAS thread. They take turns on each text, so that a busy machine slows both; times
are those of the processor, and the first texts warm both up.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import cProfile
import gc
import pstats
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

import msgspec
from texts import add_corpus_option, corpus, varied_samples

from pressfacts.__main__ import YOUNG
from pressfacts.events import load_templates
from pressfacts.language import Language
from pressfacts.pipeline import extract
from pressfacts.records import Document

WARM = 9


def stock_natasha() -> Callable[[str], object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from natasha import (  # noqa: PLC0415 - heavy, and not needed for --profile
            Doc,
            NewsEmbedding,
            NewsMorphTagger,
            NewsNERTagger,
            NewsSyntaxParser,
            Segmenter,
        )
    segmenter, vectors = Segmenter(), NewsEmbedding()
    morph, syntax = NewsMorphTagger(vectors), NewsSyntaxParser(vectors)
    names = NewsNERTagger(vectors)

    def run(text: str) -> object:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)
        return doc

    return run


def pressfacts() -> Callable[[str], bytes]:
    gc.set_threshold(YOUNG)  # as the program does when it starts
    language = Language()
    encoder, templates = msgspec.json.Encoder(), load_templates()

    def run(text: str) -> bytes:
        return encoder.encode(extract(Document("-", text), language, templates))

    return run


class Runner:
    """A process that reads texts one by one and tells how long each took it."""

    def __init__(self, make: Callable[[], Callable[[str], object]]) -> None:
        context = get_context("spawn")
        self._connection, other = context.Pipe()
        context.Process(target=serve, args=(make, other), daemon=True).start()

    def clocked(self, text: str) -> float:
        """Seconds of the processor."""
        self._connection.send(text)
        seconds: float = self._connection.recv()
        return seconds

    def close(self) -> None:
        self._connection.send(None)


def serve(make: Callable[[], Callable[[str], object]], connection: Connection) -> None:
    run = make()
    while (text := connection.recv()) is not None:
        start = time.process_time()
        run(text)
        connection.send(time.process_time() - start)


def compare(title: str, texts: list[str], ours: Runner, stock: Runner) -> None:
    pairs = []
    for number, text in enumerate(texts):
        turn = [ours, stock] if number % 2 else [stock, ours]
        times = {runner: runner.clocked(text) for runner in turn}
        if number >= WARM:
            pairs.append((times[stock], times[ours]))
    stock_time, our_time = (sum(times) for times in zip(*pairs, strict=True))
    count = len(pairs)
    print(
        f"{title}: {count} texts of {sum(map(len, texts[WARM:])) // count} characters; "
        f"stock {stock_time / count * 1e3:.1f} ms, pressfacts {our_time / count * 1e3:.1f} ms; "
        f"ratio {stock_time / our_time:.2f}, "
        f"median of pairs {statistics.median(s / o for s, o in pairs):.2f}"
    )


def profile(texts: list[str], run: Callable[[str], object]) -> None:
    profiler = cProfile.Profile()
    profiler.enable()
    for text in texts:
        run(text)
    profiler.disable()
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(40)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=90, help="varied samples to read")
    add_corpus_option(parser)
    parser.add_argument("--profile", action="store_true", help="where pressfacts spends its time")
    options = parser.parse_args()
    texts = list(varied_samples(options.count))
    corpus_texts = corpus(options.corpus)
    if options.profile:
        run = pressfacts()
        profile(texts[:WARM], run)
        profile([*texts, *corpus_texts], run)
        return
    ours, stock = Runner(pressfacts), Runner(stock_natasha)
    compare("samples, names varied", texts, ours, stock)
    if corpus_texts:
        compare(options.corpus.name, corpus_texts, ours, stock)
    for runner in (ours, stock):
        runner.close()


if __name__ == "__main__":
    main()
