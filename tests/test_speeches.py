"""Speeches over a whole release: lists of speakers, and the gathering at which somebody spoke."""

import pytest

from pressfacts.language import Language
from pressfacts.pipeline import extract
from pressfacts.records import Document, Event

pytestmark = pytest.mark.models


def speeches(language: Language, text: str) -> list[Event]:
    release = extract(Document(source="-", text=text), language)
    return [event for event in release.events if event.type == "speech"]


def names(event: Event, role: str) -> list[str]:
    return [filler.name for filler in event.roles.get(role, ())]


def test_each_item_of_a_list_of_speakers_is_a_speech(language: Language) -> None:
    found = speeches(
        language,
        "Новости завода\n\n"
        "На круглом столе выступили:\n"
        "– Иван Петров, директор завода «Сатурн», – «Как растить кадры»;\n"
        "– Анна Ли, ректор – «Наука и школа».",
    )

    assert [(names(event, "speaker"), names(event, "topic")) for event in found] == [
        (["Иван Петров"], ["Как растить кадры"]),
        (["Анна Ли"], ["Наука и школа"]),
    ]


def test_a_speech_takes_place_and_day_of_the_gathering_that_holds_it(language: Language) -> None:
    (speech,) = speeches(
        language,
        "Новости завода\n\n"
        "Форум «Волга» прошёл 5 мая 2024 года в Твери. "
        "С пленарным докладом выступил академик Пётр Сидоров.",
    )

    assert names(speech, "speaker") == ["Пётр Сидоров"]
    assert names(speech, "occasion") == ["Форум «Волга»"]
    assert names(speech, "place") == ["Тверь"]
    assert [filler.value for filler in speech.roles["date"]] == ["2024-05-05"]


@pytest.mark.parametrize(
    "silent",
    [
        "На сцене клуба выступил ансамбль «Берёзка».",
        "Модератором дискуссии выступил Иван Петров.",
        "Житель села Иван Петров обратился к депутатам с жалобой.",
        "По словам Анны Ли, выставку открыл Иван Петров.",
        "Компания «Сатурн» представила отчёт за квартал.",
    ],
)
def test_other_appearances_are_no_speech(language: Language, silent: str) -> None:
    assert speeches(language, f"Новости завода\n\n{silent}") == []
