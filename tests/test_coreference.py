"""Role words, common nouns and pronouns that stand for names; and those that must not."""

import tomllib
from pathlib import Path

import pytest

from pressfacts.entities import find_names, read_discourse
from pressfacts.language import Language
from pressfacts.layout import split_blocks
from pressfacts.records import Document

pytestmark = pytest.mark.models

FIRES = {
    "the head of a region": (
        "Губернатор Тверской области Иван Петров приехал. Глава региона поблагодарил рабочих.",
        ["role Глава региона = Иван Петров", "noun региона = Тверская область"],
    ),
    "a subject pronoun": (
        "Иван Петров посетил завод «Сатурн». Он осмотрел цех.",
        ["pronoun Он = Иван Петров"],
    ),
    "gender decides": (
        "Пётр Ким встретился с Анной Ли. Она рассказала о планах.",
        ["pronoun Она = Анна Ли"],
    ),
    "what somebody says": (
        "Анна Ли приехала в Тверь. По её словам, мост готов.",
        ["pronoun её = Анна Ли"],
    ),
    "a title before the name is told": (
        "Министр посетил Тверь. Министр транспорта Пётр Ким осмотрел мост.",
        ["role Министр = Пётр Ким", "role Министр транспорта = Пётр Ким"],
    ),
    "kind of an organization": (
        "Завод «Сатурн» построил цех. Предприятие выпускает насосы.",
        ["noun Предприятие = завод «Сатурн»"],
    ),
    "two by «и»": (
        "Иван Петров и Олег Ким приехали в Тверь. Они осмотрели мост.",
        ["pronoun Они = Иван Петров", "pronoun Они = Олег Ким"],
    ),
    "the parties": (
        "Пётр Ким встретился с Анной Ли. Стороны подписали соглашение.",
        ["pronoun Стороны = Пётр Ким", "pronoun Стороны = Анна Ли"],
    ),
}

SILENT = {
    "a thing is nearer": "Иван Петров приехал. Форум завершится в мае, он собрал сто гостей.",
    "nobody of that gender": "Иван Петров приехал. Она осмотрела мост.",
    "a new company": "Компания «Вега» растёт. Другая компания закрылась.",
    "an office": "Губернатор Иван Петров выступил, пост губернатора свободен.",
}


def references(text: str, language: Language) -> list[str]:
    sentences = language.annotate(text, split_blocks(Document("test", text)))
    names = find_names(sentences, language)
    called = {entity.id: entity.name for entity in names.entities}
    return [
        f"{r.form} {' '.join(t.text for t in sentences[r.sentence].tokens[r.first : r.last])}"
        f" = {called[r.entity]}"
        for r in read_discourse(sentences, names, language).references
    ]


@pytest.mark.parametrize(("text", "expected"), FIRES.values(), ids=FIRES)
def test_resolved(text: str, expected: list[str], language: Language) -> None:
    assert set(expected) <= set(references(text, language))


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_left_alone(text: str, language: Language) -> None:
    found = references(text, language)
    assert not [r for r in found if not r.startswith("role Губернатор")]


CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "references.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_references_of_a_text(case: dict[str, str | list[str]], language: Language) -> None:
    found = references(str(case["text"]), language)
    assert set(case.get("expect", ())) <= set(found)
    words = {reference.partition(" ")[2].partition(" = ")[0] for reference in found}
    assert not words & set(case.get("absent", ()))


def test_two_directors_stand_equal(language: Language) -> None:
    text = (
        "Директор завода «Сатурн» Иван Петров и директор завода «Вега» Олег Ким приехали. "
        "Директор выступил."
    )
    assert not any(r.startswith("role Директор =") for r in references(text, language))
