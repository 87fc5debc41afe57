"""Where arguments stand: voices, control, coordination, prepositions, quoted titles, phrases."""

import pytest

from notation import syntax
from pressfacts.events.arguments import find_arguments
from pressfacts.events.patterns import parse_pattern
from pressfacts.events.phrases import core_phrase, phrase
from pressfacts.events.syntax import Syntax

ACTIVE = """
    Мэр       noun nom anim sing masc    nsubj  открыл
    открыл/открыть  verb past fin sing masc act  root
    школу/школа     noun acc inan sing   obj    открыл
"""
PASSIVE = """
    Школа     noun nom inan sing fem             nsubj:pass  открыта
    открыта/открыть  verb past part short pass sing fem  root
    мэром/мэр        noun ins anim sing masc     obl         открыта
"""
REFLEXIVE = """
    Школа     noun nom inan sing fem          nsubj:pass  открывается
    открывается/открываться  verb pres fin pass sing  root
    мэром/мэр noun ins anim sing masc         obl         открывается
"""
PARTICIPLE = """
    Школа     noun nom inan sing fem          nsubj  работает
    ,         punct                           punct  открытая
    открытая/открыть  verb past part pass nom sing fem  acl  Школа
    мэром/мэр noun ins anim sing masc         obl    открытая
    ,         punct                           punct  открытая
    работает/работать  verb pres fin act sing root
"""
CONTROL = """
    Мэр        noun nom anim sing masc      nsubj  поручил
    поручил/поручить  verb past fin act sing masc  root
    министру/министр  noun dat anim sing masc  iobj  поручил
    посетить   verb inf act                 xcomp  поручил
    завод      noun acc inan sing masc      obj    посетить
"""
SHARED = """
    Мэр        noun nom anim sing masc      nsubj  намерен
    намерен    adj short nom                root
    посетить   verb inf act                 xcomp  намерен
    завод      noun acc inan sing masc      obj    посетить
"""
COORDINATED = """
    Мэр        noun nom anim sing masc      nsubj  прибыл
    прибыл/прибыть    verb past fin act sing masc  root
    и          cconj                        cc     осмотрел
    осмотрел/осмотреть  verb past fin act sing masc  conj  прибыл
    цех        noun acc inan sing masc      obj    осмотрел
    и          cconj                        cc     склад
    склад      noun acc inan sing masc      conj   цех
"""
WHICH = """
    Завод      noun nom inan sing masc      nsubj  работает
    ,          punct                        punct  посетил
    который    pron acc inan sing masc      obj    посетил
    посетил/посетить  verb past fin act sing masc  acl:relcl  Завод
    министр    noun nom anim sing masc      nsubj  посетил
    ,          punct                        punct  посетил
    работает/работать  verb pres fin act sing  root
"""
SIGNED = """
    Банк       noun nom inan sing masc      nsubj  подписал
    подписал/подписать  verb past fin act sing masc  root
    соглашение noun acc inan sing neut      obj    подписал
    о          adp                          case   дружбе
    дружбе/дружба  noun loc inan sing fem   nmod   соглашение
    с          adp                          case   заводом
    заводом/завод  noun ins inan sing masc  nmod   соглашение
"""


def found(tree: Syntax, trigger: str, pattern: str) -> list[str]:
    """The words at a pattern, heads only or, for a stretch of its own, all of them."""
    i = [token.text for token in tree.tokens].index(trigger)
    return [
        tree.token(argument.head).text
        if argument.first is None
        else " ".join(token.text for token in tree.tokens[argument.first : argument.last])
        for argument in find_arguments(tree, i, parse_pattern(pattern))
    ]


@pytest.mark.parametrize(
    ("sentence", "trigger", "pattern", "words"),
    [
        # the same event in four voices
        (ACTIVE, "открыл", "subject", ["Мэр"]),
        (ACTIVE, "открыл", "object", ["школу"]),
        (PASSIVE, "открыта", "subject", ["мэром"]),
        (PASSIVE, "открыта", "object", ["Школа"]),
        (REFLEXIVE, "открывается", "subject", ["мэром"]),
        (REFLEXIVE, "открывается", "object", ["Школа"]),
        (PARTICIPLE, "открытая", "subject", ["мэром"]),
        (PARTICIPLE, "открытая", "object", ["Школа"]),
        (PASSIVE, "открыта", "agent", ["мэром"]),
        (ACTIVE, "открыл", "ins", []),
        # who travels: the dative of the verb above an infinitive, else its subject
        (CONTROL, "посетить", "subject", ["министру"]),
        (CONTROL, "поручил", "subject", ["Мэр"]),
        (SHARED, "посетить", "subject", ["Мэр"]),
        # coordinated verbs share a subject and keep their objects; coordinated nouns come together
        (COORDINATED, "осмотрел", "subject", ["Мэр"]),
        (COORDINATED, "осмотрел", "object", ["цех", "склад"]),
        (COORDINATED, "прибыл", "object", []),
        # «который» is its antecedent
        (WHICH, "посетил", "object", ["Завод"]),
        (WHICH, "посетил", "subject", ["министр"]),
        # what belongs to the verb may hang on its object, and the other way round
        (SIGNED, "подписал", "с+ins", ["заводом"]),
        (SIGNED, "соглашение", "с+ins", ["заводом"]),
        (SIGNED, "подписал", "object.с+ins", ["заводом"]),
        (SIGNED, "соглашение", "governor.subject", ["Банк"]),
        (SIGNED, "соглашение", "о+loc", ["дружбе"]),
        (SIGNED, "соглашение", "о+acc", []),
        (SIGNED, "подписал", "к+dat", []),
        (SIGNED, "подписал", "object(соглашение)", ["соглашение"]),
        (SIGNED, "подписал", "object(договор)", []),
        (SIGNED, "подписал", "object(!соглашение)", []),
        (SIGNED, "подписал", "к+dat | с+ins | subject", ["заводом"]),
        (SIGNED, "соглашение", "self", ["соглашение о дружбе с заводом"]),
    ],
)
def test_arguments(sentence: str, trigger: str, pattern: str, words: list[str]) -> None:
    assert found(syntax(sentence), trigger, pattern) == words


