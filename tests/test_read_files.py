"""Files of every kind: what they are, the releases in them, and what cannot be read."""

import csv
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pressfacts.errors import InputError
from pressfacts.read import Input, ReadOptions, read_document
from pressfacts.read.kinds import kind_of
from pressfacts.read.paths import find_files, open_inputs, read_list
from pressfacts.records import Document, Failure

TEXT = "Мост открыт\n\n17 мая мост открыли. «Ждали три года», – сказал мэр."


def read(path: Path | str, **options: object) -> list[Document | str]:
    """The documents of a file; what cannot be read as its line, without the folder."""
    reading = ReadOptions(**options)  # type: ignore[arg-type]
    found: list[Document | str] = []
    for file in open_inputs(find_files([str(path)], reading), reading):
        if isinstance(file, Failure):
            found.append(f"{Path(file.input).name}: {file.message}")
            continue
        try:
            found.append(read_document(file, reading))
        except InputError as problem:
            found.append(f"{Path(file.source).name}: {problem}")
    return found


def texts(path: Path, **options: object) -> list[str]:
    return [d if isinstance(d, str) else d.text for d in read(path, **options)]


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def records(*texts: str) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


def zipped(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7", "release.txt", "pdf"),
        (b"<!DOCTYPE html><html>", "release.txt", "html"),
        (b"\xef\xbb\xbf\n<!-- x -->\n<html lang=ru>", "page", "html"),
        (b'{"text": "', "-", "jsonl"),
        (b'{"text": "', "release.txt", "jsonl"),
        ("Мост".encode(), "release.html", "html"),
        ("Мост".encode(), "release.jsonl", "jsonl"),
        ("Мост".encode(), "release.unknown", "text"),
        ("{Мост}".encode(), "release.txt", "text"),
        (b"PAR1", "x", "parquet"),
        (b"\x1f\x8b", "x.txt", "gzip"),
        (b"text,id", "x.csv", "csv"),
    ],
)
def test_knows_a_file_by_its_content_first(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name) == kind


@pytest.mark.parametrize(
    ("head", "name", "reason"),
    [
        (b"\x89PNG\r\n", "x.txt", "a picture, not text"),
        (b"\xd0\xcf\x11\xe0", "x.doc", "an old Word or Excel file, not text (save it as .docx"),
        (b"{\\rtf1", "x.rtf", "RTF, not text (save it as .docx or .txt)"),
        (b"Hello", "x.pdf", "not PDF, though its name says so"),
        (b"Hello", "x.docx", "not ZIP, though its name says so"),
        (b"", "x.pdf", "empty"),
    ],
)
def test_says_what_is_never_read(head: bytes, name: str, reason: str) -> None:
    with pytest.raises(InputError) as problem:
        kind_of(head, name)
    assert str(problem.value).startswith(reason)


# ---------------------------------------------------------------- files of one release


