"""Whole texts: what must come out, what must not, and what holds for any text."""

import datetime
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.events import load_templates
from pressfacts.language import Language
from pressfacts.pipeline import extract
from pressfacts.records import Document, Event, Release

TESTS = Path(__file__).parent
TODAY = datetime.date(2024, 5, 20)


def cases() -> Iterator[object]:
    for case in tomllib.loads((TESTS / "cases/events.toml").read_text(encoding="utf-8"))["case"]:
        marks = [pytest.mark.xfail(reason=case["known_failure"])] if "known_failure" in case else []
        yield pytest.param(case["text"].strip(), case["events"], marks=marks, id=case["text"][:50])


def read(text: str, language: Language) -> Release:
    return extract(Document("text", text, published=TODAY), language, load_templates())


def told(event: Event, like: str) -> str:
    """The event as a case writes it, with the roles that the case has."""
    _, _, written = like.partition(": ")
    roles = [role.partition(" = ")[0].strip() for role in written.split("; ")]
    names = {
        role: ", ".join(
            f.value if isinstance(f.value, str) else f.name for f in event.roles.get(role, ())
        )
        for role in roles
    }
    shown = "; ".join(f"{role} = {filled}" for role, filled in names.items())
    return f"{event.type} {event.status}: {shown}"


@pytest.mark.models
@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_the_events_of_a_text(text: str, expected: list[str], language: Language) -> None:
    events = read(text, language).events

    likes = [*expected, *("x: " for _ in events)]
    assert [told(event, like) for event, like in zip(events, likes, strict=False)] == expected


# ---------------------------------------------------------------- any text at all


@cache
def paragraphs() -> tuple[str, ...]:
    """Every paragraph of the sample releases that are UTF-8."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in sorted((TESTS.parent / "samples").glob("*.*"))
        if "cp1251" not in path.name
    ]
    return tuple(part.strip() for text in texts for part in text.split("\n\n") if part.strip())


@pytest.mark.models
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_offsets_hold_and_two_runs_agree_on_any_release(
    language: Language, choice: st.DataObject
) -> None:
    parts = choice.draw(st.lists(st.sampled_from(paragraphs()), min_size=1, max_size=8))
    text = choice.draw(st.sampled_from(["\n\n", "\n", "\r\n\r\n"])).join(parts)

    release = read(text, language)

    assert msgspec.json.encode(read(text, language)) == msgspec.json.encode(release)
    known = {entity.id for entity in release.entities}
    spans = [mention for entity in release.entities for mention in entity.mentions]
    for event in release.events:
        spans += [event.trigger, *event.evidence]
        assert all(event.roles.values())
        for filler in (f for fillers in event.roles.values() for f in fillers):
            assert text[filler.start : filler.end] == filler.text
            assert filler.entity is None or filler.entity in known
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert [event.id for event in release.events] == [
        f"event-{i + 1}" for i in range(len(release.events))
    ]
