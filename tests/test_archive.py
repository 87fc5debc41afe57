"""Pieces, parts, notes and stores, without a cluster and without models."""

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressfacts.read import Input, ReadOptions
from pressfacts.read.paths import open_inputs

pytest.importorskip("fsspec")
arrow = pytest.importorskip("pyarrow")

from pressfacts.archive import pieces, stores  # noqa: E402 not before their libraries are known
from pressfacts.archive.parts import Folder, Mark, Part, plan  # noqa: E402
from pressfacts.batch.journal import Maker  # noqa: E402
from pressfacts.errors import InputError, OutputError, StoreError  # noqa: E402

FIXTURES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
OPTIONS = ReadOptions(max_bytes=60)


def cut(path: Path, size: int, stretch: int = 1 << 30) -> list[pieces.Piece]:
    """The pieces of a file, found in stretches of so many bytes."""
    file = stores.Found(str(path), str(path), path.stat().st_size)
    starts = range(0, max(1, file.size), stretch)
    found = [
        pieces.survey([pieces.Stretch(file, start, min(start + stretch, file.size))], OPTIONS, size)
        for start in starts
    ]
    return list(pieces.numbered(piece for some in found for piece in some))


def read_in_parts(path: Path, size: int, stretch: int = 1 << 30) -> list[object]:
    parts = list(plan(cut(path, size, stretch), size))
    assert all(part.stop <= size for part in parts)
    return [
        (file.source, file.content) if isinstance(file, Input) else file
        for part in parts
        for piece in part.pieces
        for file in pieces.releases(piece, OPTIONS, whole_records=True)
    ]


def read_whole(path: Path) -> list[object]:
    return [
        (file.source, file.content) if isinstance(file, Input) else file
        for file in open_inputs([str(path)], OPTIONS)
    ]


LINE = st.sampled_from([b"", b" ", b"{}", b'{"text": "\xd0\xb0"}', b"no JSON", b"x" * 70])


