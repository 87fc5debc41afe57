"""An archive shared out by Dask: the same bytes, whatever its shape. No models but in one test."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import clusters
import fake_extractors
from pressfacts.batch import Order, carry_out
from pressfacts.records import Failure

pytest.importorskip("distributed")
parquet = pytest.importorskip("pyarrow.parquet")
arrow = pytest.importorskip("pyarrow")

SAMPLES = Path(__file__).parent.parent / "samples"


def records(count: int, first: int = 0) -> list[dict[str, object]]:
    return [{"id": i, "text": f"Завод номер {i} открыт."} for i in range(first, first + count)]


def lines(rows: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Files of every kind, with what cannot be read among them."""
    folder = tmp_path / "archive"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.jsonl").write_bytes(
        lines(records(25)) + b"\n\nno JSON\n" + lines(records(4, 25)).rstrip(b"\n")
    )
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines(records(23, 100))))
    table = arrow.Table.from_pylist(records(33, 200))
    parquet.write_table(table, folder / "c.parquet", row_group_size=12)
    (folder / "d.csv").write_text("id,text\n1,Музей открыт.\n2,\n", encoding="utf-8")
    (folder / "deeper" / "e.txt").write_text("Мост открыт.", encoding="utf-8")
    (folder / "deeper" / "f.jsonl").write_bytes(b"\x89PNG")
    (folder / "deeper" / "g.parquet").write_bytes(b"PAR1 and no more")
    (folder / "deeper" / "h.jsonl.gz").write_bytes(gzip.compress(lines(records(500)))[:-200])
    (folder / "deeper" / "i.jsonl").write_bytes(b"")
    return folder


def alone(archive: str | Path, output: Path, **options: object) -> tuple[bytes, list[Failure]]:
    """What one machine makes of it."""
    failures: list[Failure] = []
    order = Order(paths=[str(archive)], output=str(output), **({"format": "jsonl"} | options))  # type: ignore[arg-type]
    carry_out(order, fake_extractors.load, lambda _: None, failures)
    return output.read_bytes(), failures


def summary(output: Path) -> dict[str, object]:
    return json.loads((output / "_summary.json").read_bytes())  # type: ignore[no-any-return]


def test_parts_together_are_what_one_machine_writes(archive: Path, tmp_path: Path) -> None:
    expected, failures = alone(archive, tmp_path / "alone.jsonl")
    code, told = clusters.run(archive, tmp_path / "out")
    assert code == 1
    assert clusters.together(tmp_path / "out") == expected
    assert sorted(told[:5]) == sorted(f"pressfacts: {failure}" for failure in failures)
    listed = (tmp_path / "out" / "_errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["input"] for line in listed] == [failure.input for failure in failures]
    found = summary(tmp_path / "out")
    assert (found["releases"], found["failed"]) == (len(expected.splitlines()), len(failures))
    assert found["failed_by_stage"] == {"read": len(failures)}
    assert found["parts"] == len(list((tmp_path / "out").glob("part-*.jsonl")))


# ---------------------------------------------------------------- again


def test_a_second_run_does_only_what_is_missing_or_outdated(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines(records(45)))
    output, counts = tmp_path / "out", tmp_path / "counts"
    counts.mkdir()

    def go() -> tuple[list[int], int]:
        """Releases done now and before, failures; and how many were read."""
        shutil.rmtree(counts)
        counts.mkdir()
        code, told = clusters.run(source, output, folder=str(counts))
        assert code == 0
        return json.loads(told[-1]), sum(clusters.counted(counts, "releases"))

    assert go() == ([45, 0, 0], 45)
    assert all(loads == 1 for loads in clusters.counted(counts, "loads"))
    expected = clusters.together(output)
    assert go() == ([0, 45, 0], 0)

    (output / "part-0000001.jsonl").unlink()  # lost
    (output / "part-0000002.jsonl").write_bytes(b"torn")
    (output / "_done" / "part-0000003.json").write_bytes(b'{"part":')  # torn too
    (output / ".part-0000004.jsonl.x1").write_bytes(b"of a writer that was killed")
    assert go() == ([30, 15, 0], 30)
    assert clusters.together(output) == expected
    assert not list(output.glob(".part*"))

    grown = records(45)
    grown[20]["text"] = "Музей открыт."
    source.write_bytes(lines([*grown, *records(3, 45)]))
    assert go() == ([18, 30, 0], 18)  # the third part has changed, the last one has grown
    assert clusters.together(output) == alone(source, tmp_path / "alone.jsonl")[0]

    source.write_bytes(lines(records(12)))
    assert go() == ([2, 10, 0], 2)
    assert clusters.together(output) == alone(source, tmp_path / "alone.jsonl")[0]
    assert summary(output)["releases"] == 12


def test_other_options_do_it_anew_and_other_limits_only_what_failed(tmp_path: Path) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_bytes(lines(records(10)) + b"{}\n" + lines(records(9, 10)))

    def go(**options: object) -> list[int]:
        return json.loads(clusters.run(source, output, **options)[1][-1])  # type: ignore[no-any-return]

    assert go() == [19, 0, 1]
    assert go(timeout=200.0) == [9, 10, 1]
    assert go(timeout=200.0) == [0, 19, 1]
    assert go(timeout=200.0, templates="other") == [19, 0, 1]


# ---------------------------------------------------------------- accidents

unix = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


@unix
def test_a_killed_worker_costs_no_release(tmp_path: Path) -> None:
    rows = records(40)
    for number in (3, 17, 39):
        rows[number]["text"] = f"KILL-ONCE {tmp_path / str(number)}"
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines(rows))
    code, told = clusters.run(source, tmp_path / "out")
    assert (code, told[-1]) == (0, "[40, 0, 0]")
    assert clusters.together(tmp_path / "out") == alone(source, tmp_path / "alone.jsonl")[0]
    assert not list((tmp_path / "out" / "_begun").iterdir())


