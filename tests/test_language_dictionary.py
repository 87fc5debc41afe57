"""The dictionary, mapped and read by ourselves, gives what pymorphy3 gives, in the same order."""

import subprocess
import sys
from pathlib import Path

import pymorphy3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import tokenize

from pressfacts.language import Morphology
from pressfacts.language.analysis import read_tag
from pressfacts.language.analyzer import MappedAnalyzer
from pressfacts.language.dictionary import Lexicon
from pressfacts.language.grammemes import read_grammemes
from pressfacts.language.paradigms import Reading

SAMPLES = Path(__file__).parent.parent / "samples"
RARE = (
    "ёлка елка все всё ещё еще ж жжж Мид-Отель по-новому Зюхгрвств 12 XII ТАСС Co. « ё е "
    "автобутявка сверхжжж город-герой IT-компания Ил-86 скажи-ка вице-мэром пол-литра экс-жжж А Ф "
    "Жйк йк"
)
WISHES = [
    frozenset(wish)
    for wish in (
        {"nomn"},
        {"gent", "plur"},
        {"masc", "sing", "nomn"},
        {"loct"},
        {"loc2"},
        {"Name"},
    )
]


@pytest.fixture(scope="module")
def plain() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(MappedAnalyzer())


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology()


def ours(lexicon: Lexicon, word: str) -> list[tuple[object, ...]]:
    return [told(reading) for reading in lexicon.readings(word)]


def told(reading: Reading) -> tuple[object, ...]:
    tag = reading.tag
    grammar = tag.POS, tag.case, tag.number, tag.gender, tag.tense
    known = reading.word, tag.written, reading.normal_form, reading.score, reading.is_known
    return known + grammar


def theirs(analyzer: pymorphy3.MorphAnalyzer, word: str) -> list[tuple[object, ...]]:
    return [
        (
            p.word,
            str(t),
            p.normal_form,
            p.score,
            p.is_known,
            t.POS,
            t.case,
            t.number,
            t.gender,
            t.tense,
        )
        for p in analyzer.parse(word)
        for t in [p.tag]
    ]


def test_words_of_the_samples(lexicon: Lexicon, plain: pymorphy3.MorphAnalyzer) -> None:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("[!l]*.txt"))]
    words = {token.text for text in texts for token in tokenize(text)} | set(RARE.split())
    assert len(words) > 500
    assert {w: ours(lexicon, w) for w in words} == {w: theirs(plain, w) for w in words}


@given(word=st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЖx-", min_size=1, max_size=12))
def test_any_word(word: str, lexicon: Lexicon, plain: pymorphy3.MorphAnalyzer) -> None:
    assert ours(lexicon, word) == theirs(plain, word)


def test_inflection(lexicon: Lexicon, plain: pymorphy3.MorphAnalyzer) -> None:
    text = (SAMPLES / "visit.txt").read_text("utf-8")
    for word in sorted({token.text for token in tokenize(text)} | set(RARE.split())):
        for reading, parse in zip(lexicon.readings(word), plain.parse(word), strict=True):
            for wish in WISHES:
                form, other = reading.inflect(wish), parse.inflect(wish)
                assert (form and told(form)[1:3]) == (other and (str(other.tag), other.normal_form))
                assert (form and form.word) == (other and other.word)
                again = form and form.inflect(frozenset({"gent"}))
                other_again = other and other.inflect({"gent"})
                assert (again and again.word) == (other_again and other_again.word)


@pytest.mark.parametrize(
    ("form", "lemma"), [("стали", "стать"), ("Стали", "стать"), ("ёлкой", "елка"), ("№", "№")]
)
def test_unranked_readings_give_the_same_lemma(
    form: str, lemma: str, morphology: Morphology
) -> None:
    """By the best reading, whether or not the readings had to be ranked."""
    assert morphology.grammar(form, read_tag("VERB|VerbForm=Fin"))[1] == lemma


@pytest.mark.parametrize("form", ["стали", "Елки", "Ывкпал", "город-герой", "A", "байткод"])
def test_tags_are_those_of_the_readings(form: str, morphology: Morphology) -> None:
    assert morphology.tags(form) == tuple(each.tag for each in morphology.unranked(form))


def test_a_tag_answers_at_once() -> None:
    tag = read_grammemes("NOUN,anim,masc,Surn sing,loc2")
    assert (tag.POS, tag.case, tag.number, tag.gender) == ("NOUN", "loc2", "sing", "masc")
    assert "Surn" in tag
    assert "Name" not in tag
    assert tag is read_grammemes("NOUN,anim,masc,Surn sing,loc2")
    assert read_grammemes("PNCT").POS is None


@pytest.mark.parametrize(
    ("word", "form", "voice"),
    [
        ("избрала", "Fin", "Act"),
        ("простился", "Fin", "Mid"),
        ("завизируют", "Fin", "Act"),
        ("прикрепиться", "Inf", "Mid"),
        ("докладывая", "Conv", "Act"),
        ("отклонён", "Part", "Pass"),
    ],
)
def test_words_that_are_verbs_and_nothing_else(
    morphology: Morphology, word: str, form: str, voice: str
) -> None:
    tag, _ = morphology.grammar(word, read_tag("NOUN|Case=Nom"))

    assert (tag.pos, tag.verb_form, tag.feats["Voice"]) == ("VERB", form, voice)


@pytest.mark.parametrize("word", ["стали", "мыла", "Сунь", "дарима", "открытый", "Ывкпал"])
def test_words_that_may_be_something_else(morphology: Morphology, word: str) -> None:
    noun = read_tag("NOUN|Case=Nom")

    assert morphology.grammar(word, noun, True)[0] is noun


def test_words_that_are_nouns_and_nothing_else(morphology: Morphology) -> None:
    oceanographers, _ = morphology.grammar("океанолога", read_tag("ADJ|Case=Gen"))
    dative, accusative, nominative = (
        read_tag(f"ADJ|Case={case}") for case in ("Dat", "Acc", "Nom")
    )

    assert (oceanographers.pos, oceanographers.case) == ("NOUN", "Gen")
    assert morphology.grammar("лучникам", dative) == morphology.grammar("лучникам", accusative)
    assert morphology.grammar("рабочий", nominative)[0] is nominative
    assert morphology.grammar("Лучникам", dative)[0] is dative
    assert morphology.grammar("Лучникам", dative, True)[0].pos == "NOUN"


COMPILED = """
import sys, types
class Compiled:
    def __init__(self, words=()):
        self.words = tuple(words)
    def prefixes(self, word):
        return [other for other in self.words if word.startswith(other)]
names = ("DAWG", "RecordDAWG", "IntCompletionDAWG")
sys.modules["dawg"] = types.SimpleNamespace(**dict.fromkeys(names, Compiled))
from pressfacts.language.analyzer import MappedAnalyzer
parses = MappedAnalyzer().parse("бутявка")
print(*(f"{parse.normal_form} {parse.tag}" for parse in parses))
"""


def test_compiled_automata_beside_pymorphy3_change_nothing() -> None:
    shown = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", COMPILED], stdout=subprocess.PIPE, check=True
    )
    assert shown.stdout.decode() == "бутявка NOUN,inan,femn sing,nomn\n"
