"""The corpora, the scorers beside them, and the figures that are read off."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN = ROOT / "eval" / "releases"

GOLD = {
    "person": "entities.person.f1",
    "organization": "entities.organization.f1",
    "place": "entities.place.f1",
    "all entities": "entities.all.f1",
    "dates by value": "dates.value.f1",
    "dates by text": "dates.text.f1",
    "positions": "positions.person_title_organization.f1",
    "events": "events.all.events.f1",
    "events, precision": "events.all.events.p",
    "who, where, when": "events.all.arguments.f1",
    "what": "events.all.text_arguments.f1",
    "status": "events.all.status.value",
    **{
        f"· {kind}": f"events.{kind}.events.f1"
        for kind in (
            "visit", "meeting", "agreement", "speech", "statement", "appointment",
            "dismissal", "award", "opening", "gathering", "transaction", "decision",
        )
    },
}  # fmt: skip
FACTRUEVAL = {
    "person": "mentions.per.f1",
    "organization": "mentions.org.f1",
    "place": "mentions.loc.f1",
    "all entities": "mentions.all.f1",
    "Occupation": "facts_soft.occupation.f1",
    "· Meeting": "facts_soft.meeting.f1",
    "· Deal": "facts_soft.deal.f1",
    "all three facts": "facts_soft.all.f1",
}
NEREL = {
    **{
        f"{kind}, {name}": f"mentions_{way}.{kind}.f1"
        for kind in ("person", "organization", "place", "date")
        for way, name in (("overlap", "overlapping"), ("exact", "equal spans"))
    },
    "person and profession": "positions.profession.f1",
    "person and workplace": "positions.workplace.f1",
    "· who": "events.all.slots.who.f1",
    "· where": "events.all.slots.where.f1",
    "· when": "events.all.slots.when.f1",
}


class Corpus(NamedTuple):
    """A folder of texts with answers; `figures` maps a name to a path in the scorer's JSON."""

    name: str
    folder: Path
    scorer: Path
    figures: dict[str, str]

    def digest(self) -> str:
        """A hash of every file's name and content."""
        sum_ = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            sum_.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return sum_.hexdigest()[:16]

    def predict(self, out: Path) -> None:
        """Run this checkout's pressfacts over the texts."""
        command = f"{sys.executable} -m pressfacts batch {{input}} --format jsonl"
        script = SHARED / "eval" / "predict.py"
        _run([str(script), str(self.folder), "--out", str(out), "--command", command])

    def score(self, predictions: Path) -> dict[str, float]:
        """The figures, of those that there is anything to score for."""
        scores = json.loads(_run([str(self.scorer), str(self.folder), str(predictions), "--json"]))
        found = {name: _at(scores, path) for name, path in self.figures.items()}
        return {name: round(value, 3) for name, value in found.items() if value is not None}


CORPORA = (
    Corpus("gold dev", SHARED / "gold/dev", SHARED / "eval/score_gold.py", GOLD),
    Corpus("gold blind", SHARED / "gold/blind", SHARED / "eval/score_gold.py", GOLD),
    Corpus("own, first writer", OWN / "first", SHARED / "eval/score_gold.py", GOLD),
    Corpus("own, second writer", OWN / "second", SHARED / "eval/score_gold.py", GOLD),
    Corpus(
        "factRuEval devset",
        SHARED / "corpora/factrueval/devset",
        SHARED / "eval/score_factrueval.py",
        FACTRUEVAL,
    ),
    Corpus("NEREL dev", SHARED / "corpora/nerel/dev", SHARED / "eval/score_nerel.py", NEREL),
)


def _at(scores: Any, path: str) -> float | None:
    for key in path.split("."):
        scores = scores.get(key) if scores else None
    return scores


def _run(arguments: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.PIPE, check=False, encoding="utf-8"
    )
    if done.returncode:
        raise SystemExit(f"{Path(arguments[0]).name} ended with exit code {done.returncode}")
    return done.stdout
