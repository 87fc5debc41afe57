"""The rules by which quality floors move. No corpus is needed."""

from pathlib import Path

import floors
import pytest

FIGURES = {"person": 0.9, "events": 0.505, "· visit": 0.7}


def test_floors_lie_two_hundredths_under_and_never_go_down() -> None:
    assert floors.raised({"events": 0.6}, FIGURES) == {"person": 0.88, "events": 0.6}


def test_a_figure_under_its_floor_is_told() -> None:
    pinned = {"floors": {"person": 0.88, "events": 0.51, "places": 0.3}}

    assert floors.broken(pinned, FIGURES) == [
        "events is 0.505, its floor is 0.510",
        "places is 0.000, its floor is 0.300",
    ]


def test_lowering_moves_only_the_floors_that_do_not_hold() -> None:
    assert floors.lowered({"person": 0.7, "events": 0.6}, FIGURES) == {
        "person": 0.7,
        "events": 0.485,
    }


def test_a_lowered_floor_leaves_a_line_under_the_newest_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text("# Changelog\n\n## 0.2\n\n- New.\n\n## 0.1\n\n- Old.\n", encoding="utf-8")
    monkeypatch.setattr(floors, "CHANGELOG", changelog)

    floors.note("other scorer", ["events is 0.505, its floor is 0.510"])

    head, _, tail = changelog.read_text(encoding="utf-8").partition("- New.")
    assert head.startswith("# Changelog\n\n## 0.2\n\n- 2")
    assert "lowered: other scorer (events is 0.505, its floor is 0.510).\n" in head
    assert tail == "\n\n## 0.1\n\n- Old.\n"
