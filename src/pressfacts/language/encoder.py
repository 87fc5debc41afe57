"""The convolutional encoder that stands in each of the three models, in numpy.

A convolution over three words is one matrix product: the row of each word and those of its
neighbours, side by side, times the weights of the three taps. The words of all sentences of a text
stand in one array, and a list of neighbours tells where sentences end: no padding, no rows between
sentences, and one large product for each layer.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pressfacts.language.archive import Archive

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

TAPS = 3
LAYERS = 3
HALO = LAYERS  # rows on either side that a row's features depend on
BLOCK = 512  # rows: what one layer writes stays in the cache


class Encoder:
    """One model's layers; the first is run by `FirstLayers`.

    Batch normalisation is a scale and a shift of each column, so it moves into the next layer's
    weights: a pass over the array less for each layer. The bias goes the same way, for another:
    max(x, -bias) is max(x + bias, 0) less the bias.
    """

    def __init__(self, archive: Archive) -> None:
        layers = [_Layer(archive, f"encoder.layers.{i}") for i in range(LAYERS)]
        self.first, *rest = layers
        self.shapes = archive.weight("emb.shape.weight")
        self._steps = []
        before, least = self.first, np.zeros(self.first.width, np.float32)
        for layer in rest:
            weight, bias = layer.folded(before)
            self._steps.append((least, before.absent, weight))
            layer.keep_back(bias)
            before, least = layer, (-bias).astype(np.float32)
        self._least = least
        self.scale, self.shift = before.scale, before.shift

    def features(self, inner: Floats, around: Rows) -> Floats:
        """The last layer before its normalisation.

        `inner` is what `FirstLayers` read, with room for one more row behind the words; `around`
        tells the rows of each word and its neighbours, that last row where there is none.
        """
        length = len(around)
        sums = inner[:length]
        for least, absent, weight in self._steps:
            np.maximum(sums, least, out=sums)
            inner[length] = absent
            # No row is out of range; with mode "raise", numpy would write to a buffer first.
            windows = inner.take(around, axis=0, mode="clip").reshape(length, -1)
            inner = np.empty((length + 1, weight.shape[1]), np.float32)
            sums = np.matmul(windows, weight, out=inner[:length])
        return np.maximum(sums, self._least, out=sums)


class FirstLayers:
    """The first layers of all encoders, with a table of the words met.

    The first layer is half of all arithmetic, and its input is only a word and a shape: the table
    keeps its three taps for each pair met, so that the layer becomes a look-up and two additions.
    """

    def __init__(self, encoders: Sequence[Encoder], order: Rows, capacity: int) -> None:
        """`order` tells which number of a word's embedding each number of a vector is."""
        self._width = encoders[0].first.width
        taps = [encoder.first.beside() for encoder in encoders]
        self._of_word = np.concatenate([weight[order] for weight in taps], axis=1)
        self._of_shape = np.concatenate(
            [
                encoder.shapes @ weight[len(order) :] + encoder.first.own_bias()
                for encoder, weight in zip(encoders, taps, strict=True)
            ],
            axis=1,
        )
        self._table = np.zeros((capacity, self._of_word.shape[1]), np.float32)

    def learn(self, rows: Rows, vectors: Floats, shapes: Rows) -> None:
        """Put the taps of new words, given by vector and shape id, into rows of the table."""
        taps = vectors @ self._of_word
        taps += self._of_shape.take(shapes, axis=0, mode="clip")
        self._table[rows] = taps

    def read(self, rows: Rows, around: Rows) -> Iterator[Floats]:
        """The layer's sums for each encoder in turn, one row of room behind them.

        `rows` are the words' rows of the table, where row 0 stands for no word.
        """
        taps = self._table.reshape(-1, self._width)
        of_row = len(taps) // len(self._table)
        places = np.append(rows, 0).take(around.T, mode="clip") * of_row
        for before, own, after in places + np.arange(of_row).reshape(-1, TAPS, 1):
            inner = np.empty((len(rows) + 1, self._width), np.float32)
            sums = inner[:-1]
            taps.take(own, axis=0, out=sums, mode="clip")
            sums += taps.take(before, axis=0, mode="clip")
            sums += taps.take(after, axis=0, mode="clip")
            yield inner


class _Layer:
    """Convolution, ReLU, normalisation."""

    def __init__(self, archive: Archive, path: str) -> None:
        convolution = archive.weight(f"{path}.conv.weight")  # width x inputs x taps
        self.width = len(convolution)
        self._taps = convolution.transpose(2, 1, 0)  # taps x inputs x width
        self._bias = archive.weight(f"{path}.conv.bias")
        norm = {
            name: archive.weight(f"{path}.norm.{name}").astype(np.float64)
            for name in ("weight", "bias", "mean", "std")
        }
        self.scale = norm["weight"] / norm["std"]
        self.shift = norm["bias"] - norm["mean"] * self.scale

    @property
    def absent(self) -> Floats:
        """What the normalisation maps to zeros, which slovnet sees beyond a sentence's ends."""
        return (-self.shift / self.scale).astype(np.float32)

    def beside(self) -> Floats:
        """The weights of the three taps side by side: inputs x (taps x width)."""
        return np.concatenate(self._taps, axis=1)

    def own_bias(self) -> Floats:
        """What is added to the three taps of one word: the bias, to the word's own."""
        nothing = np.zeros_like(self._bias)
        return np.concatenate((nothing, self._bias, nothing))

    def folded(self, before: "_Layer") -> tuple[Floats, NDArray[np.float64]]:
        """Weights of windows of the layer before, as it is before its norm, and the bias."""
        weight = (before.scale[:, None] * self._taps).reshape(-1, self.width)
        shift = (before.shift @ self._taps).sum(axis=0)
        return weight.astype(np.float32), self._bias + shift

    def keep_back(self, bias: NDArray[np.float64]) -> None:
        """Leave the bias to the normalisation."""
        self.shift = self.shift + bias * self.scale


def rectify(inner: Floats) -> Floats:
    """Negative numbers become zero, in place."""
    # By a row of zeros: numpy compares rows with rows several times faster than with a number.
    return np.maximum(inner, np.zeros(inner.shape[1], np.float32), out=inner)


def neighbours(starts: Rows, ends: Rows) -> Rows:
    """Words x (before, own, after): their rows; the row behind all words where there is none."""
    length = int(ends[-1])
    around = np.arange(length)[:, None] + np.arange(-1, 2)
    around[starts[starts < length], 0] = length  # an empty sentence may start behind all words
    around[ends - 1, 2] = length
    return around


def blocks(length: int) -> Iterator[tuple[slice, slice]]:
    """Stretches of a long array to encode one by one: rows to read, and which of them to keep.

    Each reads a halo of rows more on either side: the same features at any length, and a memory
    that does not grow with it.
    """
    for start in range(0, length, BLOCK):
        end = min(start + BLOCK, length)
        first, last = max(start - HALO, 0), min(end + HALO, length)
        yield slice(first, last), slice(start - first, end - first)
