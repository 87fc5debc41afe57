"""The pattern language: what is in it is read, what is not is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.events.patterns import CASES, WORDS, Step, expand, parse_pattern

LISTS = {"acts": ("указ", "приказ"), "papers": ("@acts", "отчёт")}


def test_a_path_of_steps() -> None:
    (path,) = parse_pattern("object.с+ins").paths

    assert [(step.name, step.kind, step.case, step.preposition) for step in path] == [
        ("object", "relation", None, None),
        ("с+ins", "case", "Ins", "с"),
    ]


def test_alternatives_stand_in_their_order() -> None:
    pattern = parse_pattern("gen | possessive | governor.subject")

    assert [[step.name for step in path] for path in pattern.paths] == [
        ["gen"],
        ["possessive"],
        ["governor", "subject"],
    ]


def test_a_compound_preposition_has_one_case() -> None:
    ((step,),) = parse_pattern("по итогам+gen").paths

    assert (step.preposition, step.case) == ("по итогам", "Gen")


def test_a_sentence_without_its_prepositions_has_no_path() -> None:
    pattern = parse_pattern("в+loc.с+ins | object.в+acc | в+acc")

    assert pattern.marks == {"в", "с"}
    assert pattern.paths_with(frozenset({None, "в"})) == [*pattern.paths[1:]]
    assert pattern.paths_with(frozenset({None, "с"})) == []
    assert parse_pattern("gen | в+loc").paths_with(frozenset({None})) == [
        (Step("gen", "case", "Gen"),)
    ]


@pytest.mark.parametrize(
    ("pattern", "only", "never"),
    [
        ("ins(указ)", {"указ"}, set()),
        ("ins(указ приказ)", {"указ", "приказ"}, set()),
        ("ins(!указ)", set(), {"указ"}),
        ("ins(@acts)", {"указ", "приказ"}, set()),
        ("ins(!@papers)", set(), {"указ", "приказ", "отчет"}),
        ("object(отчёт)", {"отчет"}, set()),
        ("object", set(), set()),
    ],
)
def test_lemmas_in_brackets_narrow_a_step(pattern: str, only: set[str], never: set[str]) -> None:
    ((step,),) = parse_pattern(pattern, LISTS).paths

    assert (set(step.only), set(step.never)) == (only, never)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("behind", "pattern 'behind': 'behind' is no relation, case or preposition+case"),
        (
            "object.behind",
            "pattern 'object.behind': 'behind' is no relation, case or preposition+case",
        ),
        ("в+voc", "pattern 'в+voc': 'в+voc' is no relation, case or preposition+case"),
        ("+gen", "pattern '+gen': '+gen' is no relation, case or preposition+case"),
        ("в+", "pattern 'в+': 'в+' is no relation, case or preposition+case"),
        ("gen |", "pattern 'gen |': '' is no relation, case or preposition+case"),
        ("", "pattern '': '' is no relation, case or preposition+case"),
        ("ins(@nobody)", "no list '@nobody'"),
    ],
)
def test_what_is_not_in_the_language_raises(pattern: str, message: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011
        parse_pattern(pattern, LISTS)

    assert str(error.value) == message


def test_lists_may_hold_lists_and_are_folded() -> None:
    assert list(expand(("@papers", "Заём"), LISTS)) == ["указ", "приказ", "отчет", "заем"]


STEPS = st.sampled_from([*sorted(WORDS | set(CASES)), "в+acc", "по итогам+gen", "с+ins(указ)"])


@given(st.lists(st.lists(STEPS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_every_path_of_known_steps_is_read_as_it_is_written(paths: list[list[str]]) -> None:
    source = " | ".join(".".join(path) for path in paths)

    pattern = parse_pattern(source)

    assert pattern.source == source
    assert [[step.name for step in path] for path in pattern.paths] == [
        [step.partition("(")[0] for step in path] for path in paths
    ]
