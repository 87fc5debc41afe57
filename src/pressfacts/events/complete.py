"""What is no event after all: told as a habit, in general, or without what its trigger requires."""

from collections.abc import Sequence

import msgspec

from pressfacts.events.drafts import Draft, Silence, missing_roles
from pressfacts.events.scene import Scene
from pressfacts.events.steps import STEPS


def complete(scene: Scene, draft: Draft) -> Draft | Silence:
    """The draft, or why it is no event: a role that its trigger requires stayed empty."""
    trigger = draft.rule.trigger
    if draft.status == "ongoing" and draft.rule.template.habit_without:
        if not _told(draft, draft.rule.template.habit_without):
            return Silence(draft.rule, draft.sentence, draft.token, "told as a habit")
        draft = msgspec.structs.replace(draft, status="happened")
    if _general(scene, draft):
        return Silence(draft.rule, draft.sentence, draft.token, "told of in general")
    missing = missing_roles(draft)
    if trigger.requires_two:
        missing += [role for role in trigger.requires_two if _number(scene, draft, role) < 2]
    if missing:
        reason = f"nothing fills {' or '.join(missing)}"
        return Silence(draft.rule, draft.sentence, draft.token, reason)
    return draft


def _told(draft: Draft, names: Sequence[str]) -> bool:
    """Do the trigger's own words fill one of the roles?"""
    return any(f.rule not in STEPS for name in names for f in draft.roles.get(name, ()))


def _general(scene: Scene, draft: Draft) -> bool:
    """«состоялись двусторонние встречи»: a plural of which the words say nobody and nothing."""
    token = scene.sentences[draft.sentence].tokens[draft.token]
    if token.number != "Plur" or token.pos != "NOUN" or token.lemma.endswith(("ы", "и")):
        return False
    deciding = draft.rule.template.merge
    if not any(draft.rule.template.roles[role].steps for role in deciding):
        return False
    return all(f.rule in STEPS for role in deciding for f in draft.roles.get(role, ()))


def _number(scene: Scene, draft: Draft, role: str) -> int:
    """How many fill the role; a plural group («главы двух регионов») is two."""
    found = draft.roles.get(role, ())
    plural = any(
        f.filler.entity is None and scene.sentences[f.sentence].tokens[f.head].number == "Plur"
        for f in found
    )
    return len(found) + plural
