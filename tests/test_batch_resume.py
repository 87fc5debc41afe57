"""Resume: whatever stops a run, and wherever, the next one completes it to the same bytes."""

import json
import os
import random
import sqlite3
import sys
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import fake_extractors
from pressfacts.batch import Failure, Order, Shard, Summary, Workers, WorkOptions, carry_out
from pressfacts.batch.journal import SUFFIX
from pressfacts.errors import OutputError
from pressfacts.read import ReadOptions
from pressfacts.render.rows import RowOptions


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Forty releases, one of which cannot be read."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for i in range(40):
        (folder / f"{i:02}.txt").write_text(f"Завод «Заря-{i}» открыт.", encoding="utf-8")
    (folder / "17.txt").write_bytes(b"\x00\x01\x02")
    return folder


def go(archive: Path, output: Path, resume: bool = True, **options: object) -> Summary:
    order = Order(
        paths=[str(archive)], format="jsonl", output=str(output), resume=resume, **options
    )  # type: ignore[arg-type]
    return carry_out(order, fake_extractors.load, lambda _: None, [])


def journal_of(output: Path) -> Path:
    return output.with_name(output.name + SUFFIX)


def test_a_second_run_has_nothing_to_do(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "facts.jsonl"
    first = go(archive, output)
    content = output.read_bytes()
    second = go(archive, output)
    assert (first.releases, first.skipped, first.failed) == (39, 0, 1)
    assert (second.releases, second.skipped, second.failed) == (0, 39, 1)
    assert output.read_bytes() == content


def test_with_and_without_resume_the_bytes_are_the_same(archive: Path, tmp_path: Path) -> None:
    go(archive, tmp_path / "a.jsonl", resume=False)
    go(archive, tmp_path / "b.jsonl", resume=True)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert not journal_of(tmp_path / "a.jsonl").exists()


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=st.floats(0, 1), torn=st.integers(0, 400), written=st.integers(0, 400))
def test_goes_on_from_any_point(
    archive: Path, tmp_path: Path, cut: float, torn: int, written: int
) -> None:
    """The journal is cut anywhere; the output has some more, whole or torn, as a kill leaves it."""
    output, whole = tmp_path / "facts.jsonl", tmp_path / "whole.jsonl"
    if not whole.exists():
        go(archive, whole)
    expected, journal = whole.read_bytes(), journal_of(whole).read_bytes()
    kept = journal[: int(cut * len(journal))]
    ends = [json.loads(line)[2] for line in kept.split(b"\n")[1:-1]]
    end = ends[-1] if ends else 0
    journal_of(output).write_bytes(kept)
    output.write_bytes(expected[: end + written] + b"{" * (torn % 7))
    if not kept:
        output.unlink()
    go(archive, output)
    assert output.read_bytes() == expected
    assert len(journal_of(output).read_bytes()) == len(journal)


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@pytest.mark.parametrize("output_format", ["jsonl", "csv"])
def test_a_run_that_is_killed_a_hundred_times_ends_with_the_same_bytes(
    archive: Path, tmp_path: Path, output_format: str
) -> None:
    chance = random.Random(6)  # noqa: S311
    output = tmp_path / f"facts.{output_format}"
    order = Order(paths=[str(archive)], format=output_format, output=str(output), resume=True)

    def attempt(delay: float | None) -> bool:
        """Whether the run came to its end before it was killed."""
        run = get_context("fork").Process(
            target=carry_out, args=(order, fake_extractors.load_slowly, lambda _: None, [])
        )
        run.start()
        run.join(delay)
        run.kill()
        run.join()
        return run.exitcode == 0

    assert attempt(None)
    expected = output.read_bytes()
    kills = 0
    while kills < 100:
        output.unlink()
        journal_of(output).unlink()
        while not attempt(chance.uniform(0.0, 0.06)):
            kills += 1
        assert output.read_bytes() == expected


