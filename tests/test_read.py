"""Bytes to documents: character sets, records, and what cannot be read."""

import codecs
import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.errors import InputError
from pressfacts.read import Input, ReadOptions, decode, parse_day, read_document

LONG = (
    "Губернатор открыл мост\n\n17 мая губернатор Пётр Ожегин открыл мост через Сыромять. "
    "«Ждали три года», — сказал он. Подрядчик — ООО «Мостоход-7» (№ 12 в реестре)."
)
SHORT = [
    "Открыт новый мост",
    "МЧС: пожар потушен",
    "ГУБЕРНАТОР ПОСЕТИЛ ЗАВОД",
    "Указ № 5",
    "Мост.",
    "Компания Brightwater Systems подписала контракт",
]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "utf_8", "utf_8_sig"])
@pytest.mark.parametrize("text", [LONG, *SHORT])
def test_finds_the_character_set(text: str, encoding: str) -> None:
    content = text.encode(encoding, errors="ignore")
    assert decode(content) == content.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf_16", "utf_16_le", "utf_16_be", "utf_32"])
@pytest.mark.parametrize("text", [LONG, *SHORT])
def test_finds_wide_characters_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_mark_in_front_is_no_part_of_the_text() -> None:
    assert decode(codecs.BOM_UTF8 + "Мост".encode()) == "Мост"


def test_an_encoding_given_by_the_user_is_not_doubted() -> None:
    assert decode("МОСТ".encode("koi8_r"), "koi8_r") == "МОСТ"
    assert decode("мост".encode("cp1251"), "koi8_r") == "ЛНЯР"


def test_newlines_become_line_feeds_and_nothing_else_changes() -> None:
    text = "Мост\r\n\r\nГуберна\u00adтор\u00a0Ожегин\tприбыл  \rв село"
    assert decode(text.encode()) == "Мост\n\nГуберна\u00adтор\u00a0Ожегин\tприбыл  \nв село"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary, not text"),
        ("Мост\x00открыт".encode(), "binary, not text"),
        (bytes(range(128, 256)) * 4, "undecodable (name its character set with --encoding)"),
        (
            "Größe und Höhe für Übergänge".encode("latin_1"),
            "undecodable (name its character set with --encoding)",
        ),
        (
            LONG.encode()[:42] + b"\xff" + LONG.encode()[42:],
            "damaged UTF-8 at byte 42 (or name its set with --encoding)",
        ),
    ],
)
def test_says_why_bytes_are_no_text(content: bytes, reason: str) -> None:
    with pytest.raises(InputError) as problem:
        decode(content)
    assert str(problem.value) == reason


def test_says_that_an_encoding_does_not_fit_or_does_not_exist() -> None:
    with pytest.raises(InputError, match="not ascii text"):
        decode("Мост".encode(), "ascii")
    with pytest.raises(InputError, match="no character set is called 'cp9999'"):
        decode("Мост".encode(), "cp9999")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(content: bytes) -> None:
    try:
        text = decode(content)
    except InputError as problem:
        text = problem.message
    assert text.strip()


def _record(**fields: object) -> Input:
    return Input("in.jsonl#1", "record", json.dumps(fields, ensure_ascii=False).encode())


def test_a_record_keeps_its_text_id_title_and_date() -> None:
    text = "Мост\r\nоткрыт\u00a0\t"
    record = _record(
        id="m-1", text=text, title="Мост", published="2024-05-17", tags=[1, {"a": None}]
    )
    document = read_document(record, ReadOptions())
    assert document.source == "in.jsonl#1"
    assert document.text == text
    assert document.id == "m-1"
    assert document.title == "Мост"
    assert document.published == datetime.date(2024, 5, 17)
    assert {name: bytes(value) for name, value in document.other_fields.items()} == {
        "tags": b'[1, {"a": null}]'
    }


def test_a_record_without_a_date_takes_that_of_the_options() -> None:
    day = datetime.date(2024, 1, 2)
    options = ReadOptions(published=day)
    assert read_document(_record(text="Мост"), options).published == day
    assert read_document(_record(text="Мост", published=None), options).published == day
    assert (
        read_document(_record(text="Мост", published="2020-01-01"), options).published.year == 2020
    )


def test_a_record_may_be_in_the_character_set_of_the_options() -> None:
    record = Input("in.jsonl#1", "record", '{"text": "Мост"}'.encode("cp1251"))
    assert read_document(record, ReadOptions(encoding="cp1251")).text == "Мост"


def test_a_numeric_id_is_written_out() -> None:
    assert read_document(_record(id=17, text="Мост"), ReadOptions()).id == "17"


def test_a_date_that_is_none_is_told_and_does_not_cost_the_release() -> None:
    document = read_document(_record(text="Мост", published="вчера"), ReadOptions())
    assert document.published is None
    assert document.warnings == ("\"published\" is no date: 'вчера'",)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON: Input data was truncated"),
        (b"[1]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"{}", 'no field "text"'),
        (b'{"text": null}', 'no field "text"'),
        (b'{"text": " \\n"}', '"text" is empty'),
        (b'{"text": ["a"]}', '"text" is not a string'),
        (b'{"text": "\\ud800"}', "not JSON"),
        (b'{"text": "\xff"}', "not JSON: not UTF-8 text"),
        (b'{"text": ' + b"[" * 100_000, "not JSON"),
    ],
)
def test_says_what_is_wrong_with_a_record(line: bytes, reason: str) -> None:
    with pytest.raises(InputError) as problem:
        read_document(Input("in.jsonl#1", "record", line), ReadOptions())
    assert str(problem.value).startswith(reason)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-17", datetime.date(2024, 5, 17)),
        ("2024-05-17T10:30:00+03:00", datetime.date(2024, 5, 17)),
        ("17.05.2024", datetime.date(2024, 5, 17)),
        ("17.05.2024 10:30", datetime.date(2024, 5, 17)),
        ("31.02.2024", None),
        ("май", None),
        ("", None),
        (None, None),
    ],
)
def test_reads_the_dates_of_records(words: str | None, day: datetime.date | None) -> None:
    assert parse_day(words) == day
