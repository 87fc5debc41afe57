#!/usr/bin/env python3
"""Writes into README.md and docs/ what the program prints now; the tests use the same functions.

    python tools/refresh_docs.py

- In Markdown, a block of ```sh is run by bash in a folder that holds a copy of samples/ and the
  files that the page shows: blocks that begin with the line `# FILE`. A block of ```text or ```json
  right below is its output. Blocks that install are not run.
- docs/README.md lists the pages, docs/cli.md is the help of every command, and
  docs/output.schema.json the schema of the output.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (
    "extract",
    "batch",
    "report",
    "explain",
    "templates list",
    "templates show",
    "templates check",
    "schema",
)
EXAMPLE = re.compile(
    r"^```sh\n(?P<commands>.*?)^```\n(?P<between>\n*)(?:^```(?:text|json)\n(?P<output>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)


FILE = re.compile(
    r"^```\w+\n# (?P<name>[\w./-]+\.\w+)\n(?P<content>.*?)^```\n", re.MULTILINE | re.DOTALL
)


class Example(NamedTuple):
    """Commands of a page, and the output that it shows for them, if any."""

    page: str
    commands: str
    output: str | None
    files: dict[str, str]

    @property
    def tools(self) -> set[str]:
        """Programs beside pressfacts that it needs and a machine may not have."""
        called = re.findall(r"(?:^|\| )(\w+)", self.commands, re.MULTILINE)
        return {"jq", "sqlite3"}.intersection(called)

    def run(self) -> str:
        """What the commands print."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "samples", Path(folder) / "samples")
            for name, content in self.files.items():
                path = Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
            return printed(["bash", "-euo", "pipefail", "-c", self.commands], Path(folder))


def pages() -> list[Path]:
    """The Markdown files whose examples are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def examples() -> Iterator[Example]:
    """Every block of commands that can be run."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for found in EXAMPLE.finditer(text):
            if not installs(found["commands"]):
                name = page.relative_to(ROOT).as_posix()
                yield Example(name, found["commands"], found["output"], files(text))


def files(page: str) -> dict[str, str]:
    """The files that a page shows, by name."""
    return {found["name"]: found["content"] for found in FILE.finditer(page)}


def installs(commands: str) -> bool:
    """Whether a block is about setting up, or about things that are not at hand."""
    return any(word in commands for word in ("pip install", "make ", "archive/"))


def printed(command: list[str], folder: Path) -> str:
    """Standard output of a command of this environment, without blanks at the ends of lines."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603
        command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {done.returncode}: {done.stderr}")
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def refreshed(page: str) -> str:
    """A page with the outputs of its examples as they are now."""

    def rerun(found: re.Match[str]) -> str:
        if found["output"] is None or installs(found["commands"]):
            return found[0]
        start, end = (found.span("output")[side] - found.start() for side in (0, 1))
        output = Example("", found["commands"], found["output"], files(page)).run()
        return found[0][:start] + output + found[0][end:]

    return EXAMPLE.sub(rerun, page)


def cli_page() -> str:
    """The help of the program and of each command, as a page."""
    parts = ["# The command line\n\nWhat `--help` says.\n"]
    for command in ([], *(name.split() for name in COMMANDS)):
        words = " ".join(["pressfacts", *command])
        text = printed(["pressfacts", *command, "--help"], ROOT)
        parts.append(f"## {words}\n\n```text\n{text}```\n")
    return "\n".join(parts)


def index_page() -> str:
    """The pages and the decisions by their headings."""
    docs = ROOT / "docs"
    parts = ["# Documentation\n"]
    for title, folder in (("", docs), ("## Decisions\n", docs / "decisions")):
        parts += [title] if title else []
        lines = [
            f"- [{_heading(page)}]({page.relative_to(docs).as_posix()})"
            for page in sorted(folder.glob("*.md"))
            if page.name != "README.md"
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _heading(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def schema() -> str:
    """The schema of the output."""
    return printed(["pressfacts", "schema"], ROOT)


def main() -> None:
    """Rewrite all that is generated."""
    (ROOT / "docs/cli.md").write_text(cli_page(), encoding="utf-8")
    (ROOT / "docs/README.md").write_text(index_page(), encoding="utf-8")
    (ROOT / "docs/output.schema.json").write_text(schema(), encoding="utf-8")
    for page in pages():
        old = page.read_text(encoding="utf-8")
        new = refreshed(old)
        if new != old:
            page.write_text(new, encoding="utf-8")
            print(f"{page.relative_to(ROOT)}: refreshed")


if __name__ == "__main__":
    main()
