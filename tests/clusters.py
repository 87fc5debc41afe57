"""Orders carried out by a cluster, in a process of their own, without models: see fake_extractors.

    python clusters.py ARCHIVE OUT_DIR OPTIONS

OPTIONS is JSON: load (a name of this module or of fake_extractors), scheduler, size, jobs, timeout,
and those of an order.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import fake_extractors
from pressfacts.records import Document, Release

HERE = Path(__file__).parent


def run(archive: str | Path, output: str | Path, **options: Any) -> tuple[int, list[str]]:
    """Exit code, and the lines of standard error without the cluster's address and the rate."""
    with start(archive, output, **options) as process:
        try:
            _, told = process.communicate(timeout=240)
        finally:
            process.kill()
    return process.returncode, told.splitlines()


def start(archive: str | Path, output: str | Path, **options: Any) -> "subprocess.Popen[str]":
    """The same, under way."""
    return subprocess.Popen(
        [sys.executable, str(HERE / "clusters.py"), str(archive), str(output), json.dumps(options)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(),
    )


def environment() -> dict[str, str]:
    """That of processes that have to find the tests' modules."""
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    paths = [str(HERE), *(str(Path(path).absolute()) for path in given if path)]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)}


def together(output: Path, suffix: str = "jsonl") -> bytes:
    """The parts one behind the other."""
    return b"".join(part.read_bytes() for part in sorted(output.glob(f"part-*.{suffix}")))


# ---------------------------------------------------------------- what happens on the workers


def load_counting(folder: str) -> Callable[[Document], Release]:
    """Leaves a file for each time that models would be loaded, and for each release."""
    count(folder, "loads")

    def extract(document: Document) -> Release:
        count(folder, "releases")
        return fake_extractors.extract(document)

    return extract


def count(folder: str, what: str) -> None:
    """One more."""
    with (Path(folder) / f"{what}.{os.getpid()}").open("a") as stream:
        stream.write("x")


def counted(folder: Path, what: str) -> list[int]:
    """How often in each process."""
    return [len(path.read_text()) for path in folder.glob(f"{what}.*")]


def kill_worker(_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


# ---------------------------------------------------------------- the process


def main(archive: str, output: str, *, load: str = "load", folder: str = "", **options: Any) -> int:
    import typer

    from pressfacts.archive.command import Sharing, carry_out
    from pressfacts.batch import Order, Workers
    from pressfacts.cli.talk import outcome, tell
    from pressfacts.records import Failure

    sharing = Sharing(options.pop("scheduler", None), options.pop("size", 10))
    workers = Workers(options.pop("jobs", 2), options.pop("timeout", 300.0))
    order = Order(
        paths=[archive], output=output, workers=workers, **({"format": "jsonl"} | options)
    )
    loading = partial(load_counting, folder) if folder else getattr(fake_extractors, load)
    failures: list[Failure]
    try:
        with outcome() as failures:
            done = carry_out(order, loading, tell, failures, sharing=sharing, news=lambda _: None)
            sys.stderr.write(f"{json.dumps([done.releases, done.skipped, done.failed])}\n")
    except typer.Exit as stop:
        return stop.exit_code
    return 0


if __name__ == "__main__":
    # Workers have to find what they load by a name that is not that of the main module.
    import clusters

    sys.exit(clusters.main(sys.argv[1], sys.argv[2], **json.loads(sys.argv[3])))
