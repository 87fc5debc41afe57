"""From the encoder's features to tags, trees and names.

Each decoder has two steps: `project` maps the features of a block of rows to the few numbers that
it needs, and `decode` reads the answer from those of the whole text.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pressfacts.language.archive import Archive
from pressfacts.language.encoder import Encoder, Floats

Ids = NDArray[np.intp]
TIE = np.float32(1e-5)
CHUNK = 256  # rows: a text or sentence of any length fits into memory


class Tagger:
    """Morphology: the best of 753 tags for each word by itself."""

    def __init__(self, archive: Archive, encoder: Encoder) -> None:
        self._weight, self._bias = _projection(archive, "head.proj", encoder)

    def project(self, features: Floats) -> Ids:
        """The tag ids of the rows."""
        scores = features @ self._weight
        scores += self._bias
        best: Ids = scores.argmax(axis=1)
        return best


class NameTagger:
    """Names: the best sequence of tags for each sentence, by the transitions between them."""

    def __init__(self, archive: Archive, encoder: Encoder) -> None:
        self._weight, self._bias = _projection(archive, "head.proj", encoder)
        self._transitions = archive.weight("head.crf.transitions")  # from x to

    def project(self, features: Floats) -> Floats:
        """Rows x tags: how much each word alone speaks for each tag."""
        return features @ self._weight + self._bias

    def decode(self, emissions: Floats, starts: Ids, ends: Ids) -> Ids:
        """The tag id of each row of the sentences that stand at `starts` to `ends`.

        Viterbi over all sentences at once, one word of each in every step; the longest stand first,
        so that those still running are the first so many, and nothing is padded.
        """
        order = np.argsort(starts - ends, kind="stable")
        starts, lengths = starts[order], (ends - starts)[order]
        # How many sentences are longer than 0, 1, 2 … words.
        running = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left").tolist()
        # Tags stand before sentences in every array: the maximum over a tag's predecessors is then
        # one of eight rows, which numpy takes many times faster than one of eight neighbours.
        speaks = np.ascontiguousarray(emissions.T)
        scores = [speaks[:, starts]]
        for step, count in enumerate(running[1:], 1):
            paths = scores[-1][:, None, :count] + self._transitions[:, :, None]
            scores.append(paths.max(axis=0) + speaks[:, starts[:count] + step])
        return self._backwards(scores, starts, running, len(emissions))

    def _backwards(self, scores: list[Floats], starts: Ids, running: list[int], length: int) -> Ids:
        """The best last tag of each sentence, and before each tag its best predecessor."""
        tags = np.zeros(length, np.intp)
        best = np.zeros(0, np.intp)
        for step in range(len(running) - 1, -1, -1):
            count = running[step]
            ended = scores[step][:, len(best) : count].argmax(axis=0)
            best = np.concatenate((best, ended))
            tags[starts[:count] + step] = best
            if step:
                paths = scores[step - 1][:, :count] + self._transitions[:, best]
                best = paths.argmax(axis=0)
        return tags


class TreeBuilder:
    """Syntax: the head of each word and their relation, by two bilinear forms."""

    def __init__(self, archive: Archive, encoder: Encoder) -> None:
        paths = ("head.head", "head.tail", "rel.head", "rel.tail")
        projections = [_projection(archive, f"{path}.proj", encoder) for path in paths]
        self._weight = np.concatenate([weight for weight, _ in projections], axis=1)
        self._bias = np.concatenate([bias for _, bias in projections])
        self._size = len(self._bias) // len(paths)
        self._arc_kernel = archive.weight("head.kernel")
        self._kernel = archive.weight("rel.kernel")
        # The root of a sentence is its separator row.
        self._arc_root = _hidden_root(archive, "head.root", "head.tail.proj")
        self._relation_root = _hidden_root(archive, "rel.root", "rel.head.proj")

    def project(self, features: Floats) -> Floats:
        """Rows x 128: each word as a dependent, as a head, as a related head and dependent."""
        hidden: Floats = features @ self._weight
        hidden += self._bias
        return np.maximum(hidden, 0, out=hidden)

    def decode(self, hidden: Floats, starts: Ids, ends: Ids) -> tuple[Ids, Ids]:
        """The row of the head of each row, and the id of the relation between them.

        `starts` and `ends` bound the sentences; a separator row stands before each, and it is the
        head of the root.
        """
        size = self._size
        hidden[starts - 1, size : 2 * size] = self._arc_root
        hidden[starts - 1, 2 * size : 3 * size] = self._relation_root
        heads = self._heads(hidden, starts, ends)
        return heads, self._relations(hidden, heads)

    def _heads(self, hidden: Floats, starts: Ids, ends: Ids) -> Ids:
        dependents = hidden[:, : self._size] @ self._arc_kernel
        candidates = hidden[:, self._size : 2 * self._size].T
        heads = np.zeros(len(hidden), np.intp)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            of_sentence = candidates[:, start - 1 : end]
            for first in range(start, end, CHUNK):
                rows = slice(first, min(first + CHUNK, end))
                heads[rows] = _first_best(dependents[rows] @ of_sentence) + (start - 1)
        return heads

    def _relations(self, hidden: Floats, heads: Ids) -> Ids:
        size = self._size
        relations = np.empty(len(hidden), np.intp)
        for first in range(0, len(hidden), CHUNK):
            rows = slice(first, first + CHUNK)
            related = hidden[heads[rows], 2 * size : 3 * size] @ self._kernel
            by_relation = related.reshape(len(related), -1, size)
            scores = by_relation @ hidden[rows, 3 * size :, None]
            relations[rows] = scores[:, :, 0].argmax(axis=1)
        return relations


def _first_best(scores: Floats) -> Ids:
    """The first column of each row that is within a hair of the row's maximum.

    Scores of equal words are often equal, and then the last bit of a sum, another on another
    processor, would choose the head.
    """
    near: Ids = (scores >= scores.max(axis=1, keepdims=True) - TIE).argmax(axis=1)
    return near


def _projection(archive: Archive, path: str, encoder: Encoder) -> tuple[Floats, Floats]:
    """Weight and bias of a linear layer, with the encoder's last normalisation folded in."""
    weight = archive.weight(f"{path}.weight")
    shift = encoder.shift @ weight + archive.weight(f"{path}.bias")
    return (encoder.scale[:, None] * weight).astype(np.float32), shift.astype(np.float32)


def _hidden_root(archive: Archive, root: str, path: str) -> Floats:
    weight, bias = archive.weight(f"{path}.weight"), archive.weight(f"{path}.bias")
    hidden: Floats = np.maximum(archive.weight(root) @ weight + bias, 0)
    return hidden


def sentence_rows(sentences: Sequence[Sequence[str]]) -> tuple[Ids, Ids]:
    """Where the words of each sentence start and end when a separator stands around each."""
    lengths = np.fromiter(map(len, sentences), np.intp, len(sentences))
    ends = np.cumsum(lengths + 1)
    return ends - lengths, ends
