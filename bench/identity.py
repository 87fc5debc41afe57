"""Where the fast path says something else than slovnet, by the tie rule.

Heads whose scores are equal within 1e-5 count as the same (`decode` takes the first of them, stock
the one whose sum happened to be larger on this processor); so do the relations that go with them.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pressfacts.language.analysis import Analysis
from pressfacts.language.stock import StockModels

TOLERANCE = 1e-4  # of the tokens: sums in another order may tip what hangs on the last bits
TIE = 2e-5  # both sums are off by a hair


def differences(
    stock: StockModels,
    sentences: Sequence[Sequence[str]],
    ours: Sequence[Analysis],
    theirs: Sequence[Analysis],
) -> Counter[str]:
    """How many tags, heads, relations and sentences' names differ, and of how many tokens."""
    found: Counter[str] = Counter()
    for words, own, other in zip(sentences, ours, theirs, strict=True):
        found["tokens"] += len(words)
        found["tags"] += sum(a != b for a, b in zip(own.tags, other.tags, strict=True))
        found["names"] += own.names != other.names
        scores: Any = None
        for i, heads in enumerate(zip(own.heads, other.heads, strict=True)):
            if heads[0] == heads[1]:
                found["relations"] += own.rels[i] != other.rels[i]
                continue
            scores = _arc_scores(stock, words) if scores is None else scores
            # Where a word seems its own head, it is a root (-1) to both.
            own_score, other_score = (scores[i][head + 1] for head in heads)
            found["heads"] += abs(own_score - other_score) > TIE
    return found


def _arc_scores(stock: StockModels, words: Sequence[str]) -> Any:
    """Words x (root, words): what slovnet's syntax model gives to each head."""
    infer = stock.syntax.infer
    (batch,) = infer.encoder([words])
    return infer.model(batch.word_id, batch.shape_id, batch.pad_mask).head_id[0]
