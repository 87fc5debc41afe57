"""The tables of places, their codes, and what abbreviations and «области» mean."""

import re

import pytest

from pressfacts.entities.places import (
    ReleaseTerritories,
    abbreviates,
    cities,
    code_of,
    key_of,
    names_of,
    table_key,
    territories,
)
from pressfacts.entities.quotes import find_quotes
from pressfacts.entities.sorted_table import SortedTable
from pressfacts.language import Morphology
from pressfacts.records import Token


def token(text: str, lemma: str | None = None, start: int = 0) -> Token:
    return Token(
        start,
        start + len(text),
        text,
        lemma or text.lower(),
        "NOUN",
        "Gen",
        "Sing",
        None,
        {},
        -1,
        "",
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Нидерланды", "NL"),
        ("КНР", "CN"),
        ("Белоруссия", "BY"),
        ("Республика Корея", "KR"),
        ("Соединённые Штаты", "US"),
        ("Югра", "RU-KHM"),
        ("Республика Саха (Якутия)", "RU-SA"),
        ("Удмуртия", "RU-UD"),
        ("Москва", "RU-MOW"),
        ("Рязань", "RU-RYA"),
        ("Орёл", "RU-ORL"),
        ("Милан", "IT"),
        ("Изумрудный город", None),
    ],
)
def test_codes(name: str, code: str | None) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Россия", "Российская Федерация"),
        ("США", "Соединённые Штаты Америки"),
        ("Республика Татарстан", "Татарстан"),
        ("ХМАО – Югра", "Ханты-Мансийский автономный округ — Югра"),
        ("Кыргызская Республика", "Киргизия"),
    ],
)
def test_names_of_one_place_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_other_places_keep_their_own_key() -> None:
    assert key_of("Новая Слобода") == "новая слобода" != key_of("Старая Слобода")


def test_tables_hold_every_subject_and_well_formed_codes() -> None:
    codes = set(territories().values())

    assert len({code for code in codes if code.startswith("RU-")}) == 83
    assert all(re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{2,3})?", code) for code in codes)


def test_every_city_is_found_and_nothing_beside() -> None:
    names = cities().names()

    assert len(names) > 20_000
    assert names == sorted({table_key(name) for name in names})
    for name in names:
        assert re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{2,3})?", cities().get(name) or "")
    near = {f"{name}ъ" for name in names} | {name[:-1] for name in names}
    assert not any(name in cities() for name in {"abc", "яяя", *near} - set(names))


def test_a_sorted_table() -> None:
    table = SortedTable("# two columns\nа\tX\nаб\tY\nв\tZ\n".encode())

    assert table.names() == ["а", "аб", "в"]
    assert [table.get(name) for name in ("а", "аб", "в")] == ["X", "Y", "Z"]
    assert [table.get(name) for name in ("", "б", "г", "X")] == [None] * 4


@pytest.mark.parametrize(
    ("short", "code", "expected"),
    [("РБ", "RU-BA", True), ("КР", "KG", True), ("РБ", "RU-KO", False)],
)
def test_initials(short: str, code: str, expected: bool) -> None:
    assert abbreviates(short, names_of(code)) is expected


def test_a_common_noun_means_the_one_region_of_its_kind() -> None:
    known = ReleaseTerritories(["RU-TUL", "RU-PER", "RU-TUL", "RS"], Morphology())

    region, land = known.resolve(token("области", "область")), known.resolve(token("края", "край"))

    assert region is not None
    assert (region.code, region.genitive) == ("RU-TUL", "Тульской области")
    assert land is not None
    assert (land.code, land.genitive) == ("RU-PER", "Пермского края")


def test_between_two_regions_nothing_is_chosen() -> None:
    known = ReleaseTerritories(["RU-TUL", "RU-ORL"], Morphology())

    assert known.resolve(token("области", "область")) is None
    assert known.resolve(token("республики", "республика")) is None


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("ООО « Ель »", ["« Ель »"]),
        ("ПАО « Банк « Ель »", ["« Банк « Ель »", "« Ель »"]),
        ("« А « Б » В »", ["« А « Б » В »", "« Б »"]),
        ("« Ель", []),
    ],
)
def test_quotations(text: str, quotations: list[str]) -> None:
    tokens, start = [], 0
    for word in text.split():
        tokens.append(token(word, start=start))
        start += len(word)

    assert [" ".join(t.text for t in tokens[q.first : q.last]) for q in find_quotes(tokens)] == (
        quotations
    )
