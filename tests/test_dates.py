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


def test_a_weekday_that_contradicts_the_date_is_reported(language: Language) -> None:
    text = "Совет соберётся в пятницу, 23 мая 2024 года."
    found = find_dates(sentences_of(language, text), None)
    assert [value for _, _, value in dates_of(found)] == ["2024-05-23"]
    assert found.warnings == (
        "«пятницу, 23 мая 2024 года»: 2024-05-23 is a Thursday, not a Friday",
    )


def test_a_weekday_that_agrees_is_not_reported(language: Language) -> None:
    text = "Совет соберётся в четверг, 23 мая 2024 года."
    assert find_dates(sentences_of(language, text), None).warnings == ()


def test_equal_values_are_one_entity_with_all_mentions(language: Language) -> None:
    text = "Вчера открыли мост. Осмотр 16 мая прошёл быстро."
    found = find_dates(sentences_of(language, text), datetime.date(2024, 5, 17))
    assert dates_of(found) == [(0, "Вчера", "2024-05-16"), (27, "16 мая", "2024-05-16")]
    assert [entity.id for entity in found.entities] == ["date-1"]
    assert [reference.sentence for reference in found.references] == [0, 1]


@pytest.mark.parametrize(
    "dateline",
    [
        "Тверь, 14 мая 2024 г. – Вчера открыт мост.",
        "14 мая 2024 года, Тверь. Вчера открыт мост.",
        "(Тверь, 14 мая 2024 г.) Вчера открыт мост.",
        "ТВЕРЬ, 14 мая 2024 (Пресс-служба). Вчера открыт мост.",
        "Нижний Новгород, Россия – 14 мая 2024 г. – Вчера открыт мост.",
    ],
)
def test_a_dateline_is_today(language: Language, dateline: str) -> None:
    found = find_dates(sentences_of(language, dateline), None)
    assert [value for _, _, value in dates_of(found)] == ["2024-05-14", "2024-05-13"]


def test_a_mere_date_is_nobodys_today(language: Language) -> None:
    text = "14 мая 2024 года в Твери открыт мост. Вчера по нему прошли первые машины."
    found = find_dates(sentences_of(language, text), None)
    assert [value for _, _, value in dates_of(found)] == ["2024-05-14", None]
