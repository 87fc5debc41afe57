"""Flat formats and databases over a release built by hand: no model is loaded."""

import csv
import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from pressfacts.errors import OutputError
from pressfacts.records import Filler, Release
from pressfacts.render import choose_format, path_writer, writer
from pressfacts.render.rows import COLUMNS, RowKind, RowOptions
from report_releases import FORUM, forum_release

ALL = RowOptions()


def csv_of(*releases: Release, rows: RowKind = "events", bom: bool = False) -> bytes:
    stream = io.BytesIO()
    writer("csv", RowOptions(rows, bom))(releases, stream)
    return stream.getvalue()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def filled(row: dict[str, str]) -> dict[str, str]:
    return {column: value for column, value in row.items() if value}


def test_csv_has_a_row_for_each_event() -> None:
    rows = rows_of(csv_of(forum_release()))
    assert len(rows) == 13
    assert list(rows[0]) == list(COLUMNS["events"])
    agreement = filled(rows[3])
    assert agreement == {
        "source": "forum.txt",
        "title": "Форум «Большая вода» собрал в Залесске гостей из Чили",
        "event": "event-4",
        "type": "agreement",
        "status": "happened",
        "trigger": "подписали",
        "start": str(FORUM.index("подписали")),
        "end": str(FORUM.index("подписали") + 9),
        "party": "завод «Парус»; фонд «Исток»",
        "document": "соглашение",
        "subject": "о набережной",
        "evidence": agreement["evidence"],
    }
    assert filled(rows[0])["date"] == "2031-05-12/2031-05-14"
    assert filled(rows[4])["amount"] == "5000000 RUB"


def test_csv_keeps_the_roles_of_a_users_own_templates() -> None:
    release = forum_release()
    own = replace(release.events[0], roles={"winner": (Filler(None, "Парус", 0, 5, "Парус"),)})
    (row,) = rows_of(csv_of(replace(release, events=(own,))))
    assert row["other_roles"] == "winner: Парус"


def test_csv_has_entities_and_positions_on_request() -> None:
    entities = rows_of(csv_of(forum_release(), rows="entities"))
    assert [row["entity"] for row in entities][:3] == [
        "organization-1",
        "organization-2",
        "person-1",
    ]
    assert filled(entities[2])["last"] == "Синица"
    assert filled(entities[2])["mentions"] == "3"
    assert filled(entities[5])["code"] == "RU"
    (position,) = rows_of(csv_of(forum_release(), rows="positions"))
    assert (position["person"], position["post"], position["organization"]) == (
        "Ольга Синица",
        "директор",
        "завод «Парус»",
    )


def test_csv_begins_with_a_mark_on_request_and_has_its_header_always() -> None:
    assert csv_of(bom=True).startswith(b"\xef\xbb\xbfsource,id,title")
    assert csv_of().count(b"\r\n") == 1


def test_csv_that_is_gone_on_with_has_one_header() -> None:
    stream = io.BytesIO()
    write = writer("csv", RowOptions("positions", bom=True))
    write([forum_release("a.txt")], stream)
    write([forum_release("b.txt")], stream)
    content = stream.getvalue().removeprefix(b"\xef\xbb\xbf")
    assert [row["source"] for row in rows_of(content)] == ["a.txt", "b.txt"]


