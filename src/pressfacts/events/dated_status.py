"""What the day of an event says of its status: planned or past, and which dates are its own."""

import msgspec

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.scene import Scene
from pressfacts.events.status import after, is_postponed

DAY = len("2024-05-17")


def with_dated_status(scene: Scene, draft: Draft) -> Draft:
    """«14 мая – встреча с ветеранами»: what bears a day after the release is planned."""
    if not draft.roles.get("date"):
        return draft
    draft = _on_its_day(draft)
    if scene.published is None:  # nothing tells what is past
        return draft
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
    if draft.rule.template.roles["date"].lasting:
        return draft
    dates = draft.roles["date"]
    if not any(map(_is_open, dates)):
        return draft
    days = tuple([_first_day(f) if _is_open(f) else f for f in dates])
    return msgspec.structs.replace(draft, roles={**draft.roles, "date": days})


def _is_open(found: Found) -> bool:
    value = found.filler.value
    return isinstance(value, str) and value[DAY:] == "/.."


def _first_day(found: Found) -> Found:
    day = str(found.filler.value)[:DAY]
    filler = msgspec.structs.replace(found.filler, value=day)
    return Found(filler, found.rule, found.sentence, found.head)


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
    kept = tuple([f for f in dates if not _is_term(f.filler.value, scene)])
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
