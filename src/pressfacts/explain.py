"""Why an event came out as it did: trigger, rule of every filler, sentences; and why none did."""

from collections.abc import Iterator

from pressfacts.events.drafts import Draft, Silence
from pressfacts.pipeline import Analysis
from pressfacts.records import Event


def explain(analysis: Analysis) -> Iterator[str]:
    """The lines of an explanation, event by event, then the triggers that stayed silent."""
    for event, group in zip(analysis.release.events, analysis.reading.groups, strict=True):
        yield from _event(analysis, event, group)
        yield ""
    for silence in analysis.reading.silent:
        yield _silence(analysis, silence)


def _event(analysis: Analysis, event: Event, group: tuple[Draft, ...]) -> Iterator[str]:
    yield f"{event.id} {event.type} ({event.status}): «{event.trigger.text}»"
    for draft in group:
        yield f"  {_rule(draft)} at {_place(analysis, draft)}"
        for role, found in draft.roles.items():
            for filler in found:
                value = filler.filler.value if isinstance(filler.filler.value, str) else None
                shown = f" = {value}" if value else ""
                words = f"{filler.filler.name}{shown}"
                yield f"    {role}: {words}  ← {filler.rule} («{filler.filler.text}»)"
    for sentence in event.evidence:
        yield f"  | {' '.join(sentence.text.split())}"


def _silence(analysis: Analysis, silence: Silence) -> str:
    token = analysis.scene.sentences[silence.sentence].tokens[silence.token]
    return f"no {silence.rule.type} from «{token.text}» at {token.start}: {silence.reason}"


def _rule(draft: Draft) -> str:
    return f"trigger {draft.rule.number + 1} of {draft.type}"


def _place(analysis: Analysis, draft: Draft) -> str:
    token = analysis.scene.sentences[draft.sentence].tokens[draft.token]
    return f"{token.start} «{token.text}»"
