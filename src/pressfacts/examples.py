"""The examples that stand in event templates, run through the whole program."""

import datetime
from collections.abc import Collection, Iterator

from msgspec import Struct

from pressfacts.events import Templates
from pressfacts.events.templates import Example, Template
from pressfacts.language import Language
from pressfacts.pipeline import extract
from pressfacts.records import Document, Event


class Verdict(Struct, frozen=True):
    """How one example came out; `problems` is empty when it did as it says."""

    type: str
    text: str
    problems: tuple[str, ...]


def run_examples(
    templates: Templates, language: Language, types: Collection[str] | None = None
) -> Iterator[Verdict]:
    """A verdict on each example of the templates of these types, or of all, in their order."""
    for template in templates.templates.values():
        if types is not None and template.type not in types:
            continue
        for example in template.examples:
            yield _verdict(template, example, templates, language)


def _verdict(
    template: Template, example: Example, templates: Templates, language: Language
) -> Verdict:
    published = datetime.date.fromisoformat(example.published) if example.published else None
    document = Document(source="example", text=example.text, published=published)
    release = extract(document, language, templates)
    events = [event for event in release.events if event.type == template.type]
    return Verdict(template.type, example.text, tuple(_problems(example, events)))


def _problems(example: Example, events: list[Event]) -> Iterator[str]:
    if len(events) != len(example.expect):
        yield f"{len(example.expect)} expected, {len(events)} found"
    for expected, event in zip(example.expect, events, strict=False):
        for key, wanted in expected.items():
            given = _given(event, key)
            names = (wanted,) if isinstance(wanted, str) else wanted
            if set(names) != set(given):
                yield f"{key}: expected {_listed(names)}, found {_listed(given)}"


def _given(event: Event, key: str) -> tuple[str, ...]:
    if key == "status":
        return (event.status,)
    if key == "trigger":
        return (event.trigger.text,)
    return tuple(
        filler.value if isinstance(filler.value, str) else filler.name
        for filler in event.roles.get(key, ())
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"«{name}»" for name in names) or "nothing"
