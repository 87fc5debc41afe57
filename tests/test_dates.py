"""Calendar expressions: what is found, and what it comes to."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressfacts.dates import find_dates
from pressfacts.language import Language
from pressfacts.records import Block, Date, Findings, Sentence

pytestmark = pytest.mark.models

CASES = Path(__file__).parent / "cases" / "dates.tsv"


def read_cases() -> Iterator[tuple[str, str, list[str], list[str | None]]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        phrase, anchor, values = line.split("\t")
        words = [part.partition("]")[0] for part in phrase.split("[")[1:]]
        told = [None if value == "null" else value for value in values.split("; ") if value]
        yield phrase.replace("[", "").replace("]", ""), anchor, words, told


ALL_CASES = list(read_cases())


def sentences_of(language: Language, text: str) -> tuple[Sentence, ...]:
    return language.annotate(text, [Block("paragraph", 0, len(text))])


def dates_of(findings: Findings) -> list[tuple[int, str, str | None]]:
    return sorted(
        (mention.start, mention.text, entity.value)
        for entity in findings.entities
        if isinstance(entity, Date)
        for mention in entity.mentions
    )


@pytest.mark.parametrize(
    ("text", "anchor", "words", "values"), ALL_CASES, ids=[case[0][:60] for case in ALL_CASES]
)
def test_phrase(
    language: Language, text: str, anchor: str, words: list[str], values: list[str | None]
) -> None:
    published = datetime.date.fromisoformat(anchor) if anchor else None
    found = dates_of(find_dates(sentences_of(language, text), published))
    assert [(text, value) for _, text, value in found] == list(zip(words, values, strict=True))
