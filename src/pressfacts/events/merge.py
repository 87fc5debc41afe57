"""Mentions of one event become one record: roles united, evidence kept."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import UNSET

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.grammar import ties
from pressfacts.events.scene import Scene
from pressfacts.events.situation import kind_of
from pressfacts.events.steps import STEPS
from pressfacts.events.syntax import Syntax
from pressfacts.events.templates import Role
from pressfacts.records import Event, Mention, Status

WHERE = "place"
SELF = "self"  # the pattern whose filler is the trigger's own phrase
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "VERB"})


def group_drafts(scene: Scene, drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], ...]:
    """The drafts that tell of one event together, in the order of their first mention."""
    groups: list[list[Draft]] = []
    of_type: dict[str, list[list[Draft]]] = defaultdict(list)
    for draft in drafts:
        alike = of_type[draft.type] if draft.rule.template.merge else ()
        group = next((g for g in reversed(alike) if _same_event(scene, g, draft)), None)
        if group is not None:
            group.append(draft)
        elif draft.rule.trigger.alone:
            groups.append([draft])
            of_type[draft.type].append(groups[-1])
    return tuple(map(tuple, groups))


def merge(scene: Scene, groups: Sequence[Sequence[Draft]]) -> tuple[Event, ...]:
    """One record for each group."""
    return tuple(_event(scene, number, group) for number, group in enumerate(groups, 1))


def _same_event(scene: Scene, group: Sequence[Draft], draft: Draft) -> bool:
    if any(_hangs_together(scene, other, draft) for other in group):
        return True
    if any(_other_form(scene, other, draft) for other in group):
        return False
    if draft.rule.trigger.alone and not _compatible(group[0].status, draft.status):
        return False
    if any(_recalls(scene, other, draft) for other in group):
        return not any(_other_day(scene, other, draft) for other in group)
    if any(_contradict(scene, other, draft) for other in group):
        return False
    return any(_agree(scene, other, draft) for other in group)


def _other_form(scene: Scene, one: Draft, other: Draft) -> bool:
    """A briefing and a report are two speeches, whoever gave them.

    What a verb tells in another paragraph («рассказал студентам») is no briefing either.
    """
    verbs = [scene.syntax(d.sentence).is_verb(d.token) for d in (one, other)]
    if not any(verbs):
        return _form(scene, one) != _form(scene, other)
    noun = one if verbs[1] else other
    apart = _block(scene, one) != _block(scene, other) and not _headline(scene, one)
    return apart and not all(verbs) and _form(scene, noun) is not None


def _form(scene: Scene, draft: Draft) -> int | None:
    lemma = _trigger_lemma(scene, draft)
    forms = enumerate(draft.rule.template.apart)
    return next((number for number, words in forms if lemma in words), None)


def _compatible(one: Status, other: Status) -> bool:
    return one == other or {one, other} == {"happened", "ongoing"}


def _hangs_together(scene: Scene, one: Draft, other: Draft) -> bool:
    """One trigger is an argument of the other: «провёл встречу», «подписали соглашение»."""
    if one.sentence != other.sentence or one.token == other.token:
        return False
    if _is_argument(other, one) or _is_argument(one, other):
        return True
    syntax = scene.syntax(one.sentence)
    if syntax.is_verb(one.token) and syntax.is_verb(other.token):
        return False  # coordinated verbs tell of two events
    return _depends(syntax, one.token, other.token) or _depends(syntax, other.token, one.token)


def _is_argument(low: Draft, high: Draft) -> bool:
    here = (low.sentence, low.token)
    return any((f.sentence, f.head) == here for fs in high.roles.values() for f in fs)


def _depends(syntax: Syntax, low: int, high: int) -> bool:
    """«с визитом прибыл» is one event; «во время визита посетил» is two."""
    return syntax.governor[low] == high and syntax.preposition[low] in {None, *ties().with_}


def _agree(scene: Scene, one: Draft, other: Draft) -> bool:
    """A role on which the template says sameness rests has a filler in common."""
    return any(
        one.roles.get(role) and other.roles.get(role) and not _apart(scene, one, other, role)
        for role in one.rule.template.merge
    )


def _recalls(scene: Scene, one: Draft, other: Draft) -> bool:
    """The same noun again, with nothing of its own («в ходе визита», «на форуме»)."""
    syntax = scene.syntax(other.sentence)
    if syntax.preposition[other.token] in ties().within and not syntax.is_verb(other.token):
        return True
    if other.rule.trigger.alone and not _headline(scene, one):
        return _named_again(scene, one, other)
    if _trigger_lemma(scene, one) == _trigger_lemma(scene, other):
        return True
    return not other.rule.trigger.alone and _block(scene, other) - _block(scene, one) <= 1


def _named_again(scene: Scene, one: Draft, other: Draft) -> bool:
    """«Состоялось заседание Думы. В работе сессии участвовал …»: a bare noun of the same kind."""
    if _trigger_lemma(scene, one) == _trigger_lemma(scene, other):
        return _is_bare(scene, other) and not _is_bare(scene, one)
    alike = any(
        {_trigger_lemma(scene, one), _trigger_lemma(scene, other)} <= set(words)
        for words in one.rule.template.alike
    )
    return alike and _is_bare(scene, other) and _block(scene, one) == _block(scene, other)


def _is_bare(scene: Scene, draft: Draft) -> bool:
    """Does nothing but the noun itself say which event is meant?"""
    syntax = scene.syntax(draft.sentence)
    return not syntax.is_verb(draft.token) and not any(
        syntax.token(c).rel in {"amod", "nmod", "appos", "det", "nummod"}
        for c in syntax.dependents[draft.token]
    )


def _block(scene: Scene, draft: Draft) -> int:
    return scene.sentences[draft.sentence].block


def _headline(scene: Scene, draft: Draft) -> bool:
    return scene.sentences[draft.sentence].kind == "title"


def _trigger_lemma(scene: Scene, draft: Draft) -> str:
    return scene.sentences[draft.sentence].tokens[draft.token].lemma


def _contradict(scene: Scene, one: Draft, other: Draft) -> bool:
    """Both fill a deciding role, or name a day, and have nothing in common there."""
    told_twice = _headline(scene, one)  # a headline words things in its own way
    for role in one.rule.template.merge:
        if told_twice and "text" in one.rule.template.roles[role].fillers:
            continue
        if _apart(scene, one, other, role):
            return True
    if any(_told_apart(scene, one, other, role) for role in one.rule.template.distinct):
        return True
    return _other_day(scene, one, other)


def _told_apart(scene: Scene, one: Draft, other: Draft, role: str) -> bool:
    """«назначен директором завода», «возглавил музей»: both say themselves whose it is."""
    mine = [f for f in one.roles.get(role, ()) if f.rule not in STEPS]
    yours = [f for f in other.roles.get(role, ()) if f.rule not in STEPS]
    return bool(mine) and bool(yours) and not _common(scene, mine, yours)


def _other_day(scene: Scene, one: Draft, other: Draft) -> bool:
    return _apart(scene, one, other, "date")


def _apart(scene: Scene, one: Draft, other: Draft, role: str) -> bool:
    """Both fill the role, and with others: of two meetings both sides must be the same."""
    mine, yours = one.roles.get(role, ()), other.roles.get(role, ())
    if role == WHERE and mine and yours and _bodies(scene, mine) != _bodies(scene, yours):
        return not _bodies(scene, mine) & _bodies(scene, yours)
    brief = role == "date" or _headline(scene, one)
    sides = 1 if brief else one.rule.template.roles[role].expects
    wanted = min(sides, len(mine), len(yours))
    return _common(scene, mine, yours) < wanted


def _bodies(scene: Scene, found: Sequence[Found]) -> set[str | None]:
    """The organizations: to call at a plant in a town is more than to come to the town."""
    return {f.filler.entity for f in found if kind_of(scene, f) == "organization"}


def _common(scene: Scene, mine: Sequence[Found], yours: Sequence[Found]) -> int:
    return sum(any(_same_filler(scene, one, other) for other in yours) for one in mine)


def _same_filler(scene: Scene, one: Found, other: Found) -> bool:
    """The same entity or value, or words of which half agree."""
    if one.filler.value is not UNSET or other.filler.value is not UNSET:
        return one.filler.value == other.filler.value
    if one.filler.entity and other.filler.entity:
        return one.filler.entity == other.filler.entity
    mine, yours = _content(scene, one), _content(scene, other)
    return 2 * len(mine & yours) >= min(len(mine), len(yours)) > 0


def _content(scene: Scene, found: Found) -> frozenset[str]:
    """The lemmas of a filler's nouns, adjectives, names and numbers."""
    start, end = found.filler.start, found.filler.end
    return frozenset(
        token.lemma
        for token in scene.sentences[found.sentence].tokens
        if start <= token.start < end and token.pos in CONTENT
    )