@FIXTURES
@given(
    lines=st.lists(LINE, max_size=30),
    ends=st.booleans(),
    size=st.integers(1, 9),
    stretch=st.integers(1, 90),
)
def test_lines_keep_their_numbers_wherever_a_file_is_cut(
    tmp_path: Path, lines: list[bytes], ends: bool, size: int, stretch: int
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n" * ends)
    assert read_in_parts(path, size, stretch) == read_whole(path)


@FIXTURES
@given(lines=st.lists(LINE, max_size=30), lost=st.integers(0, 40), size=st.integers(1, 9))
def test_packed_files_are_read_to_where_they_are_damaged(
    tmp_path: Path, lines: list[bytes], lost: int, size: int
) -> None:
    path = tmp_path / "in.jsonl.gz"
    packed = gzip.compress(b"\n".join(lines))
    path.write_bytes(packed[: len(packed) - lost])
    assert read_in_parts(path, size) == read_whole(path)


@FIXTURES
@given(rows=st.integers(0, 40), group=st.integers(1, 15), size=st.integers(1, 20))
def test_rows_keep_their_numbers_wherever_a_table_is_cut(
    tmp_path: Path, rows: int, group: int, size: int
) -> None:
    import pyarrow.parquet

    path = tmp_path / "in.parquet"
    table = arrow.table({"text": [f"Завод {i}" for i in range(rows)], "n": list(range(rows))})
    pyarrow.parquet.write_table(table, path, row_group_size=group)
    assert read_in_parts(path, size) == read_whole(path)


def test_only_the_columns_of_a_release_are_read(tmp_path: Path) -> None:
    import pyarrow.parquet

    path = tmp_path / "in.parquet"
    pyarrow.parquet.write_table(arrow.table({"body": ["Завод"], "id": [1], "n": [2]}), path)
    (piece,) = cut(path, 10)
    options = ReadOptions(columns={"text": "body"})
    (row,) = pieces.releases(piece, options, whole_records=False)
    assert isinstance(row, Input)
    assert json.loads(row.content) == {"body": "Завод", "id": 1}


def test_small_files_share_a_part_and_halves_share_their_part(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.jsonl").write_bytes(b'{"text": "x"}\n' * 3)
    found = stores.find([str(tmp_path)], OPTIONS)
    assert [len(together) for together in pieces.stretches(found)] == [4]
    (first, second) = plan((piece for file in found for piece in cut(Path(file.url), 7)), 7)
    assert (first.name, first.stop, second.name) == ("part-0000000", 6, "part-0000001")
    low, high = first.halves()
    assert [(half.name, half.start, half.stop) for half in (low, high, *low.halves())] == [
        ("part-0000000-0", 0, 3),
        ("part-0000000-1", 3, 6),
        ("part-0000000-00", 0, 1),
        ("part-0000000-01", 1, 3),
    ]


def test_a_large_file_is_surveyed_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "STRETCH", 100)
    large = stores.Found("a.jsonl", "a.jsonl", 250)
    packed = stores.Found("b.jsonl.gz", "b.jsonl.gz", 250)
    found = [
        [(stretch.file.source, stretch.start, stretch.stop) for stretch in together]
        for together in pieces.stretches([large, packed])
    ]
    assert found == [
        [("a.jsonl", 0, 100)],
        [("a.jsonl", 100, 200)],
        [("a.jsonl", 200, 250)],
        [("b.jsonl.gz", 0, 250)],
    ]


# ---------------------------------------------------------------- marks


def test_a_mark_counts_while_all_that_it_vouches_for_is_so(tmp_path: Path) -> None:
    made_by = Maker("1", "templates", "options")
    folder = Folder(str(tmp_path / "out"), "jsonl", made_by, "limits")
    folder.prepare()
    part = Part(0, (pieces.Piece(stores.Found("a", "a", 1), "lines", 0, 3, digest="d"),), 0, 3)
    assert folder.mark_of(part) is None
    Path(folder.output(part)).write_bytes(b"12345")
    mark = folder.mark(Mark("run", part.name, part.digest, made_by, "limits", size=5))
    assert folder.mark_of(part) == mark
    elsewhere = Folder(folder.url, "jsonl", made_by, "other limits")
    assert elsewhere.mark_of(part) == mark  # nothing failed
    assert Folder(folder.url, "jsonl", Maker("2", "", ""), "limits").mark_of(part) is None
    assert folder.mark_of(part.halves()[0]) is None
    Path(folder.output(part)).write_bytes(b"123")
    assert folder.mark_of(part) is None


def test_only_what_is_ours_is_cleared_away(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path), "jsonl", Maker("1", "", ""), "")
    folder.prepare()
    for name in ("part-0000000", "part-0000001-01", "part-0000007", ".part-0000001-01"):
        (tmp_path / f"{name}.jsonl").touch()
        (tmp_path / "_done" / f"{name}.json").touch()
    for name in ("part-00.jsonl", "notes.txt", ".part-0000000.jsonl.a1b2", "part-0000000.parquet"):
        (tmp_path / name).touch()
    folder.clear({"part-0000000", "part-0000001-01"}, {"part-0000001"})
    assert {path.name for path in tmp_path.glob("*.*")} == {
        *("part-0000000.jsonl", "part-0000001-01.jsonl", "part-00.jsonl", "notes.txt")
    }
    assert {path.name for path in (tmp_path / "_done").iterdir()} == {
        *("part-0000000.json", "part-0000001-01.json")
    }


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(OutputError, match=r"holds other files \(thesis.txt\)"):
        Folder(str(tmp_path), "jsonl", Maker("1", "", ""), "").prepare()
    with pytest.raises(OutputError, match="not a directory"):
        Folder(str(tmp_path / "thesis.txt"), "jsonl", Maker("1", "", ""), "").prepare()


# ---------------------------------------------------------------- stores


def test_what_fails_for_a_while_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "PAUSES", (0.0, 0.0))
    asked = 0

    def answer() -> int:
        nonlocal asked
        asked += 1
        if asked < 3:
            raise ConnectionResetError
        return asked

    assert stores.patiently(answer, "s3://x") == 3
    asked = -9
    with pytest.raises(StoreError, match="s3://x: ConnectionResetError"):
        stores.patiently(answer, "s3://x")
    with pytest.raises(FileNotFoundError):
        stores.patiently(lambda: Path("/no/such/file").read_bytes(), "x")


