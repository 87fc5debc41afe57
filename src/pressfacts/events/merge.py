"""Mentions of one event become one record: roles united, evidence kept."""

from collections.abc import Sequence

import msgspec

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.scene import Scene
from pressfacts.records import Event, Mention


def group_drafts(scene: Scene, drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], ...]:
    """The drafts that tell of one event together, in the order of their first mention."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        group = next((g for g in reversed(groups) if _same_event(scene, g, draft)), None)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    return tuple(map(tuple, groups))


def merge(scene: Scene, groups: Sequence[Sequence[Draft]]) -> tuple[Event, ...]:
    """One record for each group."""
    return tuple(_event(scene, number, group) for number, group in enumerate(groups, 1))


def _same_event(scene: Scene, group: Sequence[Draft], draft: Draft) -> bool:
    first = group[0]
    if first.type != draft.type:
        return False
    if any(_hangs_together(scene, other, draft) for other in group):
        return True
    if _key(first) != _key(draft) or first.status != draft.status:
        return False
    return not any(_contradict(other, draft) for other in group) and any(
        _agree(other, draft) for other in group
    )


def _key(draft: Draft) -> str:
    return draft.type


def _hangs_together(scene: Scene, one: Draft, other: Draft) -> bool:
    """One trigger is an argument of the other: «провёл встречу», «подписали соглашение»."""
    if one.sentence != other.sentence:
        return False
    if any(f.head == other.token for fs in one.roles.values() for f in fs):
        return True
    if any(f.head == one.token for fs in other.roles.values() for f in fs):
        return True
    governor = scene.syntax(one.sentence).governor
    return governor[other.token] == one.token or governor[one.token] == other.token


def _entities(found: Sequence[Found]) -> set[str]:
    return {f.filler.entity or f.filler.name.casefold() for f in found}


def _values(found: Sequence[Found]) -> set[str]:
    return {str(f.filler.value) for f in found if f.filler.value is not msgspec.UNSET}


def _agree(one: Draft, other: Draft) -> bool:
    """A role on which the template says sameness rests has a filler in common."""
    roles = one.rule.template.merge
    return any(
        _entities(one.roles.get(role, ())) & _entities(other.roles.get(role, ())) for role in roles
    )


def _contradict(one: Draft, other: Draft) -> bool:
    """Both name a day, or both a filler of a deciding role, and they have none in common."""
    for role in (*one.rule.template.merge, "date"):
        mine, yours = one.roles.get(role, ()), other.roles.get(role, ())
        if role == "date":
            if mine and yours and not _values(mine) & _values(yours):
                return True
        elif mine and yours and not _entities(mine) & _entities(yours):
            return True
    return False


def _event(scene: Scene, number: int, group: Sequence[Draft]) -> Event:
    best = max(group, key=lambda d: (sum(map(len, d.roles.values())), -d.sentence))
    roles: dict[str, dict[object, Found]] = {name: {} for name in best.rule.template.roles}
    for draft in (best, *(d for d in group if d is not best)):
        for name, found in draft.roles.items():
            for f in found:
                key = f.filler.entity or f.filler.name.casefold()
                roles[name].setdefault(key, f)
    token = scene.sentences[best.sentence].tokens[best.token]
    return Event(
        id=f"event-{number}",
        type=best.type,
        status=best.status,
        trigger=Mention(token.start, token.end, scene.text[token.start : token.end]),
        roles={name: tuple(f.filler for f in found.values()) for name, found in roles.items() if found},
        evidence=_evidence(scene, group),
    )


def _evidence(scene: Scene, group: Sequence[Draft]) -> tuple[Mention, ...]:
    numbers = sorted({draft.sentence for draft in group})
    spans = [(scene.sentences[n].start, scene.sentences[n].end) for n in numbers]
    return tuple(Mention(start, end, scene.text[start:end]) for start, end in spans)
