"""Named people, organizations and places in whole sentences."""

import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.entities import find_names
from pressfacts.language import Language
from pressfacts.records import Block, Findings, Organization, Person, Place

CASES = Path(__file__).parent / "cases" / "names.toml"
TYPES = {"person": Person, "organization": Organization, "place": Place}
SENTENCES = [case["text"] for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]]


def read(text: str, language: Language) -> Findings:
    return find_names(language.annotate(text, [Block("paragraph", 0, len(text))]), language)


def names(findings: Findings, kind: str) -> list[str]:
    return sorted(e.name for e in findings.entities if isinstance(e, TYPES[kind]))


def _cases() -> Iterator[object]:
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]:
        reason = case.pop("known_failure", None)
        marks = [pytest.mark.xfail(reason=reason)] if reason else []
        yield pytest.param(case, marks=marks, id=case["text"][:50])


@pytest.mark.models
@pytest.mark.parametrize("case", list(_cases()))
def test_names_of_a_sentence(case: dict[str, list[str]], language: Language) -> None:
    text = str(case["text"])
    findings = read(text, language)

    found = {kind: names(findings, kind) for kind in case if kind != "text"}

    assert found == {kind: sorted(case[kind]) for kind in found}


@pytest.mark.models
def test_ids_follow_the_first_mentions(language: Language) -> None:
    findings = read("Анна Лось из Твери и Пётр Вяз из Омска хвалят ООО «Гамма».", language)

    assert [(e.id, e.name) for e in findings.entities] == [
        ("person-1", "Анна Лось"),
        ("person-2", "Пётр Вяз"),
        ("organization-1", "ООО «Гамма»"),
        ("place-1", "Тверь"),
        ("place-2", "Омск"),
    ]


@pytest.mark.models
def test_mentions_of_one_name_are_one_entity(language: Language) -> None:
    findings = read(
        "Директор Ольга Ивановна Лебедь выступила. О. И. Лебедь устала. Слово взяла Лебедь.",
        language,
    )

    (person,) = findings.entities
    assert isinstance(person, Person)
    assert (person.first, person.middle, person.last) == ("Ольга", "Ивановна", "Лебедь")
    assert [m.text for m in person.mentions] == ["Ольга Ивановна Лебедь", "О. И. Лебедь", "Лебедь"]


@pytest.mark.models
def test_a_reference_tells_the_token_that_carries_the_case(language: Language) -> None:
    text = "Гостей принял завод «Прибой» в лице Ильи Сомова."
    sentences = language.annotate(text, [Block("paragraph", 0, len(text))])

    references = find_names(sentences, language).references

    words = {r.entity: sentences[0].tokens[r.head].text for r in references}
    assert words == {"person-1": "Ильи", "organization-1": "завод"}


@pytest.mark.models
def test_bodies_with_one_head_are_named_by_words_of_their_own(language: Language) -> None:
    findings = read("Форум провели министерства обороны и внутренних дел России.", language)

    assert [(e.name, [m.text for m in e.mentions]) for e in findings.entities] == [
        ("министерство обороны России", ["министерства обороны"]),
        ("министерство внутренних дел России", ["внутренних дел России"]),
    ]
    assert [(r.entity, r.first, r.last, r.head) for r in findings.shared] == [
        ("organization-1", 2, 8, 2),
        ("organization-2", 2, 8, 2),
    ]


@pytest.mark.models
def test_a_body_of_several_is_the_one_named_alone_elsewhere(language: Language) -> None:
    findings = read(
        "Договор подписали заводы «Сугроб» и «Иней». На заводе «Иней» сменят линию.", language
    )

    assert [(e.name, [m.text for m in e.mentions]) for e in findings.entities] == [
        ("завод «Сугроб»", ["заводы «Сугроб»"]),
        ("завод «Иней»", ["«Иней»", "заводе «Иней»"]),
    ]


@pytest.mark.models
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(SENTENCES),
            st.text(alphabet='АБВабв «»"()–-.,№1Kk\u00ad\u00a0ё', max_size=25),
        ),
        max_size=3,
    )
)
def test_any_text_gives_its_own_words(language: Language, parts: list[str]) -> None:
    text = " ".join(parts)
    sentences = language.annotate(text, [Block("paragraph", 0, len(text))])

    findings = find_names(sentences, language)

    assert findings == find_names(sentences, language)
    assert all(
        text[m.start : m.end] == m.text and m.text.strip()
        for entity in findings.entities
        for m in entity.mentions
    )
    spans = sorted((m.start, m.end) for e in findings.entities for m in e.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(spans)), "names overlap"
