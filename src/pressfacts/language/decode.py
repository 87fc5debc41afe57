"""From the encoder's features to tags, trees and names.

Each decoder has two steps: `project` maps the features of a block of rows to the few numbers that
it needs, and `decode` reads the answer from those of the whole text. Sentences are given by the
rows where they start and end.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pressfacts.language.archive import Archive
from pressfacts.language.encoder import Encoder, Floats, rectify

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
        """The tag id of each row: Viterbi forwards over all sentences, backwards over each."""
        scores = self._scores(emissions, starts, ends)
        # For each word and tag the best tag before it; nobody asks the first words.
        paths = scores[:-1, None, :] + self._transitions.T
        before = paths.argmax(axis=2).astype(np.uint8).tobytes()  # rows x tags
        width = len(self._transitions)
        lasts = scores[ends - 1].argmax(axis=1).tolist()
        tags = np.empty(len(scores), np.intp)
        for start, end, last in zip(starts.tolist(), ends.tolist(), lasts, strict=True):
            backwards = [last]
            for row in range((end - 2) * width, (start - 1) * width, -width):
                backwards.append(before[row + backwards[-1]])
            tags[start:end] = backwards[::-1]
        return tags

    def _scores(self, emissions: Floats, starts: Ids, ends: Ids) -> Floats:
        """Rows x tags: the score of the best sequence from the sentence's start to there.

        One word of each sentence in every step; the longest stand first, so that those still
        running are the first so many, and nothing is padded.
        """
        lengths = ends - starts
        order = np.argsort(-lengths, kind="stable")
        # How many sentences are longer than 0, 1, 2 … words.
        counts = np.searchsorted(-lengths[order], -np.arange(lengths[order[0]]), side="left")
        steps = np.repeat(np.arange(len(counts)), counts)
        rows = starts[order[np.arange(len(steps)) - np.repeat(np.cumsum(counts) - counts, counts)]]
        rows += steps
        # Tags stand before sentences in every array: the maximum over a tag's predecessors is then
        # one of eight rows, which numpy takes many times faster than one of eight neighbours.
        scores = np.ascontiguousarray(emissions[rows].T)
        gains = self._transitions[:, :, None] + scores
        start, end = 0, int(counts[0])
        for count in counts[1:].tolist():
            after = slice(end, end + count)
            paths = scores[:, None, start : start + count] + gains[:, :, after]
            np.maximum.reduce(paths, axis=0, out=scores[:, after])
            start, end = end, end + count
        by_row = np.empty_like(emissions)
        by_row[rows] = scores.T
        return by_row


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
        self._arc_root = _hidden_root(archive, "head.root", "head.tail.proj")
        self._relation_root = _hidden_root(archive, "rel.root", "rel.head.proj")

    def project(self, features: Floats) -> Floats:
        """Rows x 128: each word as a dependent, as a head, as a related head and dependent."""
        hidden: Floats = features @ self._weight
        hidden += self._bias
        return rectify(hidden)

    def decode(self, hidden: Floats, starts: Ids, ends: Ids) -> tuple[Ids, Ids]:
        """The head of each word, counted inside its sentence, -1 for the root; their relation."""
        dependents, candidates, heads, related = hidden.reshape(len(hidden), 4, -1).swapaxes(0, 1)
        best = self._heads(dependents @ self._arc_kernel, candidates, starts, ends)
        rows = np.where(best < 0, len(best), best + np.repeat(starts, ends - starts))
        heads_and_root = np.concatenate((heads, self._relation_root[None]))
        relations = self._relations(heads_and_root, rows, related)
        # The arc decoder sometimes makes a word its own head; that is a root as well.
        best[rows == np.arange(len(best))] = -1
        return best, relations

    def _heads(self, dependents: Floats, candidates: Floats, starts: Ids, ends: Ids) -> Ids:
        """The best candidate for each dependent, the root before all others of its sentence.

        Scores of equal words are often equal, and then the last bit of a sum, another on another
        processor, would choose the head. So the first within a hair of the best is taken.
        """
        heads = np.empty(len(dependents), np.intp)
        as_root = dependents @ self._arc_root
        for sentences in _stretches(starts.tolist(), ends.tolist()):
            first, last = sentences[0][0], sentences[-1][1]
            longest = max(end - start for start, end in sentences)
            scores = np.full((last - first, longest + 1), -np.inf, np.float32)
            scores[:, 0] = as_root[first:last]
            for start, end in sentences:
                arcs = scores[start - first : end - first, 1 : end - start + 1]
                np.matmul(dependents[start:end], candidates[start:end].T, out=arcs)
            best = scores.max(axis=1, keepdims=True)
            heads[first:last] = (scores >= best - TIE).argmax(axis=1) - 1
        return heads

    def _relations(self, heads: Floats, rows: Ids, dependents: Floats) -> Ids:
        """The best relation of each dependent to the head that stands in its row."""
        relations = np.empty(len(dependents), np.intp)
        for first in range(0, len(dependents), CHUNK):
            chunk = slice(first, first + CHUNK)
            related = heads[rows[chunk]] @ self._kernel
            by_relation = related.reshape(len(related), -1, self._size)
            scores = by_relation @ dependents[chunk, :, None]
            relations[chunk] = scores[:, :, 0].argmax(axis=1)
        return relations


def _stretches(starts: list[int], ends: list[int]) -> Iterator[list[tuple[int, int]]]:
    """Sentences that stand together, of CHUNK words at most, if not one alone."""
    stretch: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        if stretch and end - stretch[0][0] > CHUNK:
            yield stretch
            stretch = []
        stretch.append((start, end))
    yield stretch


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
    """Where the words of each sentence start and end when all stand in one array."""
    lengths = np.fromiter(map(len, sentences), np.intp, len(sentences))
    ends = np.cumsum(lengths)
    return ends - lengths, ends
