"""Rows of the first layer's tables: which (word, shape) stands in which."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class RowTable:
    """Row numbers for keys, at most `capacity`; the rows used least recently are given anew.

    Key 0 has row 0 for good. Words of one release come again in the next: in a stream of news nine
    of ten are found here.
    """

    def __init__(self, capacity: int) -> None:
        self._rows = {0: 0}
        self._free = list(range(capacity - 1, 0, -1))
        self._used = np.zeros(capacity, np.int64)  # when each row was asked for last
        self._keys = np.zeros(capacity, np.int64)
        self._clock = 0

    def assign(self, keys: Sequence[int]) -> tuple[NDArray[np.intp], dict[int, int]]:
        """The row of each key, and those of the keys that are new in the table.

        There must be at most half as many distinct keys as rows.
        """
        self._clock += 1
        known = self._rows
        new = list(dict.fromkeys(key for key in keys if key not in known))
        if len(new) > len(self._free):
            # Those just asked for must stay.
            self._used[[known[key] for key in keys if key in known]] = self._clock
            self._release(len(new))
        added = {key: self._free.pop() for key in new}
        known.update(added)
        for key, row in added.items():
            self._keys[row] = key
        rows = np.fromiter(map(known.__getitem__, keys), np.intp, len(keys))
        self._used[rows] = self._clock
        return rows, added

    def _release(self, wanted: int) -> None:
        """Free the older half, or more where more is wanted: sorting once for thousands."""
        capacity = len(self._used)
        count = max(capacity // 2, wanted)
        taken = np.fromiter(self._rows.values(), np.intp, len(self._rows))[1:]
        oldest = taken[np.argsort(self._used[taken], kind="stable")][: count - len(self._free)]
        for row in oldest.tolist():
            del self._rows[int(self._keys[row])]
            self._free.append(row)
