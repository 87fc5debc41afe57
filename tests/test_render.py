"""Formats over records built by hand: no model is loaded."""

import datetime
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec
import pytest
from jsonschema import Draft202012Validator

from pressfacts.errors import OutputError
from pressfacts.records import (
    Date,
    Event,
    Filler,
    Link,
    Mention,
    Organization,
    Person,
    Place,
    Position,
    Release,
)
from pressfacts.render import choose_format, open_output, writer
from pressfacts.render.schema import output_schema

SPEAKER = Filler("person-1", "Иван Петров", 10, 18, "Петрова И")
DAY = Filler("date-1", "17 мая", 0, 6, "17 мая", value="2024-05-17")


def event(number: int, type_: str, **roles: tuple[Filler, ...]) -> Event:
    return Event(f"event-{number}", type_, "happened", Mention(0, 1, "ш"), roles, ())


def release(*events: Event, title: str | None = "Губернатор посетил завод") -> Release:
    return Release(
        schema="1",
        source="samples/x.txt",
        id=None,
        title=title,
        published=datetime.date(2024, 5, 18),
        entities=(
            Person(
                "person-1", "Иван Петров", "Иван", None, "Петров", (Mention(10, 18, "Петрова И"),)
            ),
            Organization("organization-1", "завод «Сатурн»", ()),
            Place("place-1", "Тверская область", "RU-TVE", ()),
            Place("place-2", "Заречье", None, ()),
            Date("date-1", "17 мая", "2024-05-17", ()),
            Date("date-2", "вчера", None, ()),
        ),
        positions=(
            Position(
                Link("person-1", "Иван Петров"),
                "губернатор",
                Link("place-1", "Тверская область"),
                Mention(0, 18, "…"),
            ),
        ),
        events=events,
    )


def written(output_format: str, releases: Iterable[Release]) -> str:
    stream = io.BytesIO()
    writer(output_format)(releases, stream)
    return stream.getvalue().decode()


def table(*events: Event, title: str | None = "Губернатор посетил завод") -> list[str]:
    return [
        line.rstrip() for line in written("table", [release(*events, title=title)]).splitlines()
    ]


@pytest.mark.parametrize(
    ("wanted", "output", "terminal", "chosen"),
    [
        (None, None, True, "table"),
        (None, None, False, "jsonl"),
        ("json", None, True, "json"),
        (None, "facts.json", True, "json"),
        (None, "facts.JSONL", True, "jsonl"),
        (None, "facts", True, "jsonl"),
        ("table", "facts.json", False, "table"),
    ],
)
def test_the_format_follows_the_reader(
    wanted: str | None, output: str | None, terminal: bool, chosen: str
) -> None:
    assert choose_format(wanted, output, terminal) == chosen


def test_json_lines_are_unescaped_and_one_for_each_release() -> None:
    printed = written("jsonl", [release(), release()])

    assert printed.count("\n") == 2
    assert '"title":"Губернатор посетил завод"' in printed


def test_indented_json_is_a_stream_of_objects() -> None:
    printed = written("json", [release(), release()])
    first, end = json.JSONDecoder().raw_decode(printed)

    assert first["published"] == "2024-05-18"
    assert printed[end:].startswith('\n{\n  "schema": "1"')


def test_json_holds_what_the_description_of_the_output_says() -> None:
    printed = json.loads(
        written("jsonl", [release(event(1, "speech", speaker=(SPEAKER,), date=(DAY,)))])
    )

    assert list(printed) == [
        "schema", "source", "id", "title", "published", "entities", "positions", "events",
    ]  # fmt: skip
    assert printed["entities"][0] == {
        "type": "person",
        "id": "person-1",
        "name": "Иван Петров",
        "first": "Иван",
        "middle": None,
        "last": "Петров",
        "mentions": [{"start": 10, "end": 18, "text": "Петрова И"}],
    }
    assert printed["positions"][0]["organization"] == {
        "entity": "place-1",
        "name": "Тверская область",
    }
    assert printed["events"][0]["roles"] == {
        "speaker": [
            {
                "entity": "person-1",
                "name": "Иван Петров",
                "start": 10,
                "end": 18,
                "text": "Петрова И",
            }
        ],
        "date": [
            {
                "entity": "date-1",
                "name": "17 мая",
                "start": 0,
                "end": 6,
                "text": "17 мая",
                "value": "2024-05-17",
            }
        ],
    }


