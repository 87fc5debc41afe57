"""Roles that the trigger's own words left empty, filled from the rest of the release.

Each step is a named function; a role lists the steps that it takes, in order, and the first that
finds something fills it."""

from collections.abc import Sequence

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.groups import groups, is_collective
from pressfacts.events.posts import bodies_behind
from pressfacts.events.scene import Scene
from pressfacts.events.situation import Situation, Story
from pressfacts.events.steps import STEPS
from pressfacts.events.templates import Role, Template
from pressfacts.records import Token


def resolve_roles(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with their empty roles filled as far as the release goes."""
    story = Story(scene, drafts)
    templates = {draft.rule.type: draft.rule.template for draft in drafts}
    roles = {kind: _resolvable(template) for kind, template in templates.items()}
    late = {kind for kind, told in roles.items() for _, role in told if "occasion" in role.steps}
    early = [at for at, draft in enumerate(drafts) if draft.rule.type not in late]
    # words take the date of what they were said at, so they come after everything else
    for at in (*early, *(at for at, draft in enumerate(drafts) if draft.rule.type in late)):
        draft = drafts[at]
        if scene.sentences[draft.sentence].kind == "title":
            continue  # what the title leaves out, the body tells: the two are merged
        _resolve(Situation(story, at), roles[draft.rule.type])
    return story.drafts


def _resolvable(template: Template) -> list[tuple[str, Role]]:
    """The roles that look beyond the trigger's own words."""
    return [(name, role) for name, role in template.roles.items() if role.steps or role.binds]


def _resolve(situation: Situation, roles: Sequence[tuple[str, Role]]) -> None:
    """Fill the empty ones of a draft's roles."""
    own = situation.draft.rule.trigger.own
    for name, role in roles:
        if name in own:
            continue
        if role.binds:
            _bind_bodies(situation, name, role)
        told = situation.draft.roles.get(name, ())
        unnamed = bool(told) and told[0].filler.entity is None  # as few are
        others_meant = unnamed and _counterparts_only(situation.scene, told, role)
        if len(told) >= role.expects and not others_meant:
            continue
        found = _first(situation, name, role)
        if found:
            situation.fill(name, found if others_meant else (*told, *found))
            if role.binds:
                _bind_bodies(situation, name, role)


def _bind_bodies(situation: Situation, name: str, role: Role) -> None:
    """«контракт подписали директор и мэр»: those who sign bind the bodies whose posts they hold."""
    roles = situation.draft.roles
    if not any(roles.get(with_role) for with_role in role.binds):
        return
    told = roles.get(name, ())
    bodies = bodies_behind(situation.story, told)
    if bodies:
        situation.fill(name, (*told, *bodies))


def _counterparts_only(scene: Scene, told: Sequence[Found], role: Role) -> bool:
    """Do nothing but «стороны», «партнёры» fill the role: whom the release named before?"""
    for f in told:
        if f.filler.entity is not None:
            return False
        token = scene.sentences[f.sentence].tokens[f.head]
        if not _stands_for_others(token, f.filler.text, role):
            return False
    return True


def _stands_for_others(token: Token, words: str, role: Role) -> bool:
    """A plural «гости», or a «делегация», and among sides «вузы», of which nothing else is told."""
    if token.lemma in groups().delegations:
        return " " not in words
    if token.number != "Plur":
        return False
    bare = bool(role.binds) and " " not in words and is_collective(token.lemma)
    return bare or token.lemma in groups().counterparts | groups().guests


def _first(situation: Situation, name: str, role: Role) -> tuple[Found, ...]:
    """What the first step that finds anybody new finds."""
    for step in role.steps:
        found = STEPS[step](situation, name, role)
        if not found:  # as with most steps
            continue
        taken = {f.filler.entity for fillers in situation.draft.roles.values() for f in fillers}
        new = tuple(
            [
                Found(f.filler, step, f.sentence, f.head)
                for f in found
                if f.filler.entity is None or f.filler.entity not in taken
            ]
        )
        if new:
            return new
    return ()
