"""The figures as text for the screen and as Markdown for the documentation."""

import re
from typing import Any

from corpora import CORPORA, ROOT

# What the peers read of the figures' names; the rest would be zeros by construction.
PEERS = {
    "natasha": ("person", "organization", "place", "all entities", "date"),
    "dateparser": ("date",),
}
PAGE = ROOT / "docs" / "quality.md"
README = ROOT / "README.md"
HEADLINE = (
    "person",
    "organization",
    "place",
    "dates by value",
    "positions",
    "events",
    "who, where, when",
    "what",
)
BETWEEN = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
DASH = "–"


def reads(peer: str, figure: str) -> bool:
    """Whether a tool gives anything that a figure counts."""
    return figure.startswith(PEERS[peer]) and " and " not in figure


def rows(corpus: str, run: dict[str, Any]) -> list[list[str]]:
    """Figure by figure: ours, natasha's, dateparser's; a dash where a tool gives nothing."""
    names = next(c for c in CORPORA if c.name == corpus).figures
    columns = [run["figures"], *(run["peers"].get(peer, {}) for peer in PEERS)]
    return [
        [name, *(f"{column[name]:.3f}" if name in column else DASH for column in columns)]
        for name in names
        if name in run["figures"]
    ]


def text(runs: dict[str, dict[str, Any]]) -> str:
    """All tables for the screen."""
    lines = []
    for corpus, run in runs.items():
        lines.append(f"\n{corpus:<28}{'pressfacts':>12}{'natasha':>12}{'dateparser':>12}")
        lines += [
            f"{row[0]:<28}" + "".join(f"{cell:>12}" for cell in row[1:])
            for row in rows(corpus, run)
        ]
    return "\n".join(lines)


def markdown(runs: dict[str, dict[str, Any]]) -> str:
    """All tables for a page."""
    lines = []
    for corpus, run in runs.items():
        lines += [
            f"\n### {corpus}\n",
            "| F1 | pressfacts | natasha | dateparser |",
            "|---|---|---|---|",
        ]
        lines += ["| " + " | ".join(row) + " |" for row in rows(corpus, run)]
    return "\n".join(lines) + "\n\n"


def headline(runs: dict[str, dict[str, Any]]) -> str:
    """The main figures on the gold releases, for the README."""
    dev, blind = runs["gold dev"], runs["gold blind"]
    natasha = blind["peers"].get("natasha", {})
    lines = ["| F1 | dev | blind | natasha, blind |", "|---|---|---|---|"]
    for name in HEADLINE:
        peer = f"{natasha[name]:.3f}" if name in natasha else DASH
        lines.append(
            f"| {name} | {dev['figures'][name]:.3f} | {blind['figures'][name]:.3f} | {peer} |"
        )
    return "\n".join(lines) + "\n"


def write(runs: dict[str, dict[str, Any]]) -> None:
    """Put the tables where the pages keep a place for them."""
    for path, tables in ((PAGE, markdown(runs)), (README, headline(runs))):
        page = path.read_text(encoding="utf-8")
        path.write_text(_between(page, tables), encoding="utf-8")


def _between(page: str, tables: str) -> str:
    return BETWEEN.sub(lambda found: found[1] + tables + found[2], page)
