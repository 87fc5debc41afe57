"""Words and sentences are razdel's, whatever stands in the text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import sentenize, tokenize

from pressfacts.language.segment import UNSEEN, split_sentences

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
PIECES = st.sampled_from(
    [
        "г.",
        "ул.",
        "и т. д.",
        "т.е.",
        "А.",
        "С. П.",
        "1.",
        "2,5",
        "9,",
        "3/4",
        "-",
        "—",
        "–то",
        "кое-",
        "_",
        "...",
        "?!",
        ";",
        ":)",
        "=((",
        "«Да»",
        "(",
        ").",
        '"',
        "»",
        "yahoo!",
        "Δσ",
        "°",
        "9\\",
        "А-9",
        "№5",
        "**",
        "слово",
        "Слово",
        "словами.",
        "словацк.",
        "Домовлад.",
        "\u212aſ\u1c80",
        "ТАСС",
        "Co.",
        "inc",
        "12",
        "XIV",
        "%",
        "\xa0",
        "\n",
        "\t",
        " ",
        " ",
        " ",
        " ",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)


def by_razdel(text: str) -> list[list[str]]:
    sentences = ([token.text for token in tokenize(s.text)] for s in sentenize(text))
    return [words for words in sentences if words]


def parted(word: str) -> list[str]:
    """A number and the signs after it: the one thing that is not left to razdel."""
    number = word.rstrip(",.-–—/") if word[:1].isdigit() else word
    return [piece for piece in (number, word[len(number) :]) if piece]


@given(TEXTS)
def test_the_words_are_those_of_razdel(text: str) -> None:
    plain = "".join(letter for letter in text if letter not in UNSEEN)
    ours = [words.texts for words in split_sentences(text, 0, len(text))]
    theirs = by_razdel(plain)
    assert ["".join(words) for words in ours] == ["".join(words) for words in theirs]
    for own, other in zip(ours, theirs, strict=True):
        assert own == [piece for word in other for piece in parted(word)]


@given(TEXTS, st.integers(0, 10), st.integers(0, 10))
def test_offsets_are_those_of_the_text(text: str, before: int, after: int) -> None:
    start, end = min(before, len(text)), max(len(text) - after, 0)
    last = start
    for words in split_sentences(text, start, max(start, end)):
        for word, first, behind in zip(words.texts, words.starts, words.ends, strict=True):
            assert last <= first < behind <= max(start, end)
            last = behind
            stands = text[first:behind]
            assert "".join(letter for letter in stands if letter not in UNSEEN) == word


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    text = path.read_text("cp1251" if ".cp1251" in path.name else "utf-8")
    ours = [words.texts for words in split_sentences(text, 0, len(text))]
    assert [" ".join(words) for words in ours] == [" ".join(words) for words in by_razdel(text)]


def test_a_sign_after_a_number_stands_alone() -> None:
    (words,) = split_sentences("В корпусах 9, 10 и 3-5.", 0, 23)
    assert words.texts == ["В", "корпусах", "9", ",", "10", "и", "3-5", "."]
