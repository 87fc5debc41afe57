"""Happened, ongoing, planned, denied, or no event at all."""

import datetime

import pytest

from notation import syntax
from pressfacts.events.status import after, status_of

VERBS = {
    "happened": "посетил/посетить verb past fin act root",
    "planned": "посетит/посетить verb fut fin act root",
    "ongoing": "посещает/посещать verb pres fin act root",
}


def status(lines: str, trigger: str, *, headline: bool = False) -> str | None:
    tree = syntax(lines)
    i = [token.text for token in tree.tokens].index(trigger)
    return status_of(tree, i, headline=headline)


@pytest.mark.parametrize("told", sorted(VERBS))
def test_tense_tells(told: str) -> None:
    assert status(VERBS[told], VERBS[told].partition("/")[0]) == told


def test_the_present_of_a_headline_has_happened() -> None:
    assert status(VERBS["ongoing"], "посещает", headline=True) == "happened"


def test_the_present_of_a_verb_of_both_aspects_is_to_come() -> None:
    assert status("инвестирует/инвестировать verb pres fin act root", "инвестирует") == "planned"


def test_a_negated_verb_is_denied() -> None:
    lines = """
        не  part  advmod  посетил
        посетил/посетить  verb past fin act  root
    """
    assert status(lines, "посетил") == "denied"


@pytest.mark.parametrize(
    ("governing", "told"),
    [
        ("планирует/планировать verb pres fin act", "planned"),
        ("намерен/намеренный adj short", "planned"),
        ("успел/успеть verb past fin act", "happened"),
        ("успеет/успеть verb fut fin act", "planned"),
        ("отказался/отказаться verb past fin act", "denied"),
        ("хочет/хотеть verb pres fin act", None),
        ("мечтает/мечтать verb pres fin act", None),
    ],
)
def test_an_infinitive_is_as_the_word_above_it_says(governing: str, told: str | None) -> None:
    word = governing.partition("/")[0]
    lines = f"{governing} root\n посетить verb inf act xcomp {word}"

    assert status(lines, "посетить") == told


def test_who_did_not_refuse_went() -> None:
    lines = """
        не  part  advmod  отказался
        отказался/отказаться  verb past fin act  root
        посетить  verb inf act  xcomp  отказался
    """
    assert status(lines, "посетить") == "happened"


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("состоялся/состояться verb past fin act", "happened"),
        ("состоится/состояться verb fut fin act", "planned"),
        ("продолжается/продолжаться verb pres fin act", "ongoing"),
        ("продолжался/продолжаться verb past fin act", "happened"),
        ("отменён/отменить verb past part short pass", "denied"),
        ("запланирован/запланировать verb past part short pass", "planned"),
        ("ожидается/ожидаться verb pres fin act", "planned"),
        ("показывает/показывать verb pres fin act", "happened"),
    ],
)
def test_a_noun_is_as_its_verb_says(verb: str, told: str) -> None:
    word = verb.partition("/")[0]

    assert status(f"Визит noun nom inan nsubj {word}\n {verb} root", "Визит") == told


def test_a_negated_verb_denies_its_noun() -> None:
    lines = """
        Визит  noun nom inan  nsubj  состоялся
        не     part           advmod состоялся
        состоялся/состояться  verb past fin act  root
    """
    assert status(lines, "Визит") == "denied"


@pytest.mark.parametrize(
    ("adjective", "told"),
    [("предстоящий", "planned"), ("несостоявшийся", "denied"), ("долгий", "happened")],
)
def test_an_adjective_of_the_noun_tells(adjective: str, told: str) -> None:
    assert status(f"{adjective} adj nom amod визит\n визит noun nom inan root", "визит") == told


def test_a_noun_between_the_verb_and_the_event_tells() -> None:
    lines = """
        Идёт/идти   verb pres fin act  root
        подготовка  noun nom inan      nsubj  Идёт
        визита/визит  noun gen inan    nmod   подготовка
    """
    assert status(lines, "визита") == "planned"


def test_what_came_before_is_not_touched_by_the_plan_above_it() -> None:
    """«по итогам визита планируется …»: the visit is over."""
    lines = """
        По        adp                   case   итогам
        итогам/итоги  noun dat inan     obl    планируется
        визита/визит  noun gen inan     nmod   итогам
        планируется/планироваться  verb pres fin  root
        закупка   noun nom inan         nsubj  планируется
    """
    assert status(lines, "визита") == "happened"
    assert status(lines, "закупка") == "planned"


@pytest.mark.parametrize("word", ["если", "бы"])
def test_a_condition_is_no_event(word: str) -> None:
    assert status(f"{word} sconj mark посетил\n {VERBS['happened']}", "посетил") is None


@pytest.mark.parametrize(
    ("value", "later"),
    [
        ("2024-05-18", True),
        ("2024-05-17", False),
        ("2024-05", False),
        ("2024-06", True),
        ("2025", True),
        ("2024", False),
        ("2024-05-20/2024-05-21", True),
        ("2024-05-18T10:30", True),
        ("XXXX-06-01", False),
        ("../2025", False),
        ("2024-34", False),  # the second quarter has begun
        ("2024-36", True),
        ("2024-23", True),  # autumn
        (None, False),
    ],
)
def test_after_the_day_of_the_release(value: str | None, later: bool) -> None:
    assert after(value, datetime.date(2024, 5, 17)) is later


def test_nothing_is_after_an_unknown_day() -> None:
    assert after("2024-05-18", None) is False
