"""Which rules apply to a word: what its sentence refuses at sight, the tree refuses too."""

import pytest

from notation import VISIT_TOLD, syntax
from pressfacts.events import load_templates
from pressfacts.events.triggers import may_apply, may_be_in_preposition, refusal

OPENED = """
    Мэр       noun nom anim sing masc    nsubj  открыл
    открыл/открыть  verb past fin sing masc act  root
    школу/школа     noun acc inan sing   obj    открыл
"""
UNWANTED = """
    Музей      noun nom inan sing masc    nsubj  скрепил
    скрепил/скрепить  verb past fin sing masc act  root
    раму/рама  noun acc inan sing fem     obj    скрепил
"""
AWARDED = """
    Врачу/врач  noun dat anim sing masc     iobj       присвоено
    присвоено/присвоить  verb past part short pass sing neut  root
    звание      noun nom inan sing neut     nsubj:pass  присвоено
"""


@pytest.mark.parametrize("sentence", [OPENED, AWARDED, VISIT_TOLD])
def test_what_is_refused_at_sight_the_tree_refuses_too(sentence: str) -> None:
    tree, templates = syntax(sentence), load_templates()
    refused = 0

    for i, token in enumerate(tree.tokens):
        candidates = templates.candidates(token)
        for rule in () if candidates is None else (*candidates.patterns, *candidates.speech):
            if not may_apply(token, rule, tree.lemmas):
                refused += 1
                assert refusal(tree, i, rule)

    assert refused


def test_a_word_without_what_its_rules_want_is_refused_by_each() -> None:
    tree, templates = syntax(UNWANTED), load_templates()
    candidates = templates.candidates(tree.tokens[1])

    assert candidates is not None
    assert candidates.patterns
    assert candidates.wanted.isdisjoint(tree.lemmas)
    assert not any(may_apply(tree.tokens[1], rule, tree.lemmas) for rule in candidates.patterns)


def test_a_rule_without_conditions_wants_nothing() -> None:
    tree, templates = syntax(OPENED), load_templates()
    candidates = templates.candidates(tree.tokens[1])

    assert candidates is not None
    assert not candidates.wanted.isdisjoint(tree.lemmas)


def test_a_word_of_a_compound_preposition_is_left_to_the_tree() -> None:
    tree = syntax(VISIT_TOLD)

    assert [token.text for token in tree.tokens if may_be_in_preposition(token)] == ["В", "рамках"]
