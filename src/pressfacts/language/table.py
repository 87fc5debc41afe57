"""Rows of the first layer's tables: which (word, shape) stands in which."""

from collections.abc import Sequence
from itertools import filterfalse

import numpy as np
from numpy.typing import NDArray

FREE = np.iinfo(np.int64).max  # stands for the time when a row not taken was asked for


class RowTable:
    """Row numbers for keys, at most `capacity`; the rows used least recently are given anew.

    Key 0 has row 0 for good. Words of one release come again in the next: in a stream of news nine
    of ten are found here.
    """

    def __init__(self, capacity: int) -> None:
        self._rows = {0: 0}
        self._free = list(range(capacity - 1, 0, -1))
        self._used = np.full(capacity, FREE, np.int64)  # when each row was asked for last
        self._keys = [0] * capacity
        self._clock = 0

    def assign(self, keys: Sequence[int]) -> tuple[NDArray[np.intp], dict[int, int]]:
        """The row of each key, and those of the keys that are new in the table.

        There must be at most half as many distinct keys as rows.
        """
        self._clock += 1
        known = self._rows
        new = list(dict.fromkeys(filterfalse(known.__contains__, keys)))
        if len(new) > len(self._free):
            # Those just asked for must stay.
            self._used[[known[key] for key in keys if key in known]] = self._clock
            self._release(len(new))
        added = {key: self._free.pop() for key in new}
        known.update(added)
        rows = np.fromiter(map(known.__getitem__, keys), np.intp, len(keys))
        for key, row in added.items():
            self._keys[row] = key
        self._used[rows] = self._clock
        self._used[0] = FREE
        return rows, added

    def _release(self, wanted: int) -> None:
        """Free the oldest eighth, or more where more is wanted: looking once for hundreds."""
        count = max(len(self._used) // 8, wanted) - len(self._free)
        oldest = np.argpartition(self._used, count)[:count]
        self._used[oldest] = FREE
        free = oldest.tolist()
        for row in free:
            del self._rows[self._keys[row]]
        self._free += free
