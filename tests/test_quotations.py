"""Direct speech is found by its marks, dashes and frames: no language model is needed for it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.events.quotations import Speech, find_quotations
from pressfacts.events.stream import Stream, make_stream, trimmed
from pressfacts.language.segment import split_sentences
from pressfacts.records import Sentence, Token

CASES = Path(__file__).parent / "cases" / "quotations.txt"
SAYING = frozenset(("сказал", "сказала", "добавил"))
MARK = re.compile(r"\[(?:(\d)\|)?([^\]]*)\]|/(?:(\d)\|)?([^/]*)/")

Account = dict[str, tuple[list[str], str]]


def cases() -> Iterator[str]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def read_case(case: str) -> tuple[str, list[tuple[list[str], str]]]:
    """The text without its marks, and the pieces and trigger of each speech in it."""
    pieces: dict[str, list[str]] = {}
    triggers: dict[str, str] = {}
    for match in MARK.finditer(case):
        if match[2] is not None:
            pieces.setdefault(match[1] or "1", []).append(match[2])
        else:
            triggers[match[3] or "1"] = match[4]
    text = MARK.sub(lambda match: match[2] if match[2] is not None else match[4], case)
    return text.replace("¶", "\n"), [
        (pieces[number], triggers[number]) for number in sorted(pieces)
    ]


def stream_of(text: str) -> Stream:
    """Words without any grammar but the first person of «мы»; a paragraph to a line."""
    sentences = []
    start = 0
    for block, line in enumerate(text.split("\n")):
        for words in split_sentences(text, start, start + len(line)):
            first_word = next((i for i, w in enumerate(words.texts) if w[0].isalnum()), 0)
            tokens = tuple(
                Token(
                    start=first,
                    end=after,
                    text=word,
                    lemma=word.lower(),
                    pos="X",
                    case=None,
                    number=None,
                    gender=None,
                    feats={"VerbForm": "Fin"} if word.endswith(("л", "ло", "ли")) else {},
                    head=-1,
                    rel="root" if i == first_word else "dep",
                )
                for i, (word, first, after) in enumerate(
                    zip(words.texts, words.starts, words.ends, strict=True)
                )
            )
            sentences.append(
                Sentence(
                    start=tokens[0].start,
                    end=tokens[-1].end,
                    block=block,
                    kind="paragraph",
                    text=text[tokens[0].start : tokens[-1].end],
                    tokens=tokens,
                    lemmas=tuple(token.lemma for token in tokens),
                    names=(),
                    children=tuple(() for _ in tokens),
                )
            )
        start += len(line) + 1
    return make_stream(text, sentences)


def speeches(stream: Stream) -> tuple[Speech, ...]:
    return find_quotations(stream, lambda i: stream.tokens[i].text in SAYING)


def words(stream: Stream, speech: Speech) -> list[str]:
    spans = [trimmed(stream, piece) for piece in speech.pieces]
    return [
        stream.text[stream.tokens[first].start : stream.tokens[last - 1].end]
        for first, last in spans
        if first < last
    ]


@pytest.mark.parametrize("case", list(cases()))
def test_speech_is_found_with_its_attribution(case: str) -> None:
    text, expected = read_case(case)
    stream = stream_of(text)

    found = [
        (words(stream, speech), stream.tokens[speech.frame.trigger].text)
        for speech in speeches(stream)
        if speech.frame is not None
    ]
    carried = [words(stream, speech) for speech in speeches(stream) if speech.frame is None]

    # what follows in marks of its own is joined by the caller, who knows the sentences between
    for alone in carried if expected else []:
        found[-1][0].extend(alone)
    assert found == [([piece.rstrip(".") for piece in pieces], verb) for pieces, verb in expected]


SCRAPS = st.lists(
    st.sampled_from(
        [
            "«",
            "»",
            '"',
            "“",
            "”",
            "„",
            " – ",
            "— ",
            ", ",
            ". ",
            ": ",
            "! ",
            "\n",
            "Мы ",
            "цех ",
            "сказал ",
            "А. ",
        ]
    ),
    max_size=40,
)


@given(SCRAPS)
def test_pieces_and_frames_never_overlap_and_stay_in_order(scraps: list[str]) -> None:
    stream = stream_of("".join(scraps))

    found = speeches(stream)

    taken: set[int] = set()
    for speech in found:
        ranges = [*speech.pieces, *([speech.frame.words] if speech.frame else [])]
        for first, last in ranges:
            assert 0 <= first < last <= len(stream.tokens) or first == last
            assert taken.isdisjoint(range(first, last))
            taken.update(range(first, last))
        assert list(speech.pieces) == sorted(speech.pieces)
    assert found == speeches(stream)


@given(SCRAPS)
def test_a_trimmed_range_lies_within_one_word_of_its_range(scraps: list[str]) -> None:
    stream = stream_of("".join(scraps))
    size = len(stream.tokens)

    first, last = trimmed(stream, (0, size))

    assert 0 <= first <= last <= size
