"""Posts read from apposition, lists, predicates and each other; and what must stay silent."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressfacts.entities import Discourse, find_names, read_discourse
from pressfacts.language import Language
from pressfacts.layout import split_blocks
from pressfacts.records import Document

pytestmark = pytest.mark.models

FIRES = {
    "before the name": (
        "Губернатор Тверской области Иван Петров посетил завод «Сатурн».",
        ["Иван Петров | губернатор | Тверская область"],
    ),
    "the field stays, the company goes": (
        "Об этом сообщил директор по развитию компании «Нейрон» Анна Ли.",
        ["Анна Ли | директор по развитию | компания «Нейрон»"],
    ),
    "after the name": (
        "Иван Петров, генеральный директор завода «Сатурн», открыл выставку.",
        ["Иван Петров | генеральный директор | завод «Сатурн»"],
    ),
    "a list of posts and people": (
        (
            "На встречу пришли директор завода «Сатурн» Иван Петров, ректор Тверского "
            "государственного университета Анна Сидорова и спикер Олег Ким."
        ),
        [
            "Иван Петров | директор | завод «Сатурн»",
            "Анна Сидорова | ректор | Тверской государственный университет",
            "Олег Ким | спикер | Тверской государственный университет",
        ],
    ),
    "acting": (
        (
            "С врио губернатора Тверской области Иваном Петровым встретился и. о. ректора "
            "Тверского государственного университета Олег Ким."
        ),
        [
            "Иван Петров | врио губернатора | Тверская область",
            "Олег Ким | и. о. ректора | Тверской государственный университет",
        ],
    ),
    "inflected and former": (
        (
            "Заместителя министра транспорта Тверской области Ивана Петрова поздравил бывший мэр "
            "Твери Олег Ким."
        ),
        [
            "Иван Петров | заместитель министра транспорта | Тверская область",
            "Олег Ким | мэр | Тверь",
        ],
    ),
    "several of one trade": (
        "Спасатели Иван Петров и Анна Ли получили медали.",
        ["Иван Петров | спасатель | –", "Анна Ли | спасатель | –"],
    ),
    "two titles": (
        "Председатель правления, депутат Олег Ким выступил.",
        ["Олег Ким | председатель правления | –", "Олег Ким | депутат | –"],
    ),
    "leading": (
        "Иван Петров возглавляет завод «Сатурн» с 2015 года.",
        ["Иван Петров | руководитель | завод «Сатурн»"],
    ),
    "appointed": (
        "Директором завода «Сатурн» назначен Иван Петров.",
        ["Иван Петров | директор | завод «Сатурн»"],
    ),
    "copula": (
        "Иван Петров с 2015 года был заместителем директора завода «Сатурн».",
        ["Иван Петров | заместитель директора | завод «Сатурн»"],
    ),
    "charged with the duties": (
        "Исполнение обязанностей директора завода «Сатурн» возложено на Анну Ли.",
        ["Анна Ли | исполняющий обязанности директора | завод «Сатурн»"],
    ),
    "the sending state": (
        "Посол Японии в Москве Кэндзи Сато прибыл в Тверь.",
        ["Кэндзи Сато | посол | Япония"],
    ),
    "replaced": (
        "Пост директора завода «Сатурн» занял Олег Ким, сменивший Ивана Петрова.",
        ["Олег Ким | директор | завод «Сатурн»", "Иван Петров | директор | завод «Сатурн»"],
    ),
    "introduced by a colon": ("Пресс-секретарь: Анна Ли.", ["Анна Ли | пресс-секретарь | –"]),
}

SILENT = {
    "ranks and honours": "Полковник Иван Петров и народный артист России Олег Ким приехали.",
    "still to come": "Иван Петров станет директором завода «Сатурн».",
    "denied": "Анна Ли не является директором завода «Сатурн».",
    "kin": "Брат Ивана Петрова Олег Ким живёт в Твери.",
    "students": "Студентка Анна Ли победила.",
    "a post with nobody in it": "Директор завода выступил перед рабочими.",
    "another case": "Анна Ли сообщила губернатору о форуме.",
}


def read(text: str, language: Language) -> Discourse:
    sentences = language.annotate(text, split_blocks(Document("test", text)))
    return read_discourse(sentences, find_names(sentences, language), language)


def positions(text: str, language: Language) -> list[str]:
    return [
        f"{p.person.name} | {p.title} | {p.organization.name if p.organization else '–'}"
        for p in read(text, language).positions
    ]


@pytest.mark.parametrize(("text", "expected"), FIRES.values(), ids=FIRES)
def test_posts(text: str, expected: list[str], language: Language) -> None:
    assert positions(text, language) == expected


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_no_posts(text: str, language: Language) -> None:
    assert positions(text, language) == []


def test_one_record_for_each_person_title_and_organization(language: Language) -> None:
    text = "Директор завода «Сатурн» Иван Петров выступил. Вёл сбор директор завода Иван Петров."
    assert positions(text, language) == ["Иван Петров | директор | завод «Сатурн»"]


@pytest.mark.xfail(reason="a post told by a pronoun («проработавшая на ней») is not read")
def test_pronoun_for_a_post(language: Language) -> None:
    text = "Должность ректора освободилась: Анна Ли, проработавшая на ней год, ушла."
    assert positions(text, language) == ["Анна Ли | ректор | –"]


WORDS = (
    *("Директор", "завода", "«", "Сатурн", "»", "Иван", "Петров", ",", "и", "он", "мэр", "Твери"),
    *("был", "(", ")", "–", ":", "с", "врио", "Анна Ли"),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_any_words(language: Language, words: list[str]) -> None:
    text = " ".join(words)
    found = read(text, language)
    assert found == read(text, language)
    for position in found.positions:
        evidence = position.evidence
        assert text[evidence.start : evidence.end] == evidence.text