def test_the_schema_takes_the_output_and_nothing_else() -> None:
    validator = Draft202012Validator(json.loads(output_schema()))
    printed = json.loads(written("jsonl", [release(event(1, "speech", speaker=(SPEAKER,)))]))

    assert list(validator.iter_errors(printed)) == []
    assert list(validator.iter_errors({**printed, "published": 2024}))
    assert list(validator.iter_errors({**printed, "events": [{"type": "speech"}]}))
    assert list(validator.iter_errors({**printed, "entities": [{"type": "ship", "id": "x"}]}))


def test_a_table_answers_who_what_where_and_when() -> None:
    topic = Filler(None, "о льне", 30, 36, "о льне")
    place = Filler("place-1", "Тверская область", 40, 50, "Тверской")

    lines = table(
        event(1, "speech", speaker=(SPEAKER,), topic=(topic,), place=(place,), date=(DAY,))
    )

    assert lines[:2] == ["Губернатор посетил завод", "samples/x.txt · 2024-05-18"]
    assert lines[3].split() == ["Event", "Who", "What", "Where", "When"]
    assert lines[4].split() == [
        *("speech", "Иван", "Петров", "о", "льне", "Тверская", "2024-05-17")
    ]
    assert lines[5].split() == ["happened", "область"]


def test_a_table_tells_who_is_who_below() -> None:
    assert table()[3:] == [
        "no events",
        "",
        "People       Иван Петров (губернатор, Тверская область)",
        "Bodies       завод «Сатурн»",
        "Places       Тверская область (RU-TVE); Заречье",
        "Dates        17 мая = 2024-05-17; вчера",
    ]


def test_a_table_names_further_roles() -> None:
    host = Filler("organization-1", "завод «Сатурн»", 0, 5, "завод")

    lines = table(event(1, "visit", visitor=(SPEAKER,), host=(host,)))

    assert "Иван Петров" in lines[4]
    assert "host: завод «Сатурн»" in lines[5]


def test_a_table_cuts_no_word_and_marks_what_it_shortens() -> None:
    long_word = Filler("place-1", "Нижне" * 9, 0, 5, "Нижне")
    words = Filler(None, "слово " * 99, 0, 5, "слово")

    lines = table(event(1, "statement", speaker=(SPEAKER,), place=(long_word,), content=(words,)))

    where, when = lines[3].index("Where"), lines[3].index("When")
    assert "".join(line[where:when].strip() for line in lines[4:]) == "Нижне" * 9
    assert max(map(len, lines)) <= 100
    assert sum(line.count("…") for line in lines) == 1


def test_a_table_obeys_no_control_characters_of_the_release() -> None:
    lines = table(title="за\u00adвод\x1b[31m\u202e\r\nкрасный [bold]")

    assert lines[0] == "завод [31m  красный [bold]"


def test_releases_are_written_as_they_come() -> None:
    stream = io.BytesIO()
    seen = []

    def releases() -> Iterable[Release]:
        for _ in range(3):
            yield release()
            seen.append(len(stream.getvalue()))

    writer("jsonl")(releases(), stream)

    assert seen == [seen[0], 2 * seen[0], 3 * seen[0]]


def _fail_halfway(stream: BinaryIO) -> None:
    stream.write(b"half")
    raise RuntimeError


def test_a_file_that_was_not_finished_does_not_appear(tmp_path: Path) -> None:
    target = tmp_path / "facts.jsonl"

    with pytest.raises(RuntimeError), open_output(str(target)) as stream:
        _fail_halfway(stream)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_output_error(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"no/facts\.jsonl: cannot write"),
        open_output(str(tmp_path / "no" / "facts.jsonl")),
    ):
        pass


def test_a_printed_release_reads_back() -> None:
    original = release(event(1, "speech", speaker=(SPEAKER,), date=(DAY,)))

    assert msgspec.json.decode(written("jsonl", [original]), type=Release) == original