def test_a_reader_does_not_take_a_lost_store_for_a_damaged_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(stores, "PAUSES", ())
    path = tmp_path / "in.csv"
    path.write_text("text\n" + "Завод\n" * 50_000, encoding="utf-8")
    (piece, *_) = cut(path, 100_000)
    reads = 0

    class Torn(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            nonlocal reads
            reads += 1
            if reads > 2:
                raise OSError("no route to host")
            return super().read(size)

    system, _ = stores.filesystem(str(path))
    monkeypatch.setattr(system, "open", lambda *_, **__: Torn(path.read_bytes()))
    with pytest.raises(StoreError, match="no route to host"):
        list(pieces.releases(piece, ReadOptions(), whole_records=True))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("none", "none: no such file or folder"),
        ("-", "standard input cannot be shared out"),
        ("no-store://x/y", "no-store://x/y: Protocol not known"),
        ("file:///no/such/folder", "file:///no/such/folder: no such file or folder"),
    ],
)
def test_what_is_no_archive_is_told(url: str, words: str) -> None:
    with pytest.raises((InputError, StoreError), match=words):
        stores.find([url], OPTIONS)


def test_addresses_of_plain_files_are_known_too(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").touch()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.parquet").touch()
    (tmp_path / "notes.odt").touch()
    names = [f"file://{tmp_path}/a/x.parquet", f"file://{tmp_path}/b.jsonl"]
    assert [file.source for file in stores.find([f"file://{tmp_path}"], OPTIONS)] == names
    assert [file.source for file in stores.find([f"file://{tmp_path}/*.jsonl"], OPTIONS)] == [
        names[1]
    ]
    assert [file.source for file in stores.find([names[0]], OPTIONS)] == [names[0]]


def test_an_output_may_be_the_address_of_a_folder(tmp_path: Path) -> None:
    assert stores.absolute(f"file://{tmp_path}/out") == str(tmp_path / "out")
    assert stores.absolute("s3://facts/out") == "s3://facts/out"
    assert stores.absolute("out") == str(Path("out").absolute())


# ---------------------------------------------------------------- the command line


def batch(*arguments: str | Path, hidden: str = "") -> tuple[int, str]:
    """Exit code and standard error; `hidden` modules seem not to be installed."""
    script = f"import sys; sys.modules.update(dict.fromkeys({hidden.split()!r})); "
    script += "from pressfacts.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "batch", *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return done.returncode, done.stderr.strip()


def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    assert batch("x", "-o", tmp_path, "--engine", "dask", hidden="distributed pyarrow") == (
        2,
        "pressfacts: --engine dask needs distributed, pyarrow (pip install 'pressfacts[dask]')",
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--engine", "dask", "--shard", "1/2"], "--shard is for machines that do not share"),
        (
            ["--engine", "dask", "-f", "csv"],
            "--engine dask cannot write csv (use jsonl or parquet)",
        ),
        (["--engine", "dask", "-o", "-"], "--engine dask needs a folder to write to"),
        (["--scheduler", "tcp://a:1"], "--scheduler is for --engine dask"),
        (
            ["--engine", "dask", "--scheduler", "tcp://a:1", "-j", "2"],
            "--jobs is for this machine",
        ),
        (["--engine", "dask"], 'in.jsonl: no field "text" (name it with --column text=NAME)'),
        (
            ["--engine", "dask", "--scheduler", "nowhere", "--column", "text=body"],
            "no scheduler at nowhere: missing port number",
        ),
        (
            ["--engine", "dask", "--scheduler", "none.json", "--column", "text=body"],
            "no scheduler at none.json: [Errno 2] No such file or directory",
        ),
    ],
)
def test_wrong_usage_ends_with_2(tmp_path: Path, options: list[str], words: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"body": "Мост открыт."}\n', encoding="utf-8")
    code, told = batch(path, "-o", tmp_path / "out", *options)
    assert (code, told.count("\n")) == (2, 0)
    assert words in told


def test_nobody_pays_for_dask_who_does_not_use_it() -> None:
    script = "import sys, pressfacts.cli, pressfacts.batch.command, pressfacts.pipeline; "
    script += (
        "sys.exit(bool({'dask', 'distributed', 'fsspec', 'pressfacts.archive'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
