"""Worker processes: order, sameness, deaths, delays. No models: see fake_extractors."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import fake_extractors
from pressfacts.batch import Failure, Outcome, Shard, Workers, WorkOptions
from pressfacts.batch.pool import WINDOW
from pressfacts.batch.run import answers, part
from pressfacts.batch.worker import THREADS, one_thread
from pressfacts.errors import ModelError
from pressfacts.read import Input

unix = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


def inputs(*texts: str) -> Iterator[Input | Failure]:
    return (Input(f"{i}.txt", "text", text.encode()) for i, text in enumerate(texts))


def results(
    *texts: str, jobs: int | None = 2, timeout: float = 60, load: object = fake_extractors.load
) -> list[str]:
    """One line for each answer: what the release is called, or why there is none."""
    found = answers(inputs(*texts), WorkOptions(), load, Workers(jobs, timeout))  # type: ignore[arg-type]
    return [
        answer.release.entities[0].name if isinstance(answer, Outcome) else str(answer)
        for answer in found
    ]


@pytest.mark.parametrize("jobs", [None, 1, 2, 3])
def test_answers_come_in_the_order_of_inputs(jobs: int | None) -> None:
    texts = [f"Завод номер {i}" for i in range(100)]
    texts[3] = "SLEEP 0.2"
    assert results(*texts, jobs=jobs) == texts


def test_inputs_beyond_the_window_are_taken_when_the_slowest_answer_comes() -> None:
    # The second worker sleeps twice, the third in between, while the first one fills the window.
    texts = [f"Завод номер {i}" for i in range(3 * WINDOW + 9)]
    texts[2], texts[3], texts[5] = "SLEEP 0.5", "SLEEP 1", "SLEEP 1.0"
    assert results(*texts, jobs=3) == texts


@pytest.mark.parametrize("jobs", [None, 2])
def test_an_input_that_cannot_be_read_keeps_its_place(jobs: int | None) -> None:
    assert results("Завод", " ", "Музей", jobs=jobs) == ["Завод", "1.txt: empty", "Музей"]


@pytest.mark.parametrize("jobs", [None, 2])
def test_a_release_that_trips_the_program_costs_no_other(jobs: int | None) -> None:
    assert results("Завод", "RAISE беда", "Музей", jobs=jobs) == [
        "Завод",
        "1.txt: ValueError: беда",
        "Музей",
    ]


@unix
def test_a_killed_worker_costs_no_release(tmp_path: Path) -> None:
    texts = [f"KILL-ONCE {tmp_path / str(i)}" if i % 7 == 3 else f"Завод {i}" for i in range(40)]
    assert results(*texts) == [text[:80] for text in texts]


@unix
def test_a_release_that_kills_its_worker_twice_is_passed_over() -> None:
    texts = ["Завод", "KILL", "Музей", "Театр", "KILL", "Школа"]
    assert results(*texts) == [
        "Завод",
        "1.txt: killed its worker process twice",
        "Музей",
        "Театр",
        "4.txt: killed its worker process twice",
        "Школа",
    ]


@unix
def test_a_release_that_takes_too_long_is_passed_over() -> None:
    assert results("Завод", "SLEEP 60", "Музей", timeout=0.5) == [
        "Завод",
        "1.txt: took longer than 0.5 s",
        "Музей",
    ]


def test_models_that_cannot_be_loaded_end_the_run() -> None:
    with pytest.raises(ModelError, match=r"no models \(install them\)"):
        results("Завод", load=fake_extractors.fail_to_load)


@unix
def test_workers_that_never_start_end_the_run() -> None:
    with pytest.raises(ModelError, match="die while they load"):
        results("Завод", load=fake_extractors.die_while_loading)


def test_no_more_inputs_are_taken_than_the_window_holds() -> None:
    taken = 0

    def endless() -> Iterator[Input | Failure]:
        nonlocal taken
        while True:
            taken += 1
            yield Input(str(taken), "text", b"SLEEP 0.01")

    found = answers(endless(), WorkOptions(), fake_extractors.load, Workers(2))
    for _ in range(5):
        next(found)
    found.close()  # type: ignore[attr-defined]
    assert taken <= 2 * WINDOW + 5


def test_long_messages_in_both_directions_do_not_block() -> None:
    texts = ["Завод " + "и" * 190_000 for _ in range(20)]
    assert len(results(*texts)) == 20


def test_a_worker_has_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS[0], "7")
    monkeypatch.delenv(THREADS[1], raising=False)
    with one_thread():
        assert {os.environ[name] for name in THREADS} == {"1"}
    assert os.environ[THREADS[0]] == "7"
    assert THREADS[1] not in os.environ


@pytest.mark.parametrize(
    ("index", "count", "expected"),
    [(1, 1, "abcde"), (1, 2, "ace"), (2, 2, "bd"), (3, 3, "c"), (7, 7, "")],
)
def test_shards_part_the_inputs_evenly(index: int, count: int, expected: str) -> None:
    found = part((Input(name, "text", b"") for name in "abcde"), Shard(index, count))
    assert "".join(file.source for file in found if isinstance(file, Input)) == expected
