"""Resolution steps: where an empty role looks, each a named function."""

from collections.abc import Callable, Sequence

from pressfacts.events.carried import carried_subject, first_person
from pressfacts.events.dating import nearby_date, passage_date
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found, entity_filler, words_filler
from pressfacts.events.occasions import occasion_date
from pressfacts.events.phrases import phrase
from pressfacts.events.posts import act, house, post, seat, sitting
from pressfacts.events.scene import Scene
from pressfacts.events.sides import counterparts, home
from pressfacts.events.situation import Situation, Story, fits, kind_of
from pressfacts.events.templates import Role
from pressfacts.records import Reference

PLACE = Role(fillers=("place",))
WORDS_AND_VALUES = frozenset({"text", "date", "money"})


def _parent(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """The event that this one is part of: «в ходе визита подписано …»."""
    parents = situation.parents
    return _like(parents[0], name, role, situation.scene) if parents else ()


def _like(other: Draft, name: str, role: Role, scene: Scene) -> Sequence[Found]:
    """What fills the same role of another event, else all its entities of the kinds wanted."""
    same = other.roles.get(name)
    if same:
        return same
    if name == "place" or not WORDS_AND_VALUES.isdisjoint(role.fillers):
        return ()
    found = [f for fillers in other.roles.values() for f in fillers if fits(scene, f, role)]
    if role.expects < 2:
        return found
    # people meet, but the bodies behind them agree
    bodies = [f for f in found if kind_of(scene, f) != "person"]
    return bodies if len(bodies) > 1 else ()


def _sentence(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """The only date (or place) that the sentence names."""
    return _only(situation.story, [situation.draft.sentence], role)


def _only(story: Story, sentences: Sequence[int], role: Role) -> Sequence[Found]:
    only: Reference | None = None
    for sentence in sentences:
        for kind, reference in story.named(sentence):
            if kind not in role.fillers:
                continue
            if only is not None and only.entity != reference.entity:
                return ()
            only = only or reference
    if only is None:
        return ()
    return [Found(entity_filler(story.scene, only), "", only.sentence, only.head)]


def _paragraph(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """What the events before this one in the paragraph have in the same role."""
    scene, draft = situation.scene, situation.draft
    block = scene.sentences[draft.sentence].block
    for other in situation.before:
        if scene.sentences[other.sentence].block != block:
            break
        if other.status == draft.status and name in other.roles:
            named = [f for f in other.roles[name] if f.filler.entity]
            if named:
                return named
    if "place" not in role.fillers:
        return ()
    before = [
        s for s in scene.paragraphs[block] if s < draft.sentence and "place" in scene.named(s)
    ]
    return _only_where(situation.story, before) if before else ()


def _only_where(story: Story, sentences: Sequence[int]) -> Sequence[Found]:
    """The only place in which anything is told to be («в Твери», and no «глава Твери»)."""
    found = _only(story, sentences, PLACE)
    return [f for f in found if story.scene.sentences[f.sentence].tokens[f.head].case == "Loc"]


def _same_day(situation: Situation, name: str, _role: Role) -> Sequence[Found]:
    """What an event of the same day, told before, has in the same role: somebody was at both."""
    draft = situation.draft
    days = _days(draft)
    there = _people(situation.scene, draft) if days else None
    if not there:
        return ()
    for other in situation.story.dated(situation.at):
        if name not in other.roles or other.status != draft.status:
            continue
        named = [f for f in other.roles[name] if f.filler.entity]
        if (
            named
            and any(_covers(a, b) for a in _days(other) for b in days)
            and not there.isdisjoint(_people(situation.scene, other))
        ):
            return named
    return ()


def _people(scene: Scene, draft: Draft) -> set[str]:
    found = (f for fillers in draft.roles.values() for f in fillers)
    return {f.filler.entity for f in found if f.filler.entity and kind_of(scene, f) == "person"}


def _days(draft: Draft) -> list[str]:
    values = [f.filler.value for f in draft.roles.get("date", ())]
    return [value for value in values if isinstance(value, str) and ".." not in value]


def _covers(outer: str, inner: str) -> bool:
    """Is a day (or span of days) the other, or inside it?"""
    first, _, last = outer.partition("/")
    begin, _, end = inner.partition("/")
    return first[:10] <= begin[:10] and (end or begin)[:10] <= (last or first)[:10]


def _previous(situation: Situation, name: str, _role: Role) -> Sequence[Found]:
    """What the last event before this one has in the same role."""
    for other in situation.before:
        if other.roles.get(name):
            return other.roles[name]
    return ()


def _lead(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """What the title and the first paragraph name, if it is one."""
    scene = situation.scene
    blocks = sorted(scene.paragraphs)[:2]
    sentences = [s for b in blocks for s in scene.paragraphs[b]]
    return _only(situation.story, sentences, role) if name else ()


def _clause(situation: Situation, _name: str, _role: Role) -> Sequence[Found]:
    """A date between the same commas."""
    return nearby_date(situation.scene, situation.draft)


def _passage(situation: Situation, _name: str, _role: Role) -> Sequence[Found]:
    """The date that the paragraph told before."""
    return passage_date(situation.scene, situation.story.drafts, situation.at)


def _day(situation: Situation, _name: str, _role: Role) -> Sequence[Found]:
    """The day that the release announces."""
    return situation.story.announced_day(situation.draft.status)


def _host(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """What has the gathering at which this happened; a text role takes the gathering's words."""
    at = situation.story.host_of(situation.at)
    if at is None:
        return ()
    host = situation.story.drafts[at]
    if "text" in role.fillers:
        span = phrase(situation.scene.syntax(host.sentence), host.token)
        filler = words_filler(situation.scene, host.sentence, *span)
        return [Found(filler, "", host.sentence, host.token)]
    return host.roles.get(name, ())


Step = Callable[[Situation, str, Role], Sequence[Found]]
STEPS: dict[str, Step] = {
    "parent": _parent,
    "clause": _clause,
    "passage": _passage,
    "sentence": _sentence,
    "paragraph": _paragraph,
    "counterparts": counterparts,
    "same_day": _same_day,
    "previous": _previous,
    "subject": carried_subject,
    "lead": _lead,
    "day": _day,
    "speaker": first_person,
    "post": post,
    "act": act,
    "seat": seat,
    "house": house,
    "sitting": sitting,
    "occasion": occasion_date,
    "host": _host,
    "home": home,
}