@unix
def test_a_release_that_kills_whoever_reads_it_is_found_and_passed_over(tmp_path: Path) -> None:
    rows = records(20)
    rows[12]["text"] = "KILL"
    source, output = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_bytes(lines(rows))
    code, told = clusters.run(source, output)
    words = f"{source}#13: killed its worker process twice"
    assert (code, told) == (1, [f"pressfacts: {words}", "[19, 0, 1]"])
    alive = tmp_path / "alive.jsonl"
    alive.write_bytes(lines(rows[:12]) + b"\n" + lines(rows[13:]))
    expected = alone(alive, tmp_path / "alone.jsonl")[0]
    assert clusters.together(output).replace(b"in.jsonl", b"alive.jsonl") == expected
    assert [path.name for path in sorted(output.glob("part-*"))] == [
        "part-0000000.jsonl",
        "part-0000001-00.jsonl",
        "part-0000001-010.jsonl",
        "part-0000001-011.jsonl",
        "part-0000001-1.jsonl",
    ]
    # What was found once is not tried again.
    assert clusters.run(source, output)[1] == [f"pressfacts: {words}", "[0, 19, 1]"]


@unix
def test_a_release_that_takes_too_long_is_passed_over(tmp_path: Path) -> None:
    rows = records(12)
    rows[4]["text"] = rows[7]["text"] = "SLEEP 60"
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines(rows))
    code, told = clusters.run(source, tmp_path / "out", timeout=0.5, size=12)
    assert code == 1
    assert told[:2] == [
        f"pressfacts: {source}#5: took longer than 0.5 s",
        f"pressfacts: {source}#8: took longer than 0.5 s",
    ]
    assert len(clusters.together(tmp_path / "out").splitlines()) == 10


