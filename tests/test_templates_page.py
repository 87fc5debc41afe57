"""docs/templates.md tells of every key, step and relation that there is, and of no others."""

import re
from pathlib import Path
from typing import get_args

import pytest

from pressfacts.events.patterns import CASES, WORDS, parse_pattern
from pressfacts.events.templates import Example, FillerKind, Role, StepName, Template, Trigger

PAGE = (Path(__file__).parent.parent / "docs/templates.md").read_text(encoding="utf-8")
NAMES = {name for code in re.findall(r"`([^`\n]+)`", PAGE) for name in re.findall(r"\w+", code)}
PATTERNS = re.search(r"## The pattern language\n(.*?)\n## ", PAGE, re.DOTALL)


@pytest.mark.parametrize("struct", [Template, Role, Trigger, Example])
def test_every_key_is_told(struct: type[Template | Role | Trigger | Example]) -> None:
    assert set(struct.__struct_fields__) - NAMES == set()


def test_every_step_relation_and_kind_of_filler_is_told() -> None:
    assert {*get_args(StepName), *get_args(FillerKind), *WORDS, *CASES} - NAMES == set()


def test_every_pattern_of_the_tables_is_one() -> None:
    assert PATTERNS
    lists = {"starting": ("объявить",)}
    written = re.findall(r"^\| (`.*?`) \|", PATTERNS[1], re.MULTILINE)

    patterns = [pattern for cell in written for pattern in re.findall(r"`([^`]+)`", cell)]

    assert len(patterns) > 25
    for pattern in patterns:
        parse_pattern(pattern, lists)
