"""Trees of sentences are trees, whatever the model says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.language.language import _without_circles


@pytest.mark.parametrize(
    ("heads", "tree"),
    [
        ([], []),
        ([-1], [-1]),
        ([1, -1, 1], [1, -1, 1]),
        ([1, 0], [-1, 0]),
        ([2, -1, 3, 2], [2, -1, -1, 2]),
        ([1, 2, 0, 1], [-1, 2, 0, 1]),
    ],
)
def test_circles_are_opened_at_their_first_word(heads: list[int], tree: list[int]) -> None:
    assert _without_circles(heads) == tree


@given(st.lists(st.integers(-1, 11), max_size=12))
def test_every_word_has_a_root_above_it(heads: list[int]) -> None:
    tree = _without_circles([min(head, len(heads) - 1) for head in heads])

    for word in range(len(tree)):
        steps, above = 0, word
        while above >= 0:
            above = tree[above]
            steps += 1
        assert steps <= len(tree)
