"""When words were said: the date of the event that the narrator ties them to.

«сказала она под конец беседы», «в ответном слове признался», «отметил министр, осмотрев цех»: the
other event stands among the narrator's words. What somebody says right after his speech was told,
or goes on to say in the same paragraph, was said there too.
"""

from collections.abc import Sequence

import msgspec

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.scene import Scene

WHO = "speaker"


def occasion_date(scene: Scene, drafts: Sequence[Draft], at: int, role: str) -> Sequence[Found]:
    """What fills the role in the event that the words of draft `at` were said at."""
    draft = drafts[at]
    for other in drafts:
        beside = other.sentence == draft.sentence and other.type != draft.type
        if beside and other.roles.get(role) and _among_narration(scene, draft, other):
            return other.roles[role]
    return _of_the_speech_before(scene, drafts, at, role)


def _holds(scene: Scene, host: Draft, draft: Draft) -> bool:
    """«участие в пресс-конференции»: the same event by another word."""
    return draft.token in scene.syntax(host.sentence).subtree(host.token)


def _names_it(scene: Scene, draft: Draft) -> bool:
    """A noun for the event itself, and no word for its organizers or guests."""
    trigger = draft.rule.trigger
    noun = scene.sentences[draft.sentence].tokens[draft.token].pos == "NOUN"
    return noun and (trigger.alone or not trigger.roles)


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
        if syntax.token(here).rel.startswith("nsubj"):
            return False  # «сообщил избранный в мае мэр»
        seen.add(here)
        here = syntax.governor[here]
    return False


def _of_the_speech_before(
    scene: Scene, drafts: Sequence[Draft], at: int, role: str
) -> Sequence[Found]:
    """What the last event in the paragraph that has a speaker has, if the speaker is the same."""
    draft = drafts[at]
    block = scene.sentences[draft.sentence].block
    for other in reversed(drafts[:at]):
        if scene.sentences[other.sentence].block != block or not _entities(draft):
            break
        if WHO in other.roles:
            same = _entities(other) & _entities(draft)
            return other.roles.get(role, ()) if same else ()
    return ()


def _entities(draft: Draft) -> set[str]:
    return {f.filler.entity for f in draft.roles.get(WHO, ()) if f.filler.entity}


def host_of(scene: Scene, drafts: Sequence[Draft], at: int) -> Draft | None:
    """The event that draft `at` is part of: in its sentence, else before it in its paragraph.

    Else it is the only one of its kind so far: the others before it are told as the same.
    """
    draft = drafts[at]
    types = draft.rule.template.hosts
    hosts = [other for other in drafts if other.type in types and _names_it(scene, other)]
    here = [h for h in hosts if h.sentence == draft.sentence and not _holds(scene, h, draft)]
    if here:
        return min(here, key=lambda h: abs(h.token - draft.token))
    block = scene.sentences[draft.sentence].block
    before = [h for h in hosts if h.sentence < draft.sentence]
    near = [h for h in before if scene.sentences[h.sentence].block == block]
    if near:
        return near[-1]
    gatherings = [h for h in before if h.type == types[0] and _is_one(scene, h)] if types else []
    lemmas = {scene.sentences[h.sentence].tokens[h.token].lemma for h in gatherings}
    return gatherings[0] if len(lemmas) == 1 else None


def _is_one(scene: Scene, draft: Draft) -> bool:
    """«прошли круглые столы»: of several, nobody can say at which."""
    token = scene.sentences[draft.sentence].tokens[draft.token]
    plural_only = token.lemma.endswith(("ы", "и", "я"))  # «чтения», «слушания»
    return token.number != "Plur" or plural_only


def with_guests(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with those who spoke at a gathering among its participants."""
    told = list(drafts)
    places = {(draft.sentence, draft.token, draft.type): at for at, draft in enumerate(drafts)}
    for at, draft in enumerate(drafts):
        lends = draft.rule.template.lends
        host = host_of(scene, drafts, at) if lends else None
        if host is None:
            continue
        where = places[host.sentence, host.token, host.type]
        for role, theirs in lends.items():
            told[where] = _joined(told[where], theirs, draft.roles.get(role, ()))
    return told


def _joined(host: Draft, role: str, guests: Sequence[Found]) -> Draft:
    there = host.roles.get(role, ())
    known = {f.filler.entity for f in there}
    new = tuple(
        f._replace(rule="guest") for f in guests if f.filler.entity and f.filler.entity not in known
    )
    if not new or role not in host.rule.template.roles:
        return host
    return msgspec.structs.replace(host, roles={**host.roles, role: (*there, *new)})
