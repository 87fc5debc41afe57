"""Every sentence is a forest: from each word the heads lead to a root."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.language.tree import children_of, rooted, tree_of


@st.composite
def any_heads(draw: st.DrawFn) -> list[int]:
    size = draw(st.integers(1, 30))
    heads = draw(st.lists(st.integers(-1, size - 1), min_size=size, max_size=size))
    return [-1 if head == i else head for i, head in enumerate(heads)]


@pytest.mark.parametrize(
    ("heads", "tree"),
    [
        ([], []),
        ([-1], [-1]),
        ([1, -1, 1, 2], [1, -1, 1, 2]),
        ([1, 0], [-1, 0]),
        ([1, 2, 1], [1, -1, 1]),
        ([-1, 3, 1, 2, 2], [-1, -1, 1, 2, 2]),
        ([1, -1, 3, 4, 3], [1, -1, 3, -1, 3]),
    ],
)
def test_a_ring_is_cut_once(heads: list[int], tree: list[int]) -> None:
    assert rooted(heads) == tree


@given(any_heads())
def test_the_heads_of_every_word_end_at_a_root(heads: list[int]) -> None:
    tree = rooted(heads)
    for start in range(len(tree)):
        here, steps = start, 0
        while here >= 0:
            here, steps = tree[here], steps + 1
            assert steps <= len(tree)


@given(any_heads())
def test_only_cycles_lose_an_arc(heads: list[int]) -> None:
    tree = rooted(heads)
    for i, (before, after) in enumerate(zip(heads, tree, strict=True)):
        if before != after:
            ring = [i]
            while heads[ring[-1]] not in ring:
                ring.append(heads[ring[-1]])
            assert after == -1
            assert i == min(ring)
            assert heads[ring[-1]] == i
            assert [tree[j] for j in ring[1:]] == [heads[j] for j in ring[1:]]


@given(any_heads())
def test_children_are_the_heads_the_other_way_round(heads: list[int]) -> None:
    children = children_of(heads)
    assert [(h, i) for i, h in enumerate(heads) if h >= 0] == sorted(
        ((h, i) for h, own in enumerate(children) for i in own), key=lambda arc: arc[1]
    )


@given(any_heads())
def test_a_tree_is_rooted_with_its_children(heads: list[int]) -> None:
    assert tree_of(heads) == (rooted(heads), children_of(rooted(heads)))
