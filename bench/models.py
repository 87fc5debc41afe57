"""The language models alone: the fast path against slovnet, and both against the processor.

    python bench/models.py [--corpus FOLDER]

Both get the same tokenised sentences, text by text in turn, and their answers are compared: tags,
heads and relations of all tokens, and names, by the tie rule of `identity`. It ends with an error
where more than one token of ten thousand differs. The limit is the arithmetic of one token over the
speed that one matrix product reaches on this processor.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
from identity import TOLERANCE, differences
from numpy.typing import NDArray
from texts import add_corpus_option, corpus, varied_samples

from pressfacts.language.archive import open_archives
from pressfacts.language.fast import CAPACITY, FastModels
from pressfacts.language.segment import split_sentences
from pressfacts.language.stock import StockModels
from pressfacts.language.table import RowTable

# Multiplications and additions: layers two and three and the heads of three models, for each
# token; the first layer's taps, for each word that is new in the table.
PER_TOKEN = 3 * 2 * (256 * 384 + 128 * 192) + 2 * (64 * 753 + 64 * 8 + 64 * 128 + 32 * 1440)
PER_NEW_WORD = 2 * 300 * 2_304


def sentences_of(text: str) -> list[list[str]]:
    start, found = 0, []
    for line in text.splitlines(keepends=True):
        sentences = split_sentences(text, start, start + len(line))
        found += [words.texts for words in sentences]
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
    add_corpus_option(parser)
    folder = parser.parse_args().corpus
    named = {"samples, names varied": list(varied_samples(90)), folder.name: corpus(folder)}
    reached, found = peak(), Counter[str]()
    for title, texts in named.items():
        if texts:
            found += compare(title, texts, reached)
    if found.total() - found["tokens"] > TOLERANCE * found["tokens"]:
        sys.exit("the fast path says something else than slovnet")


def compare(title: str, texts: list[str], reached: float) -> Counter[str]:
    """Print the times of both models; the answers that differ, and of how many tokens."""
    fast, stock = FastModels(open_archives()), StockModels()
    fast._table = table = CountingTable(CAPACITY)
    spent = {"fast": 0.0, "stock": 0.0}
    found: Counter[str] = Counter()
    for text in texts:
        sentences = sentences_of(text)
        start = time.thread_time()
        ours = fast.analyse(sentences)
        middle = time.thread_time()
        theirs = stock.analyse(sentences)
        spent["fast"] += middle - start
        spent["stock"] += time.thread_time() - middle
        found += differences(stock, sentences, ours, theirs)
    tokens = found["tokens"]
    different = {what: count for what, count in found.items() if what != "tokens"}
    limit = (tokens * PER_TOKEN + table.new * PER_NEW_WORD) / reached
    print(
        f"{title}: {len(texts)} texts, {tokens} tokens, {table.new} words new in the table; "
        f"different: {different or 'none'}"
    )
    for name, seconds in spent.items():
        print(
            f"  {name}: {seconds / tokens * 1e6:.1f} µs a token, "
            f"{limit / seconds:.0%} of what the processor can do"
        )
    print(f"  ratio {spent['stock'] / spent['fast']:.2f}")
    return found


class CountingTable(RowTable):
    """Counts the words that were new in the table."""

    new = 0

    def assign(self, keys: Sequence[int]) -> tuple[NDArray[np.intp], dict[int, int]]:
        rows, added = super().assign(keys)
        self.new += len(added)
        return rows, added


if __name__ == "__main__":
    main()
