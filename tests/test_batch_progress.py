"""The progress bar: on a terminal only, and out of the way of what else is said there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressfacts.batch.progress import Progress, size_of
from pressfacts.read import Input
from pressfacts.records import Failure


def test_counts_bytes_releases_and_failures(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"x" * 100)
    with Progress(size_of([str(path), "no such file"]), wanted=True) as progress:
        progress.advance(Input("in.jsonl#1", "record", b"", weight=60), failed=0)
        progress.advance(Failure("in.jsonl#2", "read", "empty"), failed=1)
        with progress.aside():
            pass
        (task,) = progress._bar.tasks
        assert (task.completed, task.total) == (60, 100)
        assert (task.fields["releases"], task.fields["failed"]) == (2, 1)


def test_shows_nothing_unless_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(1, wanted=False) as progress:
        progress.advance(Input("x", "text", b""), failed=0)
        with progress.aside():
            pass
    assert capsys.readouterr() == ("", "")


@pytest.mark.models
@pytest.mark.skipif(os.name == "nt", reason="terminals of Unix")
@pytest.mark.parametrize(("quiet", "bar"), [(["-q"], False), ([], True)])
def test_stands_on_a_terminal(quiet: list[str], bar: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    sample = Path(__file__).parent.parent / "samples" / "deal.txt"
    command = [sys.executable, "-m", "pressfacts", "batch", str(sample), "none.txt", *quiet]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=theirs, env=environment
    ) as run:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # so Linux tells that the other side has hung up
            pass
    os.close(ours)
    assert run.returncode == 1
    assert "none.txt: no such file" in shown.decode()
    assert ("1 failed" in shown.decode()) == bar
