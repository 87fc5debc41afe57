"""Answers about the words met lately."""

from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Recent(dict[str, Answer], Generic[Answer]):
    """Finds what is asked for the first time; when there are too many answers, the older half goes.

    Nothing is noted when a word comes again, as `lru_cache` does: that costs more than to find most
    of them anew.
    """

    def __init__(self, find: Callable[[str], Answer], kept: int) -> None:
        """Keeps twice `kept` answers at most."""
        super().__init__()
        self._find = find
        self._kept = kept
        self._older: dict[str, Answer] = {}

    def __missing__(self, word: str) -> Answer:
        older = self._older
        answer = older[word] if word in older else self._find(word)
        if len(self) >= self._kept:
            self._older = self.copy()
            self.clear()
        self[word] = answer
        return answer
