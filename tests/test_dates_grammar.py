"""Generated phrases come back as the values they were made from; every value is EDTF."""

import datetime

import pytest
from edtf import parse_edtf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressfacts.dates import find_dates
from pressfacts.language import Language
from pressfacts.records import Block, Date

pytestmark = pytest.mark.models

TODAY = datetime.date(2024, 5, 17)
MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
IN_MONTHS = [
    "январе",
    "феврале",
    "марте",
    "апреле",
    "мае",
    "июне",
    "июле",
    "августе",
    "сентябре",
    "октябре",
    "ноябре",
    "декабре",
]
SEASONS = {21: "весной", 22: "летом", 23: "осенью", 24: "зимой"}
ROMAN = ("I", "II", "III", "IV")
CENTURIES = {16: "XVII", 17: "XVIII", 18: "XIX", 19: "XX"}

days = st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31))
years = st.integers(1930, 2090)
months = st.integers(1, 12)

Phrase = tuple[str, str]  # what stands in the text, EDTF value


def day(date: datetime.date) -> str:
    return f"{date.day} {MONTHS[date.month - 1]} {date.year} года"


def full_dates() -> st.SearchStrategy[Phrase]:
    forms = (
        day,
        lambda d: day(d).replace("года", "г."),
        lambda d: f"{d:%d.%m.%Y}",
        lambda d: f"{d:%Y-%m-%d}",
    )
    return st.builds(lambda d, form: (form(d), d.isoformat()), days, st.sampled_from(forms))


def clock_times() -> st.SearchStrategy[Phrase]:
    return st.builds(lambda d, t: (f"{day(d)} в {t:%H:%M}", f"{d}T{t:%H:%M}"), days, st.times())


def months_and_parts() -> st.SearchStrategy[Phrase]:
    return st.one_of(
        st.builds(lambda y, m: (f"в {IN_MONTHS[m - 1]} {y} года", f"{y}-{m:02}"), years, months),
        st.builds(
            lambda y, q: (f"в {ROMAN[q - 1]} квартале {y} года", f"{y}-{32 + q}"),
            years,
            st.integers(1, 4),
        ),
        st.builds(
            lambda y, s: (f"{SEASONS[s]} {y} года", f"{y}-{s}"),
            years,
            st.sampled_from(list(SEASONS)),
        ),
        st.builds(lambda y: (f"в {y} году", f"{y}"), years),
        st.builds(lambda y: (f"в {y // 10 * 10}-х годах", f"{y // 10}X"), years),
        st.sampled_from([(f"в {word} веке", f"{n}XX") for n, word in CENTURIES.items()]),
    )


def intervals() -> st.SearchStrategy[Phrase]:
    def spelled(first: datetime.date, length: int) -> Phrase:
        last = first + datetime.timedelta(days=length)
        start = (
            day(first).removesuffix(f" {first.year} года")
            if first.year == last.year
            else day(first)
        )
        if (first.year, first.month) == (last.year, last.month):
            start = str(first.day)
        return f"с {start} по {day(last)}", f"{first}/{last}"

    return st.one_of(
        st.builds(spelled, days, st.integers(1, 300)),
        st.builds(lambda d: (f"до {day(d)}", f"../{d}"), days),
        st.builds(lambda d: (f"с {day(d)}", f"{d}/.."), days),
        st.builds(lambda y, n: (f"в {y}–{y + n} годах", f"{y}/{y + n}"), years, st.integers(1, 60)),
    )


phrases = st.one_of(full_dates(), clock_times(), months_and_parts(), intervals())


def values_of(language: Language, text: str) -> list[str | None]:
    sentences = language.annotate(text, [Block("paragraph", 0, len(text))])
    found = find_dates(sentences, TODAY)
    for entity in found.entities:
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
    return [entity.value for entity in found.entities if isinstance(entity, Date)]


def is_edtf(value: str) -> bool:
    """Whether the independent parser takes a value.

    It wants clock times with seconds, knows none beside an unknown year, and takes intervals of
    whole days only, so the two ends of an interval are shown to it one by one.
    """
    for end in value.split("/"):
        if end == "..":
            continue
        date, has_clock, _ = end.partition("T")
        parse_edtf(f"{end}:00" if has_clock and "X" not in end else date)
    return True


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(phrase=phrases)
def test_a_phrase_comes_back_as_its_value(language: Language, phrase: Phrase) -> None:
    words, value = phrase
    assert values_of(language, f"Музей работал {words}, сообщила дирекция.") == [value]
    assert is_edtf(value)


WORDS = [
    "3",
    "17",
    "31",
    "2024",
    "2019-м",
    "1990-х",
    "14-го",
    "9–10",
    "17:30",
    "01.02.24",
    "марта",
    "мае",
    "июнь",
    "июле–августе",
    "пятницу",
    "среда",
    "весной",
    "осень",
    "год",
    "года",
    "годов",
    "году",
    "лет",
    "г.",
    "век",
    "веке",
    "недели",
    "неделе",
    "месяц",
    "дней",
    "квартале",
    "полугодии",
    "II",
    "IV",
    "XIX",
    "первый",
    "второй",
    "третьего",
    "двадцать",
    "начале",
    "конца",
    "половине",
    "декаде",
    "сегодня",
    "вчера",
    "накануне",
    "назад",
    "через",
    "спустя",
    "раньше",
    "позже",
    "прошлого",
    "этой",
    "следующем",
    "того",
    "же",
    "с",
    "по",
    "до",
    "к",
    "от",
    "на",
    "в",
    "и",
    "не",
    "более",
    "несколько",
    "Нового",
    "Дня",
    "России",
    ",",
    "–",
    "(",
    ")",
    ".",
    "№",
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_whatever_is_printed_is_edtf(language: Language, words: list[str]) -> None:
    text = " ".join(words)
    values = values_of(language, text)
    assert all(is_edtf(value) for value in values if value)
    assert values == values_of(language, text)