def test_html_gives_body_title_and_day(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html><head><title>Мост открыт | Сайт мэрии</title>
    <meta charset="windows-1251"><meta property="og:title" content="Мост открыт">
    <meta property="article:published_time" content="2023-05-17T10:00:00+03:00"></head><body>
    <nav><a href="/">Главная</a><a href="/news">Новости</a></nav>
    <article><h1>Мост открыт</h1>
    <p>17 мая мэр Луговска Глеб Ожогин открыл мост через реку Сыромять после ремонта.</p>
    <p>«Ждали три года», – сказал он на церемонии, которая прошла на левом берегу.</p></article>
    <footer>© Мэрия</footer></body></html>"""
    (document,) = read(write(tmp_path / "page.html", page.encode("cp1251")))
    assert isinstance(document, Document)
    assert document.title == "Мост открыт"
    assert str(document.published) == "2023-05-17"
    assert document.text.startswith("Мост открыт\n")
    assert "17 мая мэр Луговска Глеб Ожогин открыл мост" in document.text
    assert "«Ждали три года»" in document.text
    assert "Главная" not in document.text


def test_docx_gives_paragraphs_and_cells_in_order(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Мост открыт", level=0)
    document.add_paragraph("17 мая мост открыли.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Длина", "120 м"
    document.add_paragraph("Ждали три года.")
    document.save(str(tmp_path / "release.docx"))
    (found,) = read(tmp_path / "release.docx")
    assert isinstance(found, Document)
    assert found.text == "Мост открыт\n\n17 мая мост открыли.\n\nДлина\n\n120 м\n\nЖдали три года."
    assert found.title == "Мост открыт"


def _pdf(lines: list[str]) -> bytes:
    """A PDF with these lines: letters as numbered glyphs, and the table that says what they are."""
    letters = sorted({letter for line in lines for letter in line})
    codes = {letter: f"{i:02x}" for i, letter in enumerate(letters, 1)}
    table = "".join(f"<{codes[letter]}> <{ord(letter):04x}>\n" for letter in letters)
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{table}endbfchar endcmap end end"
    )
    shown = " T* ".join(f"<{''.join(codes[letter] for letter in line)}> Tj" for line in lines)
    page = f"BT /F 12 Tf 14 TL 50 700 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 7 0 R >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(unicode_map)} >>\nstream\n{unicode_map}\nendstream",
        "<< /Font << /F 5 0 R >> >>",
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    places = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{places}"
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return (body + table + end).encode("ascii")


def test_pdf_gives_its_lines(tmp_path: Path) -> None:
    lines = ["Мост открыт", "17 мая мост открыли в Луговске.", "Ждали три года."]
    assert texts(write(tmp_path / "release.pdf", _pdf(lines))) == ["\n".join(lines)]


def test_a_pdf_of_pictures_is_told(tmp_path: Path) -> None:
    assert texts(write(tmp_path / "scan.pdf", _pdf([" "]))) == [
        "scan.pdf: no text in this PDF: its pages may be pictures"
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.pdf", b"%PDF-1.4\nrubbish", "unreadable PDF: Failed to load document"),
        ("x.html", b"<html><body></body></html>", "no text in this HTML page"),
        ("x.docx", zipped(**{"word/document.xml": b"<w"}), "unreadable DOCX"),
        ("x.xlsx", zipped(**{"[Content_Types].xml": b"<"}), "an office file of another kind"),
        ("x.zip", b"PK\x03\x04rubbish", "a damaged zip archive"),
        ("x.gz", b"\x1f\x8b\x09rubbish rubbish", "damaged: "),
        ("x.txt.gz", gzip.compress(TEXT.encode())[:-12], "cut off"),
        ("x.parquet", b"PAR1rubbish", "unreadable Parquet"),
        ("x.zst", b"\x28\xb5\x2f\xfdrubbish", "damaged: "),
        ("x.csv", b"title,id\n1,2\n", 'no column "text" (name it with --column text=NAME)'),
    ],
)
def test_says_in_one_line_what_is_damaged(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (line,) = texts(write(tmp_path / name, content))
    assert line.startswith(f"{name}: {reason}")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("module", "file", "command"),
    [
        ("trafilatura", ("x.html", b"<html><p>x</p></html>"), "pip install 'pressfacts[html]'"),
        ("docx", ("x.docx", zipped(**{"word/document.xml": b"<"})), "'pressfacts[docx]'"),
        ("pypdfium2", ("x.pdf", b"%PDF-1.4"), "pip install 'pressfacts[pdf]'"),
        ("pyarrow.parquet", ("x.parquet", b"PAR1"), "pip install 'pressfacts[parquet]'"),
        ("zstandard", ("x.zst", b"\x28\xb5\x2f\xfd"), "pip install 'pressfacts[zst]'"),
    ],
)
def test_a_missing_extra_is_told_with_the_command_that_installs_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    file: tuple[str, bytes],
    command: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (line,) = texts(write(tmp_path / file[0], file[1]))
    assert command in line


# ---------------------------------------------------------------- files of many releases


def test_jsonl_names_its_records_by_their_lines(tmp_path: Path) -> None:
    content = b'{"text": "A"}\n\n{"id": "x"}\nrubbish\n{"text": "B"}'
    path = write(tmp_path / "in.jsonl", content)
    found = [d if isinstance(d, str) else (d.source, d.text) for d in read(path)]
    assert found == [
        (f"{path}#1", "A"),
        'in.jsonl#3: no field "text" (name it with --column text=NAME)',
        "in.jsonl#4: not JSON: JSON is malformed: invalid character (byte 0)",
        (f"{path}#5", "B"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{\n "text": "A"\n}', [("in.json", "A")]),
        ('[{"text": "A"},\n {"text": "B"}]', [("in.json#1", "A"), ("in.json#2", "B")]),
        ('{"text": "A"}\n{"text": "B"}\n', [("in.json#1", "A"), ("in.json#2", "B")]),
    ],
)
def test_json_is_an_object_an_array_or_lines(
    tmp_path: Path, content: str, expected: list[tuple[str, str]]
) -> None:
    found = read(write(tmp_path / "in.json", content))
    assert [(Path(d.source).name, d.text) for d in found if isinstance(d, Document)] == expected


def test_fields_that_are_passed_through_stay_on_one_line(tmp_path: Path) -> None:
    path = write(tmp_path / "in.json", '[\n{"text": "A",\n "tags": [\n 1,\n "x  y"]}\n]')
    (document,) = read(path)
    assert isinstance(document, Document)
    assert bytes(document.other_fields["tags"]) == b'[1, "x  y"]'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_gives_records_by_the_names_of_columns(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=delimiter)
    writer.writerows([["no", "body", "day"], ["7", TEXT, "2024-05-17"], ["8", "Мост; и, ещё", ""]])
    path = write(tmp_path / "in.csv", rows.getvalue().encode(encoding))
    options = {"columns": {"text": "body", "id": "no", "published": "day"}}
    first, second = read(path, **options)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.source, first.id, first.text) == (f"{path}#1", "7", TEXT)
    assert str(first.published) == "2024-05-17"
    assert (second.id, second.text, second.published) == ("8", "Мост; и, ещё", None)


def test_parquet_gives_records(tmp_path: Path) -> None:
    import datetime

    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table(
        {
            "id": [1, 2],
            "text": [TEXT, None],
            "published": [datetime.date(2024, 5, 17), None],
            "views": [3, 4],
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "in.parquet")
    first, second = read(tmp_path / "in.parquet")
    assert isinstance(first, Document)
    assert (first.id, first.text, str(first.published)) == ("1", TEXT, "2024-05-17")
    assert bytes(first.other_fields["views"]) == b"3"
    assert second == 'in.parquet#2: no field "text" (name it with --column text=NAME)'


def _zstd(content: bytes) -> bytes:
    import zstandard

    return zstandard.compress(content)


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", _zstd)])
def test_packed_files_are_what_is_in_them(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    path = write(tmp_path / f"in.jsonl{suffix}", pack(records("A", "B")))
    assert [(d.source, d.text) for d in read(path) if isinstance(d, Document)] == [
        (f"{path}#1", "A"),
        (f"{path}#2", "B"),
    ]
    assert texts(write(tmp_path / f"release.txt{suffix}", pack(TEXT.encode()))) == [TEXT]


def test_a_zip_holds_any_of_these(tmp_path: Path) -> None:
    members = {
        "b/in.jsonl": records("A", "B"),
        "a.txt": TEXT.encode("cp1251"),
        "c.csv": b"text\nC\n",
        "__MACOSX/a.txt": b"x",
        ".hidden.txt": b"x",
        "picture.png": b"\x89PNG",
        "inner.zip": zipped(x=b"x"),
        "empty.txt": b"",
    }
    path = write(tmp_path / "in.zip", zipped(**members))
    found = [d if isinstance(d, str) else (d.source, d.text) for d in read(path)]
    assert found == [
        (f"{path}/a.txt", TEXT),
        (f"{path}/b/in.jsonl#1", "A"),
        (f"{path}/b/in.jsonl#2", "B"),
        (f"{path}/c.csv#1", "C"),
        "empty.txt: empty",
        "inner.zip: an archive within an archive (unpack the outer one)",
        "picture.png: a picture, not text",
    ]


# ---------------------------------------------------------------- paths


def test_folders_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.html", "c.bin", ".secret.txt", "d.jsonl"):
        write(tmp_path / name, "x")
    found = [Path(path).name for path in find_files([str(tmp_path)], ReadOptions())]
    assert found == ["y.html", "z.md", "b.txt", "d.jsonl"]
    only = ReadOptions(include=("*.bin", "b.*"))
    assert [Path(path).name for path in find_files([str(tmp_path)], only)] == ["b.txt", "c.bin"]


def test_patterns_are_followed_where_no_file_has_that_name(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "x")
    write(tmp_path / "a.txt", "x")
    odd = write(tmp_path / "[odd].txt", "x")
    found = find_files([str(tmp_path / "?.txt"), str(odd), str(tmp_path / "*.pdf")], ReadOptions())
    names = [Path(path).name for path in found]
    assert names == ["a.txt", "b.txt", "[odd].txt", "*.pdf"]


def test_a_list_of_paths_has_one_a_line(tmp_path: Path) -> None:
    listed = write(tmp_path / "list", "a.txt\r\n\n  б в.txt \n")
    assert read_list(str(listed)) == ["a.txt", "б в.txt"]
    with pytest.raises(InputError, match="none: no such file"):
        read_list(str(tmp_path / "none"))


def test_the_weights_of_releases_add_up_to_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", records(*"ABCDEFGH"))
    weights = [
        file.weight for file in open_inputs([str(path)], ReadOptions()) if isinstance(file, Input)
    ]
    assert sum(weights) == path.stat().st_size


# ---------------------------------------------------------------- hostile input


def test_a_file_beyond_the_limit_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "long.txt", b"x" * 3_000_000)
    assert texts(path, max_bytes=1 << 20) == [
        "long.txt: larger than 1 MB (allow more with --max-mb)"
    ]
    assert texts(path, max_chars=1000) == [
        "long.txt: 3000000 characters, more than 1000 (allow more with --max-chars)"
    ]


def test_a_record_beyond_the_limit_costs_no_other(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", records("A", "x" * 3_000_000, "B"))
    assert texts(path, max_bytes=1 << 20) == [
        "A",
        "in.jsonl#2: longer than a release may be (allow more with --max-mb)",
        "B",
    ]


@pytest.mark.parametrize("pack", [gzip.compress, _zstd, lambda content: zipped(a=content)])
def test_an_archive_that_unpacks_to_very_much_is_refused(
    tmp_path: Path, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressfacts.read.streams.FREE", 1 << 20)
    path = write(tmp_path / "bomb", pack(b" " * 30_000_000))
    (line,) = texts(path, max_unpacking=50)
    assert "unpacks to more than 50 times its size" in line


def test_a_docx_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "bomb.docx", zipped(**{"word/document.xml": b" " * 30_000_000}))
    (line,) = texts(path, max_bytes=1 << 20, max_unpacking=2)
    assert "unpacks to 30000000 bytes" in line


def test_names_in_archives_lead_nowhere(tmp_path: Path) -> None:
    path = write(tmp_path / "in.zip", zipped(**{"../../evil.txt": b"A", "/etc/evil.txt": b"B"}))
    assert texts(path) == ["A", "B"]
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["in.zip"]


def test_html_a_hundred_thousand_elements_deep_is_read_or_refused(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 100_000 + "Мост открыли." + "</div>" * 100_000
    (found,) = texts(write(tmp_path / "deep.html", page))
    assert found == "Мост открыли." or found.startswith("deep.html: ")


def test_lone_surrogates_do_not_pass(tmp_path: Path) -> None:
    page = "<html><body><p>Мост &#xD800; открыли вчера в Луговске.</p></body></html>"
    for text in texts(write(tmp_path / "page.html", page)):
        text.encode()


def test_another_language_is_read_with_a_warning() -> None:
    document = read_document(Input("x", "text", b"The bridge is open."), ReadOptions())
    assert document.warnings == ("hardly any Russian in it",)
    document = read_document(Input("x", "text", TEXT.encode()), ReadOptions())
    assert document.warnings == ()


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / "\udcff.txt"
    try:
        path.write_text("Мост открыт.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has only names in UTF-8")
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.source.endswith("�.txt")