@unix
def test_a_lost_scheduler_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out"
    rows = records(40)
    rows[35]["text"] = "SLEEP 3"
    source.write_bytes(lines(rows))
    with scheduler(tmp_path) as (address, process):
        file = str(tmp_path / "scheduler.json")
        run = clusters.start(source, output, scheduler=file, jobs=None)
        while not (output / "_done" / "part-0000001.json").exists():
            assert run.poll() is None, run.communicate()
        process.kill()
        _, told = run.communicate(timeout=60)
    assert run.returncode == 2
    words = "is lost (run the same command again: it goes on where this one stopped)"
    assert told.splitlines() == [f"pressfacts: the scheduler {address} {words}"]
    assert not (output / "_summary.json").exists()
    code, told_again = clusters.run(source, output)
    done, before, failed = json.loads(told_again[-1])
    assert (code, done + before, failed) == (0, 40, 0)
    assert before >= 20
    assert clusters.together(output) == alone(source, tmp_path / "alone.jsonl")[0]


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A scheduler and two workers, each a process of its own."""
    file = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    where = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    with ExitStack() as stack:

        def start(*words: str) -> "subprocess.Popen[bytes]":
            process = subprocess.Popen(
                words, stderr=subprocess.DEVNULL, env=clusters.environment(), cwd=folder
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        process = start(*command, *where)
        for _ in range(2):
            start(
                *(sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1"),
                *("--scheduler-file", str(file), "--no-dashboard", "--no-nanny"),
            )
        while not file.exists() or not file.read_text():
            assert process.poll() is None
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"], process


# ---------------------------------------------------------------- object stores


@contextmanager
def object_store(failing_every: int, log: Path) -> Iterator[dict[str, object]]:
    """An S3-compatible store, as options of s3fs."""
    for module in ("s3fs", "moto", "flask", "flask_cors"):
        pytest.importorskip(module)
    command = [sys.executable, str(clusters.HERE / "object_store.py"), str(failing_every)]
    with (
        log.open("wb") as requests,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=requests) as server,
    ):
        assert server.stdout
        try:
            address = server.stdout.readline().decode().strip()
            yield {"endpoint_url": address, "key": "a", "secret": "b"}
        finally:
            server.kill()


@pytest.mark.parametrize(("failing_every", "kinds"), [(0, "*"), (3, "*.parquet")])
def test_archives_and_parts_lie_in_object_stores(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failing_every: int,
    kinds: str,
) -> None:
    with object_store(failing_every, tmp_path / "requests") as options:
        monkeypatch.setenv("FSSPEC_S3", json.dumps(options))
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")

        def in_store(actions: str, *words: str) -> None:
            script = f"import sys, fsspec; store = fsspec.filesystem('s3'); {actions}"
            subprocess.run([sys.executable, "-c", script, *words], check=True)

        def go() -> list[str]:
            return clusters.run("s3://news/archive", "s3://news/out", size=100)[1]

        for path in [path for path in archive.rglob("*.*") if not path.match(kinds)]:
            path.unlink()
        put = "store.mkdir('news'); store.put(sys.argv[1], 'news/archive', recursive=True)"
        in_store(put, f"{archive}/")
        go()
        in_store("store.get('news/out', sys.argv[1], recursive=True)", str(tmp_path / "out"))
        expected, failures = alone(archive, tmp_path / "alone.jsonl")
        here, there = str(archive).encode(), b"s3://news/archive"
        assert clusters.together(tmp_path / "out") == expected.replace(here, there)
        assert summary(tmp_path / "out")["failed"] == len(failures)
        if not failing_every:
            assert f"[0, {len(expected.splitlines())}, {len(failures)}]" in go()


# ---------------------------------------------------------------- the program as it is


@pytest.mark.models
@pytest.mark.parametrize("output_format", ["jsonl", "parquet"])
def test_the_program_finds_the_same_facts_alone_and_shared(
    tmp_path: Path, output_format: str
) -> None:
    template = clusters.HERE / "templates" / "trip.toml"
    words = ["batch", SAMPLES, "--text", "--templates", template, "--date", "2024-06-01"]

    def go(*more: str | Path) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "pressfacts", *map(str, [*words, *more])]
        return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")

    whole, output = tmp_path / f"whole.{output_format}", tmp_path / "out"
    assert go("-o", whole, "-j", "1").returncode == 0
    done = go("-o", output, "-f", output_format, "--engine", "dask", "-j", "2", "--part-size", "7")
    told = done.stderr.splitlines()
    assert done.returncode == 0, told
    assert told[0].startswith("pressfacts: scheduler tcp://127.0.0.1:")
    assert ", dashboard http://127.0.0.1:" in told[0]
    assert told[-1].startswith(f"pressfacts: {len(list(SAMPLES.iterdir()))} releases in ")
    if output_format == "jsonl":
        assert clusters.together(output) == whole.read_bytes()
    else:
        parts = [parquet.read_table(part) for part in sorted(output.glob("part-*.parquet"))]
        assert arrow.concat_tables(parts).equals(parquet.read_table(whole))
    assert go("-o", output, "-f", output_format, "--engine", "dask", "-q").stderr == ""
