"""The repaired tree: compound prepositions lifted, circles survived, «который» resolved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import VISIT_TOLD, sentence, syntax
from pressfacts.events.grammar import plain_preposition
from pressfacts.events.phrases import phrase
from pressfacts.events.relations import RELATIONS, STRETCHES
from pressfacts.events.syntax import Syntax
from pressfacts.language.tree import children_of
from pressfacts.records import Sentence, Token


def words(tree: Syntax, indices: list[int]) -> list[str]:
    return [tree.token(i).text for i in indices]


def index(tree: Syntax, word: str) -> int:
    return [token.text for token in tree.tokens].index(word)


def test_a_compound_preposition_hands_its_noun_over() -> None:
    tree = syntax(VISIT_TOLD)
    noun = index(tree, "визита")

    assert tree.preposition[noun] == "в рамках"
    assert tree.governor[noun] == index(tree, "подписал")
    assert words(tree, sorted(tree.function_words)) == ["В", "рамках"]
    assert not tree.nominal(index(tree, "рамках"))


def test_its_words_alone_are_no_preposition() -> None:
    tree = syntax("""
        В        adp                      case  рамках
        рамках/рамки  noun loc inan plur  obl   висят
        висят/висеть  verb pres fin plur  root
        портреты/портрет  noun nom inan plur  nsubj  висят
    """)

    assert tree.preposition[index(tree, "рамках")] == "в"
    assert tree.nominal(index(tree, "рамках"))


def test_a_compound_preposition_before_another_preposition_stands_for_itself() -> None:
    tree = syntax("""
        Ушёл/уйти     verb past fin sing masc  root
        с             adp                      case  поста
        поста/пост    noun gen inan sing       obl   Ушёл
        в             adp                      case  мае
        мае/май       noun loc inan sing       obl   Ушёл
    """)

    assert tree.preposition[index(tree, "поста")] == "с"
    assert tree.function_words == set()


@pytest.mark.parametrize(
    ("written", "plain"),
    [("во", "в"), ("со", "с"), ("обо", "о"), ("перед", "перед"), ("при", "при")],
)
def test_variants_of_a_preposition_are_one(written: str, plain: str) -> None:
    assert plain_preposition(written) == plain


def test_which_stands_for_its_antecedent() -> None:
    tree = syntax("""
        Завод       noun nom inan sing masc  nsubj      работает
        ,           punct                    punct      посетил
        который     pron acc inan sing masc  obj        посетил
        посетил/посетить  verb past fin sing masc  acl:relcl  Завод
        министр     noun nom anim sing masc  nsubj      посетил
        ,           punct                    punct      посетил
        работает/работать  verb pres fin sing  root
    """)

    assert tree.antecedent(index(tree, "который")) == index(tree, "Завод")
    assert tree.antecedent(index(tree, "Завод")) is None


def test_a_noun_under_a_preposition_has_no_subject() -> None:
    tree = syntax("""
        На        adp                      case   форуме
        форуме/форум   noun loc inan sing  obl    выступил
        директор  noun nom anim sing masc  nsubj  форуме
        выступил/выступить  verb past fin sing masc  root
    """)

    assert tree.governor[index(tree, "директор")] == index(tree, "выступил")


def test_conjuncts_are_nouns_beside_nouns() -> None:
    tree = syntax("""
        Мэр      noun nom anim sing   nsubj  открыли
        ,        punct                punct  ректор
        ректор   noun nom anim sing   conj   Мэр
        и        cconj                cc     повар
        повар    noun nom anim sing   conj   Мэр
        открыли/открыть  verb past fin plur  root
        и        cconj                cc     осмотрели
        осмотрели/осмотреть  verb past fin plur  conj  открыли
        кухню/кухня  noun acc inan sing  obj  осмотрели
    """)

    assert words(tree, tree.conjuncts(index(tree, "Мэр"))) == ["Мэр", "ректор", "повар"]
    assert words(tree, tree.conjuncts(index(tree, "кухню"))) == ["кухню"]


def test_the_clause_of_a_word_ends_at_its_verb() -> None:
    tree = syntax("""
        Мэр       noun nom anim       nsubj   рассказал
        рассказал/рассказать  verb past fin   root
        ,         punct               punct   закрыта
        что       sconj               mark    закрыта
        школа     noun nom inan       nsubj   закрыта
        закрыта/закрыть  verb past part pass short  ccomp  рассказал
    """)

    assert tree.clause_root(index(tree, "школа")) == index(tree, "закрыта")
    assert tree.clause_root(index(tree, "Мэр")) == index(tree, "рассказал")


# ---------------------------------------------------------------- any tree at all

VOCABULARY = (
    *("в", "рамках", "ходе", "вместе", "с", "по", "итогам", "на", "посту", ",", "и", "«", "»"),
    *("мэр", "завода", "посетил", "который", "2024", "не", "чтобы", "открытый"),
)
TAGS = ("NOUN", "PROPN", "VERB", "ADP", "PRON", "PUNCT", "NUM", "ADJ", "CCONJ")
RELS = (
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "case",
    "conj",
    "acl:relcl",
    "amod",
    "xcomp",
    "fixed",
    "appos",
)
VERB_FORMS: tuple[dict[str, str], ...] = (
    {},
    {"VerbForm": "Fin"},
    {"VerbForm": "Inf"},
    {"VerbForm": "Part", "Voice": "Pass"},
)


@st.composite
def any_sentence(draw: st.DrawFn) -> Sentence:
    """Heads may run in circles here, which the parser's no longer do: the engine trusts nobody."""
    size = draw(st.integers(1, 14))
    tokens = []
    for i in range(size):
        word = draw(st.sampled_from(VOCABULARY))
        case = draw(st.sampled_from([None, "Nom", "Gen", "Acc", "Ins"]))
        head = draw(st.integers(-1, size - 1))
        tokens.append(
            Token(
                start=i,
                end=i + 1,
                text=word,
                lemma=word,
                pos=draw(st.sampled_from(TAGS)),
                case=case,
                number=None,
                gender=None,
                feats=draw(st.sampled_from(VERB_FORMS)),
                head=-1 if head == i else head,
                rel=draw(st.sampled_from(RELS)),
            )
        )
    children = tuple(map(tuple, children_of([token.head for token in tokens])))
    lemmas = tuple(token.lemma for token in tokens)
    return Sentence(0, size, "", 0, "paragraph", tuple(tokens), lemmas, (), children)


@given(any_sentence())
def test_every_word_leads_to_a_root(any_words: Sentence) -> None:
    tree = Syntax(any_words)

    for i in range(len(tree.tokens)):
        here, steps = i, 0
        while here >= 0:
            here, steps = tree.governor[here], steps + 1
            assert steps <= len(tree.tokens)


@given(any_sentence())
def test_every_question_has_an_answer_within_the_sentence(any_words: Sentence) -> None:
    tree = Syntax(any_words)
    size = len(tree.tokens)

    for i in range(size):
        assert 0 <= tree.clause_root(i) < size
        assert i in tree.subtree(i)
        assert i in tree.conjuncts(i)
        first, last = phrase(tree, i)
        assert 0 <= first <= i < last <= size
        for relation in RELATIONS.values():
            assert all(0 <= head < size for head in relation(tree, i))
        for name, stretch in STRETCHES.items():
            for head in RELATIONS[name](tree, i):
                first, end = stretch(tree, head)
                assert end is not None
                assert 0 <= first <= head < end <= size


def test_the_notation_gives_offsets_that_hold() -> None:
    told = sentence(VISIT_TOLD)

    assert told.text == "В рамках визита министр подписал план"
    assert [told.text[token.start : token.end] for token in told.tokens] == told.text.split()
