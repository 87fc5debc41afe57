"""Subjects and objects that the parser gave the wrong relation, the wrong verb, or none."""

import pytest

from notation import syntax
from pressfacts.events.relations import RELATIONS
from pressfacts.events.syntax import Syntax

GAVE = "подарил/подарить  verb past fin act sing masc  root"


def core(tree: Syntax, verb: str, relation: str) -> list[str]:
    """The words at a relation of a verb."""
    at = [token.text for token in tree.tokens].index(verb)
    return [tree.token(head).text for head in RELATIONS[relation](tree, at)]


@pytest.mark.parametrize(
    ("second", "subject", "thing"),
    [
        ("фонд", ["фонд"], ["рояль"]),  # a body gives
        ("зал", ["рояль"], ["зал"]),  # of two things the first acts
    ],
)
def test_a_body_acts_where_the_forms_are_the_same(
    second: str, subject: list[str], thing: list[str]
) -> None:
    tree = syntax(f"""
        рояль    noun acc inan sing masc  nsubj  подарил
        {GAVE}
        {second} noun acc inan sing masc  nsubj  подарил
    """)

    assert core(tree, "подарил", "subject") == subject
    assert core(tree, "подарил", "object") == thing


def test_people_give_things_and_things_no_people() -> None:
    tree = syntax(f"""
        рояль  noun acc inan sing masc  nsubj  подарил
        {GAVE}
        мэр    noun nom anim sing masc  nsubj  подарил
    """)

    assert core(tree, "подарил", "subject") == ["мэр"]
    assert core(tree, "подарил", "object") == ["рояль"]


def test_a_nominative_name_is_no_apposition_of_a_dative() -> None:
    tree = syntax(f"""
        рояль          noun acc inan sing masc   obj    подарил
        {GAVE}
        музею/музей    noun dat inan sing masc   iobj   подарил
        Ивлев          propn nom anim sing masc  appos  музею
    """)

    assert core(tree, "подарил", "subject") == ["Ивлев"]


def test_a_noun_that_hangs_on_nothing_is_what_the_verb_lacks() -> None:
    tree = syntax("""
        капитан            noun nom anim sing masc         nsubj  получил
        получил/получить   verb past fin act sing masc     root
        знак               noun nom inan sing masc         root
    """)

    assert core(tree, "получил", "object") == ["знак"]


def test_a_verb_that_lacks_nothing_takes_no_more() -> None:
    tree = syntax("""
        капитан            noun nom anim sing masc         nsubj  получил
        получил/получить   verb past fin act sing masc     root
        кубок              noun acc inan sing masc         obj    получил
        знак               noun nom inan sing masc         root
    """)

    assert core(tree, "получил", "object") == ["кубок"]


def test_an_argument_stays_with_the_nearer_verb() -> None:
    tree = syntax("""
        очередь              noun acc inan sing fem      nsubj  обещают
        запустили/запустить  verb past fin act plur      root
        ,                    punct                       punct  обещают
        вторую/второй        adj acc sing fem            obj    обещают
        обещают/обещать      verb pres fin act plur 3rd  conj   запустили
    """)

    assert core(tree, "запустили", "object") == ["очередь"]


def test_a_thing_before_an_intention_is_what_is_meant_to_be_done() -> None:
    tree = syntax("""
        договор              noun nom inan sing masc  nsubj  намерены
        стороны/сторона      noun nom inan plur fem   nsubj  намерены
        намерены/намеренный  adj plur short           root
        подписать            verb inf act             xcomp  намерены
    """)

    assert core(tree, "подписать", "object") == ["договор"]
    assert core(tree, "подписать", "subject") == ["стороны"]


def test_a_participle_behind_a_comma_describes_the_noun_before_it() -> None:
    tree = syntax("""
        зал                  noun acc inan sing masc         obj    открыл
        открыл/открыть       verb past fin act sing masc     root
        завод                noun nom inan sing masc         nsubj  открыл
        ,                    punct                           punct  купивший
        купивший/купить      verb nom sing masc past part act  conj  открыл
        экран                noun acc inan sing masc         obj    купивший
    """)

    assert core(tree, "купивший", "subject") == ["завод"]


def test_what_follows_a_verb_at_once_is_its_own() -> None:
    tree = syntax("""
        купило/купить        verb past fin act sing neut  root
        у                    adp                          case  завода
        завода/завод         noun gen inan sing masc      obl   запустило
        цех                  noun acc inan sing masc      obj   купило
        ,                    punct                        punct запустило
        запустило/запустить  verb past fin act sing neut  conj  купило
    """)

    words = [token.text for token in tree.tokens]
    assert tree.governor[words.index("завода")] == words.index("купило")
