"""Tables of knowledge: what the quick way of reading gives is what the files say."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pressfacts.tables import read_shipped, shipped

DATA = shipped("")
TABLES = sorted(DATA.rglob("*.toml"))


def test_there_are_tables() -> None:
    assert DATA / "dates.toml" in TABLES


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.relative_to(DATA)))
def test_a_table_is_read_as_it_is_written(path: Path) -> None:
    read = read_shipped(str(path.relative_to(DATA)), dict[str, Any])

    assert read == tomllib.loads(path.read_text("utf-8"))
