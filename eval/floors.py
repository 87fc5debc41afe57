"""`baseline.json`: the pinned run, and the floors under which no figure may fall."""

import datetime
import json
from typing import Any

from corpora import ROOT

BASELINE = ROOT / "eval" / "baseline.json"
CHANGELOG = ROOT / "CHANGELOG.md"
ONE_TYPE = "·"  # begins the name of a figure that rests on few events
ROOM = 0.02  # so that a change that trades a case or two for others passes


def load() -> dict[str, Any]:
    """What is pinned: for each corpus its hash, figures, floors, found cases, peers' figures."""
    return json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}


def save(baseline: dict[str, Any]) -> None:
    """Write it, in an order that makes small differences."""
    text = json.dumps(baseline, indent=1, ensure_ascii=False, sort_keys=True)
    BASELINE.write_text(text + "\n", encoding="utf-8")


def broken(pinned: dict[str, Any], figures: dict[str, float]) -> list[str]:
    """The floors of a corpus that its figures do not reach."""
    return [
        f"{name} is {figures.get(name, 0):.3f}, its floor is {floor:.3f}"
        for name, floor in pinned.get("floors", {}).items()
        if figures.get(name, 0) < floor
    ]


def raised(old: dict[str, float], figures: dict[str, float]) -> dict[str, float]:
    """Floors close under the figures; none goes down. One kind of event has too few of them."""
    new = {
        name: max(0.0, round(value - ROOM, 3))
        for name, value in figures.items()
        if not name.startswith(ONE_TYPE)
    }
    return {name: max(value, old.get(name, 0.0)) for name, value in new.items()}


def lowered(old: dict[str, float], figures: dict[str, float]) -> dict[str, float]:
    """The floors, those that do not hold put close under the figures."""
    close = raised({}, figures)
    return {
        name: floor if figures.get(name, 0) >= floor else close.get(name, 0.0)
        for name, floor in old.items()
    }


def note(reason: str, changes: list[str]) -> None:
    """A line in the changelog for floors that went down, under the newest version."""
    text = CHANGELOG.read_text(encoding="utf-8")
    head, mark, rest = text.partition("\n## ")
    title, _, body = rest.partition("\n")
    day = datetime.datetime.now(tz=datetime.UTC).date()
    line = f"- {day}: quality floors lowered: {reason} ({'; '.join(changes)})."
    CHANGELOG.write_text(f"{head}{mark}{title}\n\n{line}\n{body}", encoding="utf-8")