def test_sqlite_is_ready_for_joins(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    path_writer("sqlite")([forum_release()], path, ALL)
    with closing(sqlite3.connect(path)) as database:
        who = database.execute(
            "select events.type, entities.name from events"
            " join fillers using (release, event) join entities using (release, entity)"
            " where role in ('speaker', 'payer') order by events.start_offset"
        ).fetchall()
        posts = database.execute("select person_name, post from positions").fetchall()
        texts = database.execute(
            "select count(*) from mentions join releases using (release) where"
            " substr(releases.text, start_offset + 1, end_offset - start_offset) = mentions.text"
        ).fetchone()
        mentions = database.execute("select count(*) from mentions").fetchone()
        assert database.execute("pragma foreign_key_check").fetchall() == []
        assert database.execute("pragma journal_mode").fetchone() == ("delete",)
    assert who == [
        ("transaction", "фонд «Исток»"),
        ("speech", "Ольга Синица"),
        ("statement", "Ольга Синица"),
    ]
    assert posts == [("Ольга Синица", "директор")]
    assert texts == mentions


def test_sqlite_replaces_the_rows_of_a_release(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    first, other = forum_release("a.txt"), forum_release("b.txt")
    path_writer("sqlite")([first, other], path, ALL)
    path_writer("sqlite")([replace(first, events=first.events[:1])], path, ALL)
    with closing(sqlite3.connect(path)) as database:
        counts = database.execute(
            "select source, count(event) from releases join events using (release)"
            " group by source order by source"
        ).fetchall()
    assert counts == [("a.txt", 1), ("b.txt", 13)]


def test_sqlite_refuses_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    path.write_bytes(b"text" * 1000)
    with pytest.raises(OutputError, match="file is not a database"):
        path_writer("sqlite")([forum_release()], path, ALL)


def test_parquet_has_the_rows_of_csv_with_types(tmp_path: Path) -> None:
    import pyarrow.parquet

    path = tmp_path / "facts.parquet"
    path_writer("parquet")([forum_release()], path, ALL)
    table = pyarrow.parquet.read_table(path)
    rows = table.to_pylist()
    flat = rows_of(csv_of(forum_release()))
    assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows] == flat
    assert rows[3]["start"] == FORUM.index("подписали")
    assert [file.name for file in tmp_path.iterdir()] == ["facts.parquet"]


def test_brat_spans_say_what_stands_in_the_text(tmp_path: Path) -> None:
    path_writer("brat")([forum_release("../../in.jsonl#1"), forum_release("b.txt")], tmp_path, ALL)
    texts = sorted(tmp_path.glob("*.txt"))
    assert [re.sub(r"-\w{8}\.txt$", "", path.name) for path in texts] == ["b.txt", "in.jsonl-1"]
    text = texts[0].read_text(encoding="utf-8")
    lines = texts[0].with_suffix(".ann").read_text(encoding="utf-8").splitlines()
    spans = {}
    for line in lines:
        if line.startswith("T"):
            number, kind, words = line.split("\t")
            type_, start, end = kind.split(" ")
            assert text[int(start) : int(end)] == words
            spans[number] = (type_, words)
    events = [line.split("\t")[1] for line in lines if line.startswith("E")]
    trigger, payer, amount = (part.partition(":")[::2] for part in events[4].split())
    assert [trigger[0], payer[0], amount[0]] == ["Transaction", "Payer", "Amount"]
    assert [spans[part[1]] for part in (trigger, payer, amount)] == [
        ("Transaction", "выделит"),
        ("Organization", "фонд"),
        ("Money", "5 млн рублей"),
    ]
    assert "A5\tStatus E5 planned" in lines
    head = next(number for number, span in spans.items() if span == ("Person", "Ольгой Синицей"))
    notes = [line.partition("\t")[2] for line in lines if line.startswith("#")]
    assert f"AnnotatorNotes {head}\tОльга Синица" in notes
    assert f"AnnotatorNotes {head}\tдиректор | завод «Парус»" in notes
    configuration = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    assert "Agreement\tDocument*:<ENTITY>, Party*:<ENTITY>, Subject*:<ENTITY>" in configuration


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("facts.csv", "csv"),
        ("facts.sqlite", "sqlite"),
        ("facts.db", "sqlite"),
        ("facts.parquet", "parquet"),
        ("facts.unknown", "jsonl"),
    ],
)
def test_the_suffix_of_the_output_decides(output: str, expected: str) -> None:
    assert choose_format(None, output, terminal=True) == expected
    assert choose_format("json", output, terminal=True) == "json"
