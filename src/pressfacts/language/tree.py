"""Trees out of heads that were chosen one by one."""

from collections.abc import Sequence


def tree_of(heads: Sequence[int]) -> tuple[Sequence[int], tuple[tuple[int, ...], ...]]:
    """The heads, rooted, and the dependents of each word."""
    *children, roots = _dependents(heads)
    reached = list(roots)
    for word in reached:
        reached += children[word]
    if len(reached) == len(heads):  # no ring, as nearly always
        return heads, tuple(children)
    heads = rooted(heads)
    return heads, children_of(heads)


def rooted(heads: Sequence[int]) -> list[int]:
    """The heads with every cycle cut, so that each word depends on a root (-1) in the end.

    The parser picks the best head of each word by itself, and in one sentence of thirty some words
    hang on one another in a ring. The first word of a ring becomes a root.
    """
    cut = list(heads)
    reached_from = [-1] * len(cut)
    for start in range(len(cut)):
        here = start
        while here >= 0 and reached_from[here] < 0:
            reached_from[here] = start
            here = cut[here]
        if here >= 0 and reached_from[here] == start:
            ring = [here]
            while cut[ring[-1]] != here:
                ring.append(cut[ring[-1]])
            cut[min(ring)] = -1
    return cut


def children_of(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The dependents of each word, in the order of the text."""
    return tuple(_dependents(heads)[:-1])


def _dependents(heads: Sequence[int]) -> list[tuple[int, ...]]:
    """The dependents of each word and, last of all, the roots: -1 is the last place of a list."""
    dependents: list[tuple[int, ...]] = [()] * (len(heads) + 1)
    for i, head in enumerate(heads):
        dependents[head] += (i,)
    return dependents
