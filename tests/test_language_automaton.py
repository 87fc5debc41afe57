"""The mapped dictionary and quick automata give what pymorphy3 gives, in the same order."""

from pathlib import Path

import pymorphy3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import tokenize

from pressfacts.language.analyzer import MappedAnalyzer
from pressfacts.language.automaton import quicken

SAMPLES = Path(__file__).parent.parent / "samples"
RARE = "ёлка елка все всё ещё еще ж жжж Мид-Отель по-новому Зюхгрвств 12 XII ТАСС Co. «" + " ё е"


@pytest.fixture(scope="module")
def analyzers() -> tuple[pymorphy3.MorphAnalyzer, pymorphy3.MorphAnalyzer]:
    plain, quick = pymorphy3.MorphAnalyzer(), MappedAnalyzer()
    quicken(quick)
    return plain, quick


def parsed(analyzer: pymorphy3.MorphAnalyzer, word: str) -> list[tuple[object, ...]]:
    return [(p.word, str(p.tag), p.normal_form, p.score) for p in analyzer.parse(word)]


def test_words_of_the_samples(
    analyzers: tuple[pymorphy3.MorphAnalyzer, pymorphy3.MorphAnalyzer],
) -> None:
    plain, quick = analyzers
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("[!l]*.txt"))]
    words = {token.text for text in [*texts, RARE] for token in tokenize(text)}
    assert len(words) > 500
    assert {w: parsed(quick, w) for w in words} == {w: parsed(plain, w) for w in words}


@given(word=st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя-", min_size=1, max_size=12))
def test_any_word(
    word: str, analyzers: tuple[pymorphy3.MorphAnalyzer, pymorphy3.MorphAnalyzer]
) -> None:
    plain, quick = analyzers
    assert parsed(quick, word) == parsed(plain, word)


def test_inflection(
    analyzers: tuple[pymorphy3.MorphAnalyzer, pymorphy3.MorphAnalyzer],
) -> None:
    plain, quick = analyzers
    text = (SAMPLES / "visit.txt").read_text("utf-8") + " Зюхгрову бутявкала Твербытпром экс-мэра"
    wishes = [{"nomn"}, {"gent", "plur"}, {"masc", "sing", "nomn"}, {"loct"}, {"Name"}]
    for word in sorted({token.text for token in tokenize(text)}):
        for ours, theirs in zip(quick.parse(word), plain.parse(word), strict=True):
            for wish in wishes:
                own, other = ours.inflect(wish), theirs.inflect(wish)
                assert (own and tuple(own[:4])) == (other and tuple(other[:4]))
                if own:
                    assert own.inflect({"gent"}) == ours.inflect(wish).inflect({"gent"})
