"""Mentions of one event become one record: roles united, evidence kept."""

from collections.abc import Mapping, Sequence

from pressfacts.events.alike import Alike
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.scene import Scene
from pressfacts.events.steps import STEPS
from pressfacts.events.templates import Template
from pressfacts.records import Event, Mention

WORDS = ("text",)  # the fillers of a role that only words fill
SELF = "self"  # the pattern whose filler is the trigger's own phrase
DOUBTFUL = frozenset((*STEPS, SELF))  # rules that find less than what another mention may say


def merge(scene: Scene, alike: Alike, groups: Sequence[Sequence[Draft]]) -> tuple[Event, ...]:
    """One record for each group."""
    return tuple([_event(scene, alike, number, group) for number, group in enumerate(groups, 1)])


def _event(scene: Scene, alike: Alike, number: int, group: Sequence[Draft]) -> Event:
    if len(group) > 1:
        best = max(group, key=_fullness)
        roles = _united(scene, alike, best, group)
    else:  # as with most
        best = group[0]
        roles = _told_once(best)
    token = scene.sentences[best.sentence].tokens[best.token]
    return Event(
        id=f"event-{number}",
        type=best.type,
        status=best.status,
        trigger=Mention(token.start, token.end, scene.text[token.start : token.end]),
        roles={
            name: tuple([f.filler for f in found])
            for name in best.rule.template.roles
            if (found := roles.get(name))
        },
        evidence=_evidence(scene, group),
    )


def _fullness(draft: Draft) -> tuple[bool, int, int]:
    return draft.rule.trigger.alone, sum(map(len, draft.roles.values())), -draft.sentence


def _told_once(draft: Draft) -> Mapping[str, Sequence[Found]]:
    """What fills each role by the only mention."""
    template = draft.rule.template
    return {name: _own(found, template, name) or found for name, found in draft.roles.items()}


def _united(
    scene: Scene, alike: Alike, best: Draft, group: Sequence[Draft]
) -> Mapping[str, Sequence[Found]]:
    """What fills each role by all mentions, that of the best one first."""
    template = best.rule.template
    united: dict[str, list[Found]] = {}
    itself: dict[str, bool] = {}  # does one mention say who fills the role?
    for draft in (best, *(d for d in group if d is not best)):
        title = scene.sentences[draft.sentence].kind == "title"
        for name, found in draft.roles.items():
            own = _own(found, template, name)
            if not own and name not in itself:
                itself[name] = any(_own(d.roles.get(name, ()), template, name) for d in group)
            # when and where by what a mention says itself, if one does; else by what they inherit
            told = own if own or itself[name] else found
            role, there = template.roles[name], united.get(name)
            if not there:
                if told:
                    united[name] = list(told)
            elif role.many:
                new = [f for f in told if not alike.is_among(f, there)]
                if title and "text" not in role.fillers:
                    new = [f for f in new if f.filler.entity]  # its «спасатели» are named below
                there += new
    return united


def _own(found: Sequence[Found], template: Template, name: str) -> Sequence[Found]:
    """What is told by the trigger's own words, and is more of a name than the bare trigger."""
    if DOUBTFUL.isdisjoint([f.rule for f in found]):  # as most are
        return found
    fillers = template.roles[name].fillers
    if "person" in fillers:
        return found
    if fillers == WORDS and name in template.merge:
        return [f for f in found if f.rule != SELF or " " in f.filler.text]
    return [f for f in found if f.rule not in STEPS]


def _evidence(scene: Scene, group: Sequence[Draft]) -> tuple[Mention, ...]:
    told = {draft.sentence for draft in group}
    if group[0].rule.template.reader == "speech":
        # what is quoted runs on over sentences, which were read too
        for draft in group:
            for found in draft.roles.get("content", ()):
                told.update(scene.sentences_in(found.filler.start, found.filler.end))
    sentences = [scene.sentences[n] for n in sorted(told)]
    return tuple([Mention(s.start, s.end, s.text) for s in sentences])
