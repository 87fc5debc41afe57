"""Resolution steps for the sides of an event: who «стороны» are, and the release's own body."""

from collections.abc import Sequence

from pressfacts.events.arguments import subjects
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found, entity_filler
from pressfacts.events.grammar import ties
from pressfacts.events.groups import groups, is_collective
from pressfacts.events.scene import Scene
from pressfacts.events.situation import Situation, fits, kind_of
from pressfacts.events.templates import Role
from pressfacts.records import Reference


def counterparts(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """«стороны», «по итогам переговоров», «договорились»: whom the event told last before joined.

    People meet, but the bodies behind them sign.
    """
    scene, draft = situation.scene, situation.draft
    told = draft.roles.get(name, ())
    # «по итогам переговоров»: those told of before
    recalled = scene.syntax(draft.sentence).preposition[draft.token] in ties().within
    unnamed = told and not any(_is_named(scene, f) for f in told)
    if not (unnamed or recalled or _several_act(scene, draft)):
        return ()
    block = scene.sentences[draft.sentence].block
    for other in situation.before:
        if block - scene.sentences[other.sentence].block > 1:
            break
        joined = _joined(scene, other, role)
        bodies = [f for f in joined if kind_of(scene, f) != "person"]
        if role.binds and _are_bodies(scene, told):
            joined = bodies
        elif other.type != draft.type and _binding(draft, role) and len(bodies) > 1:
            return bodies
        if len(joined) > 1:
            return joined
    return _home_and_other(scene, draft, role) if unnamed else ()


def home(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """The body that the release is about: «в мае откроется офис», and nobody says whose."""
    if role.binds and not _binding(situation.draft, role):
        return ()  # «условились»: people do so without their houses
    body = situation.scene.home
    if body is None or situation.scene.kind(body) not in role.fillers:
        return ()
    return [_found(situation.scene, body)]


def _binding(draft: Draft, role: Role) -> bool:
    """Is there a paper, so that people stand for their bodies?"""
    return any(draft.roles.get(name) for name in role.binds)


def _is_named(scene: Scene, found: Found) -> bool:
    """Does the filler stand for somebody of its own, and not for all who were told before?"""
    token = scene.sentences[found.sentence].tokens[found.head]
    everybody = token.number == "Plur" and token.lemma in groups().counterparts
    return found.filler.entity is not None and not everybody


def _are_bodies(scene: Scene, told: Sequence[Found]) -> bool:
    """«вузы», «компании»: no people, whoever spoke for them."""
    lemmas = [scene.sentences[f.sentence].tokens[f.head].lemma for f in told]
    return any(is_collective(lemma) and lemma not in groups().counterparts for lemma in lemmas)


def _several_act(scene: Scene, draft: Draft) -> bool:
    """Is the trigger a plural verb with nobody named as its subject?"""
    syntax = scene.syntax(draft.sentence)
    token = syntax.tokens[draft.token]
    active = token.feats.get("VerbForm") == "Fin" and token.feats.get("Voice") != "Pass"
    return active and token.number == "Plur" and not subjects(syntax, draft.token)


def _joined(scene: Scene, other: Draft, role: Role) -> list[Found]:
    """All whom an event brings together, each once, but not where it took place."""
    found: dict[str, Found] = {}
    for lent, fillers in other.roles.items():
        for f in fillers if lent != "place" else ():
            if f.filler.entity is not None and fits(scene, f, role):
                found.setdefault(f.filler.entity, f)
    return list(found.values())


def _home_and_other(scene: Scene, draft: Draft, role: Role) -> list[Found]:
    """The release's own body, and the one named last before the trigger, up to a paragraph back."""
    body = scene.home
    if body is None or scene.kind(body) not in role.fillers:
        return []
    block = scene.sentences[draft.sentence].block
    for sentence in range(draft.sentence, -1, -1):
        if block - scene.sentences[sentence].block > 1:
            break
        end = draft.token if sentence == draft.sentence else len(scene.sentences[sentence].tokens)
        for i in range(end - 1, -1, -1):
            for other in scene.references(sentence, i)[:1]:
                if scene.kind(other) == "organization" and other.entity != body.entity:
                    return [_found(scene, body), _found(scene, other)]
    return []


def _found(scene: Scene, reference: Reference) -> Found:
    return Found(entity_filler(scene, reference), "", reference.sentence, reference.head)
