"""The language models alone: the fast path against slovnet, and both against the processor.

    python bench/models.py [--corpus FOLDER]

Both get the same tokenised sentences, text by text in turn, and their answers are compared: tags,
relations and names of all tokens, and heads (a tie in the scores may fall either way). The limit
is the arithmetic of one token over the speed that one matrix product reaches on this processor.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import time
from pathlib import Path

import numpy as np
from texts import corpus, varied_samples

from pressfacts.language.archive import open_archives
from pressfacts.language.fast import FastModels
from pressfacts.language.segment import split_sentences
from pressfacts.language.stock import StockModels

# Multiplications and additions: layers two and three and the heads of three models, for each
# token; the first layer's taps, for each word that is new in the table.
PER_TOKEN = 3 * 2 * (256 * 384 + 128 * 192) + 2 * (64 * 753 + 64 * 8 + 64 * 128 + 32 * 1440)
PER_NEW_WORD = 2 * 300 * 2_304


def sentences_of(text: str) -> list[list[str]]:
    start, found = 0, []
    for line in text.splitlines(keepends=True):
        sentences = split_sentences(text, start, start + len(line))
        found += [[word.text for word in words] for words in sentences]
        start += len(line)
    return found


def peak() -> float:
    """Operations a second in a large matrix product."""
    a, b = np.random.rand(2, 1_024, 1_024).astype(np.float32)
    times = []
    for _ in range(10):
        start = time.thread_time()
        a @ b
        times.append(time.thread_time() - start)
    return 2 * 1_024**3 / min(times)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, help="a folder of .txt files instead of samples")
    folder = parser.parse_args().corpus
    texts = [sentences_of(text) for text in (corpus(folder) if folder else varied_samples(90))]
    fast, stock = FastModels(open_archives()), StockModels()
    spent = {"fast": 0.0, "stock": 0.0}
    tokens = different = new = 0
    assign = fast._table.assign

    def counted(keys: list[int]) -> object:
        nonlocal new
        rows, added = assign(keys)
        new += len(added)
        return rows, added

    fast._table.assign = counted
    for sentences in texts:
        start = time.thread_time()
        ours = fast.analyse(sentences)
        middle = time.thread_time()
        theirs = stock.analyse(sentences)
        spent["fast"] += middle - start
        spent["stock"] += time.thread_time() - middle
        for own, other in zip(ours, theirs, strict=True):
            tokens += len(own.tags)
            different += own.names != other.names
            answers = (zip(own[i], other[i], strict=True) for i in range(3))
            different += sum(a != b for pairs in answers for a, b in pairs)
    limit = (tokens * PER_TOKEN + new * PER_NEW_WORD) / peak()
    print(
        f"{len(texts)} texts, {tokens} tokens, {new} words new in the table; different: {different}"
    )
    for name, seconds in spent.items():
        print(
            f"{name}: {seconds / tokens * 1e6:.1f} µs a token, "
            f"{limit / seconds:.0%} of what the processor can do"
        )
    print(f"ratio {spent['stock'] / spent['fast']:.2f}")


if __name__ == "__main__":
    main()
