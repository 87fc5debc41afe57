"""Roles that the trigger's own words left empty, filled from the rest of the release.

Each step is a named function; a role lists the steps that it takes, in order, and the first that
finds something fills it."""

from collections.abc import Sequence

import msgspec

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.groups import groups, is_collective
from pressfacts.events.posts import bodies_behind
from pressfacts.events.scene import Scene
from pressfacts.events.situation import Situation
from pressfacts.events.steps import STEPS
from pressfacts.events.templates import Role
from pressfacts.records import Token


def resolve_roles(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with their empty roles filled as far as the release goes."""
    resolved = list(drafts)
    # words take the date of what they were said at, so they come after everything else
    for at in sorted(range(len(drafts)), key=lambda at: _takes_an_occasion(drafts[at])):
        draft = drafts[at]
        if scene.sentences[draft.sentence].kind == "title":
            continue  # what the title leaves out, the body tells: the two are merged
        for name, role in draft.rule.template.roles.items():
            if name in draft.rule.trigger.own:
                continue
            resolved[at] = _with_bodies(scene, resolved[at], name, role)
            told = resolved[at].roles.get(name, ())
            if len(told) >= role.expects and not _counterparts_only(scene, told, role):
                continue
            found = _first(Situation(scene, resolved, at), name, role)
            if found:
                kept = () if _counterparts_only(scene, told, role) else told
                roles = {**resolved[at].roles, name: (*kept, *found)}
                resolved[at] = msgspec.structs.replace(resolved[at], roles=roles)
                resolved[at] = _with_bodies(scene, resolved[at], name, role)
    return resolved


def _with_bodies(scene: Scene, draft: Draft, name: str, role: Role) -> Draft:
    """«контракт подписали директор и мэр»: those who sign bind the bodies whose posts they hold."""
    if not any(draft.roles.get(with_role) for with_role in role.binds):
        return draft
    told = draft.roles.get(name, ())
    bodies = bodies_behind(scene, told)
    if not bodies:
        return draft
    return msgspec.structs.replace(draft, roles={**draft.roles, name: (*told, *bodies)})


def _takes_an_occasion(draft: Draft) -> bool:
    return any("occasion" in role.steps for role in draft.rule.template.roles.values())


def _counterparts_only(scene: Scene, told: Sequence[Found], role: Role) -> bool:
    """Is the role filled by nothing but «стороны», «партнёры»: whom the release named before?"""
    return bool(told) and all(
        f.filler.entity is None
        and _stands_for_others(scene.sentences[f.sentence].tokens[f.head], f.filler.text, role)
        for f in told
    )


def _stands_for_others(token: Token, words: str, role: Role) -> bool:
    """A plural «гости», or a «делегация», and among sides «вузы», of which nothing else is told."""
    if token.lemma in groups().delegations:
        return " " not in words
    if token.number != "Plur":
        return False
    bare = bool(role.binds) and " " not in words and is_collective(token.lemma)
    return bare or token.lemma in groups().counterparts | groups().guests


def _first(situation: Situation, name: str, role: Role) -> tuple[Found, ...]:
    taken = {
        f.filler.entity
        for fillers in situation.draft.roles.values()
        for f in fillers
        if f.filler.entity
    }
    for step in role.steps:
        found = tuple(f for f in STEPS[step](situation, name, role) if f.filler.entity not in taken)
        if found:
            return tuple(f._replace(rule=step) for f in found)
    return ()
