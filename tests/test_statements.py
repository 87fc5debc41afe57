"""Who says what, over a whole release: carried speakers, sources, headlines, dates."""

import datetime

import pytest

from pressfacts.language import Language
from pressfacts.pipeline import extract
from pressfacts.records import Document, Event

pytestmark = pytest.mark.models

Account = tuple[str, tuple[str, ...], tuple[str, ...]]


def statements(language: Language, *paragraphs: str) -> list[Event]:
    text = "\n\n".join(("Новости завода «Сатурн»", *paragraphs))
    document = Document(source="-", text=text, published=datetime.date(2024, 5, 17))
    release = extract(document, language)
    for event in release.events:
        for filler in (f for fillers in event.roles.values() for f in fillers):
            assert text[filler.start : filler.end] == filler.text
    return [event for event in release.events if event.type == "statement"]


def account(event: Event) -> Account:
    """Trigger, speakers and content."""
    names = {role: tuple(f.name for f in fillers) for role, fillers in event.roles.items()}
    return event.trigger.text, names.get("speaker", ()), names.get("content", ())


def accounts(language: Language, *paragraphs: str) -> list[Account]:
    return [account(event) for event in statements(language, *paragraphs)]


def test_a_pronoun_and_a_bare_verb_carry_the_speaker_on(language: Language) -> None:
    assert accounts(
        language,
        "«Цех готов», – сказала директор завода Анна Ли. «Ждём гостей», – добавила она. "
        "По её словам, первую партию отгрузят в июне.",
    ) == [
        ("сказала", ("Анна Ли",), ("Цех готов",)),
        ("добавила", ("Анна Ли",), ("Ждём гостей",)),
        ("словам", ("Анна Ли",), ("первую партию отгрузят в июне",)),
    ]


def test_a_mere_source_around_the_words_of_another_is_left_out(language: Language) -> None:
    assert accounts(
        language,
        "Директор Иван Петров сказал, что цех готов, сообщает пресс-служба завода.",
    ) == [("сказал", ("Иван Петров",), ("цех готов",))]


def test_the_source_speaks_where_nobody_else_does(language: Language) -> None:
    assert accounts(language, "Цех откроют в июне, сообщает пресс-служба завода.") == [
        ("сообщает", ("пресс-служба завода",), ("Цех откроют в июне",))
    ]


def test_saying_inside_quoted_words_is_part_of_them(language: Language) -> None:
    assert accounts(
        language, "«Нам говорили, что цех не нужен», – сказал директор завода Иван Петров."
    ) == [("сказал", ("Иван Петров",), ("Нам говорили, что цех не нужен",))]


def test_the_body_tells_what_the_title_quotes(language: Language) -> None:
    document = Document(
        source="-",
        text="Иван Петров: «Цех построен в срок»\n\n"
        "«Цех построен в срок, – заявил директор завода Иван Петров. – Спасибо строителям».",
    )

    events = [e for e in extract(document, language).events if e.type == "statement"]

    assert [account(event) for event in events] == [
        ("заявил", ("Иван Петров",), ("Цех построен в срок", "Спасибо строителям"))
    ]


def test_a_date_is_the_words_only_where_it_hangs_on_the_saying(language: Language) -> None:
    said, told = statements(
        language,
        "16 мая директор завода Иван Петров заявил, что цех готов.",
        "Он добавил, что 20 июня цех откроют.",
    )

    assert [filler.value for filler in said.roles["date"]] == ["2024-05-16"]
    assert "date" not in told.roles


@pytest.mark.parametrize(
    "silent",
    [
        "Заместитель директора Анна Ли отметила юбилей и заключила договор с банком.",
        "Если директор Иван Петров скажет «да», цех построят.",
        "Цех назван в честь Анны Ли.",
        "Проект «Говорит завод» запустил Иван Петров.",
        "Иван Петров не сказал, что цех готов.",
    ],
)
def test_other_meanings_and_words_not_said_are_silent(language: Language, silent: str) -> None:
    assert accounts(language, silent) == []


@pytest.mark.xfail(reason="the speaker of the nearer clause is denied, so the farther one is taken")
def test_disagreement_before_a_colon_has_its_own_speaker(language: Language) -> None:
    assert accounts(
        language,
        "Анна Ли считает, что музей нужно расширить, а Иван Петров не согласен: «Денег нет».",
    ) == [
        ("считает", ("Анна Ли",), ("музей нужно расширить",)),
        ("согласен", ("Иван Петров",), ("Денег нет",)),
    ]