def _event(scene: Scene, number: int, group: Sequence[Draft]) -> Event:
    best = max(
        group,
        key=lambda d: (d.rule.trigger.alone, sum(map(len, d.roles.values())), -d.sentence),
    )
    roles: dict[str, list[Found]] = {name: [] for name in best.rule.template.roles}
    for draft in (best, *(d for d in group if d is not best)):
        for name, found in draft.roles.items():
            told = _told(found, draft.rule.template.roles[name], group, name)
            new = [f for f in told if not any(_same_filler(scene, f, old) for old in roles[name])]
            role = best.rule.template.roles[name]
            if roles[name] and "text" not in role.fillers and _headline(scene, draft):
                new = [f for f in new if f.filler.entity]  # its «спасатели» are named in the text
            if role.many or not roles[name]:
                roles[name] += new
    token = scene.sentences[best.sentence].tokens[best.token]
    return Event(
        id=f"event-{number}",
        type=best.type,
        status=best.status,
        trigger=Mention(token.start, token.end, scene.text[token.start : token.end]),
        roles={name: tuple(f.filler for f in found) for name, found in roles.items() if found},
        evidence=_evidence(scene, group),
    )


def _told(found: Sequence[Found], role: Role, group: Sequence[Draft], name: str) -> Sequence[Found]:
    """When and where by what a mention says itself, if one does; else by what they inherit."""
    if role.fillers == ("text",) and name in group[0].rule.template.merge:
        named = any(_says_more(f) for draft in group for f in draft.roles.get(name, ()))
        return [f for f in found if _says_more(f)] if named else found
    own = any(f.rule not in STEPS for draft in group for f in draft.roles.get(name, ()))
    if "person" in role.fillers or not own:
        return found
    return [f for f in found if f.rule not in STEPS]


def _says_more(found: Found) -> bool:
    """Is it more of a name than the bare trigger?"""
    return found.rule != SELF or " " in found.filler.text


def _evidence(scene: Scene, group: Sequence[Draft]) -> tuple[Mention, ...]:
    told = {draft.sentence for draft in group}
    for draft in group:
        if draft.rule.template.reader == "speech":
            # what is quoted runs on over sentences, which were read too
            for found in draft.roles.get("content", ()):
                told |= set(scene.sentences_in(found.filler.start, found.filler.end))
    spans = [(scene.sentences[n].start, scene.sentences[n].end) for n in sorted(told)]
    return tuple(Mention(start, end, scene.text[start:end]) for start, end in spans)
