"""Which rules apply to a word: what its sentence refuses at sight, the tree refuses too."""

import pytest

from notation import VISIT_TOLD, syntax
from pressfacts.events import load_templates
from pressfacts.events.triggers import may_be_in_preposition, refusal, refusal_at_sight, rules_of

OPENED = """
    Мэр       noun nom anim sing masc    nsubj  открыл
    открыл/открыть  verb past fin sing masc act  root
    школу/школа     noun acc inan sing   obj    открыл
"""
AWARDED = """
    Врачу/врач  noun dat anim sing masc     iobj       присвоено
    присвоено/присвоить  verb past part short pass sing neut  root
    звание      noun nom inan sing neut     nsubj:pass  присвоено
"""


@pytest.mark.parametrize("sentence", [OPENED, AWARDED, VISIT_TOLD])
def test_what_is_refused_at_sight_the_tree_refuses_for_the_same_reason(sentence: str) -> None:
    tree, templates = syntax(sentence), load_templates()
    refused = 0

    for i, token in enumerate(tree.tokens):
        for rule in rules_of(token, templates):
            reason = refusal_at_sight(token, rule, tree.lemmas)
            if reason and not may_be_in_preposition(token):
                refused += 1
                assert refusal(tree, i, rule) == reason

    assert refused


def test_a_word_of_a_compound_preposition_is_left_to_the_tree() -> None:
    tree = syntax(VISIT_TOLD)

    assert [token.text for token in tree.tokens if may_be_in_preposition(token)] == ["В", "рамках"]
