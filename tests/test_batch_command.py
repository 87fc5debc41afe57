"""`pressfacts batch` as a user meets it, and any bytes at all through reader and pipeline."""

import csv
import gzip
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pressfacts.batch import Outcome, WorkOptions
from pressfacts.batch.work import work
from pressfacts.errors import InputError
from pressfacts.language import Language
from pressfacts.pipeline import extract
from pressfacts.read import Input, ReadOptions, read_document
from pressfacts.read.paths import open_inputs
from pressfacts.records import Document, Failure

SAMPLES = Path(__file__).parent.parent / "samples"


def batch(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, bytes, list[str]]:
    """Exit code, standard output, and the lines of standard error without the rate."""
    done = subprocess.run(
        [sys.executable, "-m", "pressfacts", "batch", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode().splitlines()


@pytest.mark.models
def test_the_bytes_do_not_depend_on_the_workers() -> None:
    code, alone, told = batch(SAMPLES, "--text")
    assert (code, len(alone.splitlines())) == (0, len(list(SAMPLES.iterdir())))
    assert told[0].startswith(f"pressfacts: {len(list(SAMPLES.iterdir()))} releases in ")
    for jobs in ("1", "2", "0"):
        assert batch(SAMPLES, "--text", "-j", jobs, "-q") == (0, alone, [])


@pytest.mark.models
def test_shards_together_are_the_whole() -> None:
    _, whole, _ = batch(SAMPLES, "-q")
    parts = [batch(SAMPLES, "-q", "--shard", f"{i}/3")[1].splitlines() for i in (1, 2, 3)]
    assert sorted(whole.splitlines()) == sorted(line for part in parts for line in part)
    assert [line for three in zip(*parts, strict=True) for line in three] == whole.splitlines()


@pytest.mark.models
def test_reads_standard_input_columns_and_lists(tmp_path: Path) -> None:
    record = {"nid": 5, "body": "Мост открыт.", "tags": ["a", {"b": 1.50}]}
    code, out, _ = batch(
        *("-", "--column", "text=body", "--column", "id=nid", "--source-record", "-q"),
        stdin=gzip.compress(json.dumps(record).encode()),
    )
    assert code == 0
    (release,) = map(json.loads, out.splitlines())
    assert (release["source"], release["id"]) == ("-#1", "5")
    assert release["source_record"] == {"tags": ["a", {"b": 1.5}]}

    listed = tmp_path / "list.txt"
    listed.write_text(f"{SAMPLES / 'deal.txt'}\n{SAMPLES / 'award.txt'}\n", encoding="utf-8")
    _, out, _ = batch("--from-file", listed, "-q")
    sources = [Path(json.loads(line)["source"]).name for line in out.splitlines()]
    assert sources == ["deal.txt", "award.txt"]


@pytest.mark.models
def test_failed_inputs_are_told_and_listed_and_the_others_are_done(tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    code, out, told = batch(
        *("none.txt", SAMPLES / "deal.txt", "-", "-j", "1", "--errors", errors), stdin=b"\x89PNG"
    )
    assert (code, len(out.splitlines())) == (1, 1)
    assert told[:2] == ["pressfacts: none.txt: no such file", "pressfacts: -: a picture, not text"]
    assert told[2].startswith("pressfacts: 1 releases in ")
    assert told[3] == "pressfacts: 2 inputs failed"
    assert [json.loads(line)["input"] for line in errors.read_text().splitlines()] == [
        "none.txt",
        "-",
    ]


@pytest.mark.models
@pytest.mark.parametrize("name", ["facts.csv", "facts.sqlite", "facts.jsonl"])
def test_what_was_begun_is_completed(tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    batch(SAMPLES / "deal.txt", "-o", output, "--resume")
    code, _, told = batch(
        SAMPLES / "deal.txt", SAMPLES / "award.txt", "-o", output, "--resume", "-j", "1"
    )
    assert code == 0
    assert told[0].endswith("1 were done before")
    if name.endswith("csv"):
        with output.open(encoding="utf-8", newline="") as rows:
            found = {Path(row["source"]).name for row in csv.DictReader(rows)}
    elif name.endswith("jsonl"):
        lines = output.read_text(encoding="utf-8").splitlines()
        found = {Path(json.loads(line)["source"]).name for line in lines}
    else:
        with closing(sqlite3.connect(output)) as database:
            found = {Path(row[0]).name for row in database.execute("select source from releases")}
    assert found == {"deal.txt", "award.txt"}


def test_an_output_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    output = tmp_path / "facts.jsonl"
    output.write_text("before\n")
    code, _, told = batch(SAMPLES, "-o", tmp_path / "none" / "facts.jsonl")
    assert code == 2
    assert "cannot write" in told[0]
    code, _, _ = batch("none.txt", "-o", output)
    assert (code, output.read_text()) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x", "--shard", "3/2"], "--shard 3/2: not I/N with I from 1 to N"),
        (["x", "--shard", "a/b"], "--shard a/b: not I/N with I from 1 to N"),
        (["x", "--column", "body"], "--column body: not FIELD=NAME, FIELD of text, id, title, "),
        (["x", "--from-file", "none"], "none: no such file"),
        (["x", "--resume"], "--resume needs a file to go on with (name it with -o)"),
        (["x", "--resume", "-o", "a.parquet"], "--resume cannot add to parquet"),
        (["x", "-f", "sqlite"], "sqlite needs a file to write to (name it with -o)"),
        ([], "no PATH given (try: pressfacts batch --help)"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], words: str) -> None:
    code, out, told = batch(*arguments)
    assert (code, out) == (2, b"")
    assert told[-1].startswith(f"pressfacts: {words}")


# ---------------------------------------------------------------- anything at all

PIECE = st.sampled_from(
    [
        "Губернатор Пётр Ожегин посетил завод «Заря»",
        "– сказал он.",
        "«",
        "»",
        "3 марта",
        "\n",
        "5 млн рублей",
        "\r\n",
        "\xad",
        "́",
        "\xa0",
        "1)",
        "• ",
        "– ",
        ":",
        "Фото: ",
        ".",
        " ",
    ]
)
LIKE_A_RELEASE = st.lists(PIECE | st.text(max_size=8), max_size=40).map("".join)
MARKUP = st.sampled_from(b'<html> <p> </p> <!-- &#xD800; { "text": PK'.split(b" "))
SUFFIX = st.sampled_from(
    ["txt", "html", "docx", "pdf", "jsonl", "csv", "parquet", "zip", "gz", "zst"]
)
HEAD = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"PAR1", b"<html>", b'{"text": "']
)
FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    head=HEAD,
    body=st.lists(st.binary(max_size=60) | MARKUP, max_size=8).map(b"".join),
    suffix=SUFFIX,
)
def test_any_file_gives_documents_or_reasons(
    tmp_path: Path, head: bytes, body: bytes, suffix: str
) -> None:
    path = tmp_path / f"in.{suffix}"
    path.write_bytes(head + body)
    for file in open_inputs([str(path)], ReadOptions()):
        if isinstance(file, Failure):
            assert file.message
            assert "\n" not in file.message
            continue
        try:
            read_document(file, ReadOptions()).text.encode()
        except InputError as problem:
            assert "\n" not in str(problem)  # noqa: PT017 either way is right


@pytest.mark.models
@settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(text=LIKE_A_RELEASE)
@example(text="«" * 10_000)
@example(text="а" * 150_000)
@example(text="Мост\x00открыт.\ufffe")
@example(text="The bridge is open. 桥开通了。")
@example(text="Мэр Глеб Ожогин открыл мост «𗀀».")  # a letter that Unicode gives no name
def test_any_text_gives_facts_whose_offsets_hold(language: Language, text: str) -> None:
    if not text.strip():
        return
    file = Input("x", "record", json.dumps({"text": text}).encode())
    results = [work(file, WorkOptions(), _extractor(language)) for _ in range(2)]
    result = results[0]
    assert isinstance(result, Outcome), result
    assert results[1] == result
    mentions = [m for entity in result.release.entities for m in entity.mentions]
    mentions += [position.evidence for position in result.release.positions]
    for event in result.release.events:
        mentions += [event.trigger, *event.evidence]
        for filler in (f for fillers in event.roles.values() for f in fillers):
            assert text[filler.start : filler.end] == filler.text
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text


def _extractor(language: Language):  # type: ignore[no-untyped-def]
    def run(document: Document) -> object:
        return extract(document, language)

    return run
