"""Sums of money: what is found, what it comes to, how it is limited."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pressfacts.amounts import find_amounts
from pressfacts.language import Language
from pressfacts.records import Block, Money

pytestmark = pytest.mark.models

CASES = Path(__file__).parent / "cases" / "amounts.tsv"


def read_cases() -> Iterator[tuple[str, list[str], list[str]]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            phrase, values = line.split("\t")
            words = [part.partition("]")[0] for part in phrase.split("[")[1:]]
            yield phrase.replace("[", "").replace("]", ""), words, values.split("; ")


ALL_CASES = list(read_cases())


@pytest.mark.parametrize(
    ("text", "words", "values"), ALL_CASES, ids=[case[0][:60] for case in ALL_CASES]
)
def test_sum(language: Language, text: str, words: list[str], values: list[str]) -> None:
    sentences = language.annotate(text, [Block("paragraph", 0, len(text))])
    sums = [entity for entity in find_amounts(sentences).entities if isinstance(entity, Money)]
    assert [f"{found.value} {found.qualifier or '-'}" for found in sums] == [v for v in values if v]
    assert {mention.text for found in sums for mention in found.mentions} == set(words)


def test_equal_sums_are_one_entity(language: Language) -> None:
    text = "Музею дали 5 млн рублей, театру – тоже 5 миллионов рублей."
    found = find_amounts(language.annotate(text, [Block("paragraph", 0, len(text))]))
    assert [entity.id for entity in found.entities] == ["money-1"]
    assert [reference.entity for reference in found.references] == ["money-1", "money-1"]
