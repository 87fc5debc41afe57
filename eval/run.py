#!/usr/bin/env python3
"""Measure this checkout on the corpora of ../shared, beside its pinned figures and other tools.

    eval/run.py                         the table; cases gained and lost since the pinned run
    eval/run.py --check                 the floors only; exit code 1 where one does not hold
    eval/run.py --pin                   pin this run, and raise the floors to it
    eval/run.py --lower-floors REASON   let floors fall to this run, with a line in the changelog
    eval/run.py --peers                 run natasha and dateparser too, and pin their figures

Each run but --check writes its table into docs/quality.md. Of gold/blind only figures are shown.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import floors
import tables
from corpora import CORPORA, SHARED, Corpus

SHOWN = 25  # cases gained or lost, for each corpus


def main() -> int:
    """Exit code 1 where a floor does not hold."""
    options = _options()
    if not (SHARED / "eval").is_dir():
        print("no ../shared/eval here: quality is not measured")
        return 0
    pinned = floors.load()
    runs: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for corpus in CORPORA:
            runs[corpus.name] = _measured(corpus, Path(folder), pinned, options)
    failures = [
        f"{name}: {failure}"
        for name, run in runs.items()
        for failure in floors.broken(pinned.get(name, {}), run["figures"])
    ]
    if options.lower_floors:
        floors.note(options.lower_floors, failures)
        failures = []
    if failures:
        options.pin = False
    _keep(runs, pinned, options)
    if not options.check:
        tables.write(runs)
        print(tables.text(runs))
    print("\n".join(failures) or "all floors hold")
    return 1 if failures else 0


def _keep(runs: dict[str, Any], pinned: dict[str, Any], options: argparse.Namespace) -> None:
    """Writes down what the options ask for: the whole run, the floors, the peers' figures."""
    for name, run in runs.items():
        before = pinned.setdefault(name, {})
        old = before.get("floors", {})
        if options.lower_floors:
            before["floors"] = old = floors.lowered(old, run["figures"])
        if options.peers:
            before["peers"] = run["peers"]
        if options.pin:
            pinned[name] = run | {"floors": floors.raised(old, run["figures"])}
    if options.pin or options.peers or options.lower_floors:
        floors.save(pinned)


def _measured(
    corpus: Corpus, folder: Path, pinned: dict[str, Any], options: argparse.Namespace
) -> dict[str, Any]:
    """Figures, hash and found cases of one corpus, and what the other tools reach there."""
    before = pinned.get(corpus.name, {})
    digest = corpus.digest()
    if before and before.get("hash") != digest:
        print(f"{corpus.name}: the corpus is not the one that was pinned (hash {digest})")
    out = folder / "predictions.jsonl"
    corpus.predict(out)
    run = {"hash": digest, "figures": corpus.score(out), "peers": before.get("peers", {})}
    if options.check:
        return run
    run["found"] = _compared(corpus, out, before if before.get("hash") == digest else {})
    if options.peers:
        run["peers"] = _peers(corpus, folder)
    return run


def _compared(corpus: Corpus, out: Path, before: dict[str, Any]) -> str:
    """The found cases, after telling which of them are new and which are gone."""
    from cases import bits, cases, unpacked  # noqa: PLC0415

    now = cases(corpus, out)
    if "found" in before:
        then = unpacked(before["found"])
        pairs = list(zip(now, then, strict=True))
        gained = [case.label for case, found in pairs if case.found and not found]
        lost = [case.label for case, found in pairs if found and not case.found]
        print(f"\n{corpus.name}: {len(gained)} cases gained, {len(lost)} lost since the pinned run")
        if "blind" not in corpus.name:
            for sign, labels in (("+", gained), ("-", lost)):
                print("".join(f"  {sign} {label}\n" for label in labels[:SHOWN]), end="")
                if len(labels) > SHOWN:
                    print(f"  {sign} … and {len(labels) - SHOWN} more")
    return bits(now)


def _peers(corpus: Corpus, folder: Path) -> dict[str, dict[str, float]]:
    import peers  # noqa: PLC0415

    if not peers.available():
        sys.exit("natasha and dateparser cannot run here (pip install '.[dev,eval]')")
    figures = {}
    for name, read in (("natasha", peers.natasha), ("dateparser", peers.dateparser)):
        out = folder / f"{name}.jsonl"
        read(corpus, out)
        scored = corpus.score(out).items()
        figures[name] = {figure: f1 for figure, f1 in scored if tables.reads(name, figure)}
    return figures


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only the floors")
    parser.add_argument("--pin", action="store_true", help="pin this run and raise the floors")
    parser.add_argument("--lower-floors", metavar="REASON", help="let floors fall, and say why")
    parser.add_argument("--peers", action="store_true", help="run natasha and dateparser too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
