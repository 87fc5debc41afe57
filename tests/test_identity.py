"""The fast path against slovnet itself: the same tags, heads, relations and names.

Floating-point sums in another order may tip a decision that hangs on the last bits, on another
processor more than here; so one token of ten thousand may differ.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from identity import TOLERANCE, differences

from pressfacts.language.archive import open_archives
from pressfacts.language.fast import FastModels
from pressfacts.language.segment import split_sentences
from pressfacts.language.stock import StockModels

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
# Forms that news rarely have: every kind of shape, unknown words, ties between equal words.
ODD = [
    *"«»„“”\"'()[]{}–—-−…,.:;!?№%&@#/*+=<>|~_^$`",
    "...",
    "?!",
    "—",
    "—",
    "—",
    "12",
    "+7",
    "2024",
]
ODD += [
    "ИА-АИ",
    "А",
    "я",
    "Ё",
    "ТЕСТ",
    "Тест-Тест",
    "тест-Тест",
    "ТеСт",
    "Ab",
    "AB",
    "ab",
    "aB",
    "A",
]
ODD += [
    "Q",
    "Зюхгрвств",
    "зюхгрвств",
    "γ",
    "日本",
    "1-й",
    "2024-2025",
    "Co.",
    "é",
    "<unk>",
]

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def stock() -> StockModels:
    return StockModels()


def sample_sentences() -> Iterator[list[str]]:
    for path in SAMPLES:
        text = path.read_text("cp1251" if ".cp1251" in path.name else "utf-8")
        start = 0
        for line in text.splitlines(keepends=True):
            for words in split_sentences(text, start, start + len(line)):
                yield words.texts
            start += len(line)


def generated_sentences(count: int) -> Iterator[list[str]]:
    """Pieces of sample sentences in new orders, between odd forms: of one to some 200 words."""
    chance = random.Random(7)  # noqa: S311 - the same sentences every time
    sentences = list(sample_sentences())
    for i in range(count):
        words: list[str] = []
        for _ in range(chance.choice((1, 1, 2, 3, 30 if i % 100 == 0 else 4))):
            sentence = chance.choice(sentences)
            first = chance.randrange(len(sentence))
            words += sentence[first : first + chance.randint(1, 12)]
            words += chance.choices(ODD, k=chance.choice((0, 0, 1, 2)))
        yield [word.upper() if chance.random() < 0.02 else word for word in words]


@pytest.mark.parametrize("source", ["samples", "generated"])
def test_the_fast_path_says_what_slovnet_says(
    source: str, stock: StockModels, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = list(sample_sentences() if source == "samples" else generated_sentences(600))
    models = FastModels(open_archives(), capacity=2_048)  # so small that rows are given anew
    fast = [a for i in range(0, len(sentences), 25) for a in models.analyse(sentences[i : i + 25])]
    found = differences(stock, sentences, fast, stock.analyse(sentences))
    tokens = found.pop("tokens")
    with capsys.disabled():
        sys.stdout.write(f"\n{source}: {tokens} tokens, different: {dict(+found) or 'none'}\n")
    assert tokens > 1_500
    assert found.total() <= TOLERANCE * tokens


def test_a_sentence_longer_than_a_block(stock: StockModels) -> None:
    words = [word for sentence in sample_sentences() for word in sentence][:1_300]
    (fast,) = FastModels(open_archives()).analyse([words])
    assert +differences(stock, [words], [fast], stock.analyse([words])) == {"tokens": 1_300}


def test_an_analysis_does_not_depend_on_what_was_read_before() -> None:
    sentences = list(sample_sentences())
    used, fresh = FastModels(open_archives(), capacity=2_048), FastModels(open_archives())
    used.analyse(list(generated_sentences(200)))
    assert [used.analyse([s]) for s in sentences] == [fresh.analyse([s]) for s in sentences]


def test_no_sentences() -> None:
    assert FastModels(open_archives()).analyse([]) == []


@pytest.mark.parametrize("words", [0, 1, 5])
def test_sentences_without_words(words: int) -> None:
    models = FastModels(open_archives())
    sentences = [word for word in ODD[:words] for word in ([], [word], [])] or [[], []]
    empty = models.analyse([[]])
    assert empty == [([], [], [], [])]
    alone = [a for s in sentences for a in (models.analyse([s]) if s else empty)]
    assert models.analyse(sentences) == alone
