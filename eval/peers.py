"""What other open tools read in the same texts: natasha's names and dates, dateparser's dates.

They live in an environment of their own: `pip install '.[dev,eval]'`.
"""

import datetime
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from corpora import SHARED, Corpus

sys.path.insert(0, str(SHARED / "eval"))

from evalkit.corpora import Text, texts

Reader = Callable[[Text], Iterator[tuple[int, int, str | None]]]


def available() -> bool:
    """Whether the peers can run here."""
    try:
        import dateparser  # noqa: F401, PLC0415
        import pkg_resources  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def natasha(corpus: Corpus, out: Path) -> None:
    """Names by the script beside the scorers, dates by DatesExtractor."""
    script = SHARED / "eval" / "baseline_natasha.py"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(script), str(corpus.folder)],
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    records = {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}
    _write(out, corpus, _natasha_dates(), records)


def dateparser(corpus: Corpus, out: Path) -> None:
    """Dates by `dateparser.search`, counted from the day of publication where there is one."""
    _write(out, corpus, _dateparser_dates, {})


def _write(out: Path, corpus: Corpus, read: Reader, records: dict[str, dict]) -> None:
    lines = []
    for text in texts(corpus.folder):
        empty = {"id": text.id, "source": text.id, "entities": [], "positions": [], "events": []}
        record = records.get(text.id, empty)
        for number, (start, end, value) in enumerate(read(text), 1):
            words = text.text[start:end]
            mention = {"start": start, "end": end, "text": words}
            date = {"id": f"date-{number}", "type": "date", "name": words, "value": value}
            record["entities"].append(date | {"mentions": [mention]})
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    out.write_text("".join(lines), encoding="utf-8")


def _natasha_dates() -> Reader:
    from natasha import DatesExtractor, MorphVocab  # noqa: PLC0415

    extractor = DatesExtractor(MorphVocab())

    def read(text: Text) -> Iterator[tuple[int, int, str | None]]:
        for match in extractor(text.text):
            yield match.start, match.stop, _edtf(match.fact)

    return read


def _edtf(date: object) -> str | None:
    year, month, day = (getattr(date, part) for part in ("year", "month", "day"))
    if year is None and (month is None or day is None):
        return None
    parts = [f"{year:04}" if year is not None else "XXXX"]
    parts += [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


def _dateparser_dates(text: Text) -> Iterator[tuple[int, int, str | None]]:
    from dateparser.search import search_dates  # noqa: PLC0415

    settings: dict[str, object] = {"PREFER_DATES_FROM": "past"}
    if text.published:
        settings["RELATIVE_BASE"] = datetime.datetime.fromisoformat(text.published)
    at = 0
    for words, day in search_dates(text.text, languages=["ru"], settings=settings) or []:
        start = text.text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield start, at, day.date().isoformat()
