"""The convolutional encoder that stands in each of the three models, in numpy.

A convolution over three words is three matrix products, one for each tap (the word before, the
word, the word after), and a sum of their rows shifted by one. All sentences of a text stand in one
array of rows, one separator row between them: no padding, and one large product for each layer.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pressfacts.language.archive import Archive

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

TAPS = 3
LAYERS = 3
HALO = LAYERS  # rows on either side that a row's features depend on
BLOCK = 512  # rows: what one layer writes stays in the second-level cache


class Encoder:
    """One model's layers, with a table of the first one.

    The first layer is half of all arithmetic, and its input is only a word and a shape: the table
    keeps its three taps for each pair met, so that the layer becomes a look-up and two additions.
    """

    def __init__(self, archive: Archive, capacity: int) -> None:
        layers = [_Layer(archive, f"encoder.layers.{i}") for i in range(LAYERS)]
        first, *rest = layers
        self._first = first
        self._separators = [layer.zero for layer in layers]
        # Batch normalisation is a scale and a shift of each column, so it moves into the next
        # layer's weights: a pass over the array less for each layer.
        self._rest = [after.folded(before) for before, after in zip(layers, rest, strict=False)]
        self.scale, self.shift = layers[-1].scale, layers[-1].shift
        self._taps = np.zeros((TAPS, capacity, first.width), np.float32)
        shapes = archive.weight("emb.shape.weight")
        self._of_word, of_shape = np.split(first.weight, [-shapes.shape[1]])
        self._of_shape = shapes @ of_shape
        self._of_shape[:, first.width : 2 * first.width] += first.bias

    def learn(self, rows: Rows, vectors: Floats, shapes: Rows) -> None:
        """Put the taps of new words, given by vector and shape id, into rows of the table."""
        taps = vectors @ self._of_word
        taps += self._of_shape[shapes]
        self._taps[:, rows] = taps.reshape(len(rows), TAPS, -1).transpose(1, 0, 2)

    def features(self, rows: Rows, separators: Rows) -> Floats:
        """The last layer before its normalisation; separators and the ends mean nothing.

        `rows` are rows of the table, 0 for a separator; `separators` tells where it stands.
        """
        before, own, after = self._taps
        hidden, inner = _between_ends(len(rows), self._first.width)
        # No row is out of range; with mode "raise", numpy would write to a buffer first.
        np.take(own, rows[1:-1], axis=0, out=inner, mode="clip")
        inner += np.take(before, rows[:-2], axis=0, mode="clip")
        inner += np.take(after, rows[2:], axis=0, mode="clip")
        for (weight, bias), zero in zip(self._rest, self._separators, strict=False):
            np.maximum(inner, 0, out=inner)
            hidden[separators] = zero
            width = len(bias)
            taps = hidden @ weight
            hidden, inner = _between_ends(len(rows), width)
            np.add(taps[:-2, :width], taps[1:-1, width : 2 * width], out=inner)
            inner += taps[2:, 2 * width :]
            inner += bias
        np.maximum(inner, 0, out=inner)
        return hidden


class _Layer:
    """Convolution, ReLU, normalisation: `weight` is inputs x (three taps of `width` columns)."""

    def __init__(self, archive: Archive, path: str) -> None:
        convolution = archive.weight(f"{path}.conv.weight")  # width x inputs x taps
        self.width, inputs, _ = convolution.shape
        self.weight = np.ascontiguousarray(convolution.transpose(1, 2, 0)).reshape(inputs, -1)
        self.bias = archive.weight(f"{path}.conv.bias")
        norm = {
            name: archive.weight(f"{path}.norm.{name}").astype(np.float64)
            for name in ("weight", "bias", "mean", "std")
        }
        self.scale = norm["weight"] / norm["std"]
        self.shift = norm["bias"] - norm["mean"] * self.scale
        # slovnet sees zeros beyond the ends of a sentence, after the normalisation: this row,
        # put where a separator stands, is what the normalisation maps to zeros.
        self.zero = (-self.shift / self.scale).astype(np.float32)

    def folded(self, before: "_Layer") -> tuple[Floats, Floats]:
        """Weight and bias for the rows of the layer before as they are before its norm."""
        weight = before.scale[:, None] * self.weight
        shift = (before.shift @ self.weight).reshape(TAPS, -1).sum(axis=0)
        return weight.astype(np.float32), (self.bias + shift).astype(np.float32)


def _between_ends(length: int, width: int) -> tuple[Floats, Floats]:
    """An array whose first and last row are zero, and a view of the rest, not set yet."""
    hidden = np.empty((length, width), np.float32)
    hidden[0] = hidden[-1] = 0
    return hidden, hidden[1:-1]


def blocks(length: int) -> Iterator[tuple[slice, slice]]:
    """Stretches of a long array to encode one by one: rows to read, and which of them to keep.

    Each reads a halo of three rows more on either side: the same features at any length, and a
    memory that does not grow with it.
    """
    for start in range(0, length, BLOCK):
        end = min(start + BLOCK, length)
        first, last = max(start - HALO, 0), min(end + HALO, length)
        yield slice(first, last), slice(start - first, end - first)