def _write_at_most(size: int, order: Order) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        carry_out(order, fake_extractors.load, lambda _: None, [])
    except (OSError, OutputError):
        sys.exit(1)


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@pytest.mark.parametrize("output_format", ["jsonl", "csv", "sqlite"])
def test_a_run_that_fills_the_disk_goes_on_when_there_is_room(
    archive: Path, tmp_path: Path, output_format: str
) -> None:
    (tmp_path / "whole").mkdir()
    order = Order(
        paths=[str(archive)],
        format=output_format,
        output=str(tmp_path / f"facts.{output_format}"),
        resume=True,
    )
    for size in range(0, 40_000, 1_777):
        run = get_context("fork").Process(target=_write_at_most, args=(size, order))
        run.start()
        run.join()
        if size < 4_000:
            assert run.exitcode == 1
    done = carry_out(order, fake_extractors.load, lambda _: None, [])
    assert done.failed == 1
    if output_format == "sqlite":
        with closing(sqlite3.connect(str(order.output))) as database:
            assert database.execute("select count(*) from releases").fetchone() == (39,)
    else:
        whole = tmp_path / "whole" / f"facts.{output_format}"
        carry_out(replace(order, output=str(whole)), fake_extractors.load, lambda _: None, [])
        assert Path(str(order.output)).read_bytes() == whole.read_bytes()


def test_a_changed_input_is_done_again_and_the_old_line_stays(
    archive: Path, tmp_path: Path
) -> None:
    output = tmp_path / "facts.jsonl"
    go(archive, output)
    before = output.read_bytes()
    (archive / "05.txt").write_text("Музей открыт.", encoding="utf-8")
    assert go(archive, output).releases == 1
    added = output.read_bytes().removeprefix(before)
    assert json.loads(added)["entities"][0]["name"] == "Музей открыт."


@pytest.mark.parametrize(
    "options",
    [{"templates": "other"}, {"shard": Shard(1, 2)}, {"rows": RowOptions("entities")}],
    ids=lambda options: next(iter(options)),
)
def test_other_templates_or_options_begin_anew(
    archive: Path, tmp_path: Path, options: dict[str, object]
) -> None:
    output = tmp_path / "facts.jsonl"
    go(archive, output)
    done = go(archive, output, **options)
    assert done.skipped == 0
    assert len(output.read_bytes().splitlines()) == done.releases


def test_other_limits_and_workers_go_on(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "facts.jsonl"
    go(archive, output)
    patient = WorkOptions(ReadOptions(max_bytes=1 << 30, max_chars=10**9, include=("*.txt",)))
    assert go(archive, output, work=patient, workers=Workers(1)).skipped == 39


def test_will_not_add_to_an_output_that_it_knows_nothing_of(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "facts.jsonl"
    output.write_text("{}\n")
    with pytest.raises(OutputError, match="has no journal"):
        go(archive, output)
    assert output.read_text() == "{}\n"


def test_will_not_trust_an_output_that_has_shrunk(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "facts.jsonl"
    go(archive, output)
    os.truncate(output, 10)
    with pytest.raises(OutputError, match="shorter than its journal says"):
        go(archive, output)


def test_resume_needs_a_file(archive: Path) -> None:
    with pytest.raises(OutputError, match="--resume needs a file"):
        carry_out(
            Order(paths=[str(archive)], format="jsonl", resume=True),
            fake_extractors.load,
            print,
            [],
        )


def test_failed_inputs_are_listed_as_json(archive: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    failures: list[Failure] = []
    order = Order(
        paths=[str(archive), str(tmp_path / "none.txt")],
        format="jsonl",
        output=str(tmp_path / "facts.jsonl"),
        errors=str(errors),
    )
    told: list[str] = []
    carry_out(order, fake_extractors.load, told.append, failures)
    listed = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert listed == [
        {"input": str(archive / "17.txt"), "stage": "read", "message": "binary, not text"},
        {"input": str(tmp_path / "none.txt"), "stage": "read", "message": "no such file"},
    ]
    assert told == [f"{line['input']}: {line['message']}" for line in listed]
    assert [str(failure) for failure in failures] == told


def test_fail_fast_stops_at_the_first_failure(archive: Path, tmp_path: Path) -> None:
    done = go(archive, tmp_path / "facts.jsonl", resume=False, fail_fast=True)
    assert (done.releases, done.failed) == (17, 1)
