"""The command line."""

import json
import sys
from datetime import date
from pathlib import Path

import msgspec


def main() -> None:
    """Stand-in for the command line: `pressfacts batch FILE.jsonl --format jsonl`."""
    from pressfacts.language import Language
    from pressfacts.pipeline import extract
    from pressfacts.records import Document

    language = Language()
    for number, line in enumerate(Path(sys.argv[2]).read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        record = json.loads(line)
        published = record.get("published")
        release = extract(
            Document(
                source=f"{sys.argv[2]}#{number}",
                text=record["text"],
                id=record.get("id"),
                published=date.fromisoformat(published) if published else None,
            ),
            language,
        )
        sys.stdout.buffer.write(msgspec.json.encode(release) + b"\n")
