"""Roles that the trigger's own words left empty, filled from the rest of the release.

Each step is a named function; a role lists the steps that it takes, in order, and the first that
finds something fills it."""

from collections.abc import Sequence

import msgspec

from pressfacts.events.drafts import Draft, Silence, missing_roles
from pressfacts.events.fillers import Found
from pressfacts.events.groups import groups, is_collective
from pressfacts.events.posts import bodies_behind
from pressfacts.events.scene import Scene
from pressfacts.events.situation import Situation
from pressfacts.events.status import after, is_postponed
from pressfacts.events.steps import STEPS
from pressfacts.events.templates import Role
from pressfacts.records import Token

DAY = len("2024-05-17")


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


def with_dated_status(scene: Scene, draft: Draft) -> Draft:
    """«14 мая – встреча с ветеранами»: what bears a day after the release is planned."""
    draft = _on_its_day(draft)
    if draft.status == "planned" and _is_of_the_past(scene, draft):
        return msgspec.structs.replace(draft, status="happened")
    if draft.rule.template.reader != "patterns":
        return draft
    put_off = draft.status == "denied" and is_postponed(scene.syntax(draft.sentence), draft.token)
    if draft.status not in {"happened", "ongoing"} and not put_off:
        return draft
    if draft.status == "happened":
        draft = _without_terms(scene, draft)
    values = [f.filler.value for f in draft.roles.get("date", ())]
    if any(isinstance(value, str) and after(value, scene.published) for value in values):
        return msgspec.structs.replace(draft, status="planned")
    return draft


def _on_its_day(draft: Draft) -> Draft:
    """«освобождён с 17 мая»: of what ends or begins at once the first day is the day."""
    dates = draft.roles.get("date", ())
    if not dates or draft.rule.template.roles["date"].lasting:
        return draft
    days = tuple(
        f._replace(filler=msgspec.structs.replace(f.filler, value=f.filler.value.split("/")[0]))
        if isinstance(f.filler.value, str) and f.filler.value[DAY:] == "/.."
        else f
        for f in dates
    )
    if days == dates:
        return draft
    return msgspec.structs.replace(draft, roles={**draft.roles, "date": days})


def _is_of_the_past(scene: Scene, draft: Draft) -> bool:
    """«3 мая пост покидает Иванов»: the present of a verb that never goes on, and a day gone by."""
    token = scene.sentences[draft.sentence].tokens[draft.token]
    if not draft.rule.template.punctual or token.feats.get("Tense") != "Pres":
        return False
    today = scene.published.isoformat() if scene.published else ""
    values = [f.filler.value for f in draft.roles.get("date", ())]
    return any(isinstance(v, str) and v[:4].isdigit() and v < today[: len(v)] for v in values)


def _without_terms(scene: Scene, draft: Draft) -> Draft:
    """«утверждена программа до 2030 года»: what has happened does not last until a day to come."""
    dates = draft.roles.get("date", ())
    kept = tuple(f for f in dates if not _is_term(f.filler.value, scene))
    if len(kept) == len(dates):
        return draft
    roles = {name: found for name, found in draft.roles.items() if name != "date"}
    return msgspec.structs.replace(draft, roles={**roles, "date": kept} if kept else roles)


def _is_term(value: object, scene: Scene) -> bool:
    return (
        isinstance(value, str)
        and value.startswith("../")
        and after(value.removeprefix("../"), scene.published)
    )


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
    plural = token.pos == "NOUN" and token.number == "Plur" and token.lemma[-1:] not in {"ы", "и"}
    deciding = draft.rule.template.merge
    if not plural or not any(draft.rule.template.roles[role].steps for role in deciding):
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