def test_of_two_nominatives_the_verb_tells_the_subject() -> None:
    tree = syntax("""
        Министерство  noun nom inan sing neut   nsubj  возглавила
        возглавила/возглавить  verb past fin act sing fem  root
        учительница   noun nom anim sing fem    nsubj  возглавила
    """)

    assert found(tree, "возглавила", "subject") == ["учительница"]
    assert found(tree, "возглавила", "object") == ["Министерство"]


def test_a_possessive_is_its_owner_and_one_s_own_is_the_subject_s() -> None:
    his = syntax("""
        Его/его     det                       det    визит
        визит       noun nom inan sing masc   nsubj  завершён
        завершён/завершить  verb past part short pass sing masc  root
    """)
    own = syntax("""
        Мэр         noun nom anim sing masc   nsubj  завершил
        завершил/завершить  verb past fin act sing masc  root
        свой        det acc                   det    визит
        визит       noun acc inan sing masc   obj    завершил
    """)

    assert found(his, "визит", "possessive") == ["Его"]
    assert found(own, "визит", "possessive") == ["Мэр"]


def test_a_quoted_title_is_the_words_between_the_marks() -> None:
    tree = syntax("""
        Прошёл/пройти  verb past fin act sing masc  root
        форум     noun nom inan sing masc   nsubj   Прошёл
        «         punct                     punct   мост
        Новый     adj nom sing masc         amod    мост
        мост      noun nom inan sing masc   appos   форум
        »         punct                     punct   мост
    """)

    assert found(tree, "форум", "title") == ["Новый мост"]


def test_a_preposition_inside_a_quoted_title_governs_nothing_outside() -> None:
    tree = syntax("""
        Вручили/вручить  verb past fin act plur  root
        медаль    noun acc inan sing fem     obj   Вручили
        «         punct                      punct труд
        За        adp                        case  труд
        труд      noun acc inan sing masc    nmod  медаль
        »         punct                      punct труд
        за        adp                        case  спасение
        спасение  noun acc inan sing neut    nmod  медаль
    """)

    assert found(tree, "медаль", "за+acc") == ["спасение"]


def test_a_governor_is_not_looked_for_over_what_came_before() -> None:
    """«по итогам встречи ведомства подписали»: who signed need not have met."""
    tree = syntax("""
        По        adp                        case  итогам
        итогам/итоги   noun dat inan plur    obl   подписали
        встречи/встреча  noun gen inan sing  nmod  итогам
        ведомства/ведомство  noun nom inan plur  nsubj  подписали
        подписали/подписать  verb past fin act plur  root
        план      noun acc inan sing masc    obj   подписали
    """)

    assert found(tree, "встречи", "governor.subject") == []
    assert found(tree, "план", "governor.subject") == ["ведомства"]


def test_an_infinitive_tells_the_purpose() -> None:
    tree = syntax("""
        Мэр       noun nom anim sing masc     nsubj  приехал
        приехал/приехать  verb past fin act sing masc  root
        осмотреть verb inf act                advcl  приехал
        новый     adj acc sing masc           amod   цех
        цех       noun acc inan sing masc     obj    осмотреть
    """)

    assert found(tree, "приехал", "infinitive") == ["осмотреть новый цех"]
    assert found(tree, "осмотреть", "infinitive") == []


@pytest.mark.parametrize(
    ("pattern", "words"), [("ins", ["указом"]), ("ins.gen", ["мэра"]), ("nom", []), ("dat", [])]
)
def test_bare_cases(pattern: str, words: list[str]) -> None:
    tree = syntax("""
        Назначен/назначить  verb past part short pass sing masc  root
        указом/указ  noun ins inan sing masc   obl   Назначен
        мэра/мэр     noun gen anim sing masc   nmod  указом
    """)

    assert found(tree, "Назначен", pattern) == words


def test_a_phrase_leaves_out_relative_clauses_and_comments() -> None:
    tree = syntax("""
        новый     adj nom sing masc         amod       корпус
        корпус    noun nom inan sing masc   root
        больницы/больница  noun gen inan sing fem  nmod  корпус
        ,         punct                     punct      построили
        который   pron acc                  obj        построили
        построили/построить  verb past fin act plur  acl:relcl  корпус
    """)

    assert phrase(tree, 1) == (0, 3)


def test_a_core_phrase_ends_before_its_first_long_complement() -> None:
    tree = syntax("""
        соглашение  noun acc inan sing neut  root
        о           adp                      case  поставке
        поставке/поставка  noun loc inan sing fem  nmod  соглашение
        стальных/стальной  adj gen plur      amod  труб
        труб/труба  noun gen inan plur fem   nmod  поставке
    """)

    assert phrase(tree, 0) == (0, 5)
    assert core_phrase(tree, 0) == (0, 1)
