"""When words were said: the date of the event that the narrator ties them to.

«сказала она под конец беседы», «в ответном слове признался», «отметил министр, осмотрев цех»: the
other event stands among the narrator's words. What somebody says right after his speech was told,
or goes on to say in the same paragraph, was said there too.
"""

from collections.abc import Sequence

import msgspec

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.hosts import Hosts, find_hosts
from pressfacts.events.scene import Scene
from pressfacts.events.situation import Situation
from pressfacts.events.templates import Role

WHO = "speaker"


def occasion_date(situation: Situation, role: str, _role: Role) -> Sequence[Found]:
    """What fills the role in the event that the words were said at."""
    draft = situation.draft
    for other in situation.beside:
        filled = other.type != draft.type and other.roles.get(role)
        if filled and _among_narration(situation.scene, draft, other):
            return filled
    return _of_the_speech_before(situation, role)


def _among_narration(scene: Scene, draft: Draft, other: Draft) -> bool:
    """Is the other trigger outside of what is said, and under the verb of saying?"""
    token = scene.sentences[other.sentence].tokens[other.token]
    for found in draft.roles.values():
        for f in found:
            if f.filler.entity is None and f.filler.start <= token.start < f.filler.end:
                return False
    syntax = scene.syntax(draft.sentence)
    here, seen = other.token, set[int]()
    while here >= 0 and here not in seen:
        if here == draft.token:
            return True
        if syntax.tokens[here].rel.startswith("nsubj"):
            return False  # «сообщил избранный в мае мэр»
        seen.add(here)
        here = syntax.governor[here]
    return False


def _of_the_speech_before(situation: Situation, role: str) -> Sequence[Found]:
    """What the last event in the paragraph that has a speaker has, if the speaker is the same."""
    speakers = _entities(situation.draft)
    if not speakers:
        return ()
    sentences = situation.scene.sentences
    block = sentences[situation.draft.sentence].block
    for other in situation.before:
        if sentences[other.sentence].block != block:
            break
        if WHO in other.roles:
            same = _entities(other) & speakers
            return other.roles.get(role, ()) if same else ()
    return ()


def _entities(draft: Draft) -> set[str]:
    return {f.filler.entity for f in draft.roles.get(WHO, ()) if f.filler.entity}


def with_guests(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with those who spoke at a gathering among its participants."""
    lending = [at for at, draft in enumerate(drafts) if draft.rule.template.lends]
    if not lending:
        return list(drafts)
    told = list(drafts)
    hosts: dict[tuple[str, ...], Hosts] = {}
    for at in lending:
        draft = drafts[at]
        types = draft.rule.template.hosts
        if types not in hosts:
            hosts[types] = find_hosts(scene, drafts, types)
        place = hosts[types].of(scene, draft)
        if place is None:
            continue
        where = _last_of_trigger(drafts, place)
        for role, theirs in draft.rule.template.lends.items():
            told[where] = _joined(told[where], theirs, draft.roles.get(role, ()))
    return told


def _last_of_trigger(drafts: Sequence[Draft], place: int) -> int:
    """Of several drafts of one trigger and type (an item of a list each) the last."""
    draft, last = drafts[place], place
    for at in range(place + 1, len(drafts)):
        other = drafts[at]
        if (other.sentence, other.token) != (draft.sentence, draft.token):
            break
        if other.rule.type == draft.rule.type:
            last = at
    return last


def _joined(host: Draft, role: str, guests: Sequence[Found]) -> Draft:
    there = host.roles.get(role, ())
    known = {f.filler.entity for f in there}
    new = tuple(
        Found(f.filler, "guest", f.sentence, f.head)
        for f in guests
        if f.filler.entity and f.filler.entity not in known
    )
    if not new or role not in host.rule.template.roles:
        return host
    return msgspec.structs.replace(host, roles={**host.roles, role: (*there, *new)})
