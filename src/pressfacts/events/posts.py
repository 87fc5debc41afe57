"""Resolution steps for posts: whose it is, who filled it, what was said of it before."""

from collections.abc import Sequence

from pressfacts.events.drafts import SUPPLIED, Draft
from pressfacts.events.fillers import Found, entity_filler, words_filler
from pressfacts.events.scene import Scene
from pressfacts.events.situation import Situation, Story, fits
from pressfacts.events.templates import Role
from pressfacts.records import Filler, Position

STEM = 5  # letters
ACT_REACH = 2  # paragraphs from an act to the posts that it fills


def post(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """The post that the release gives the person: its body, or the words of its title."""
    scene, draft = situation.scene, situation.draft
    people = {f.filler.entity for f in draft.roles.get("person", ())} - {None}
    here = scene.sentences[draft.sentence]
    posts = [p for p in situation.story.posts_of(people) if _told(draft, p)]
    # the post told in the sentence itself is the one taken or left
    posts.sort(key=lambda p: not here.start <= p.evidence.start < here.end)
    for post in posts:
        if "text" not in role.fillers:
            if post.organization is not None and post.organization.entity is not None:
                return [_mentioned(scene, post.organization.entity)]
        elif not draft.roles.get(name):
            words = _title_words(scene, post)
            if words is not None:
                return [words]
    return ()


def _told(draft: Draft, post: Position) -> bool:
    """Does nothing that the event tells of its post or body speak against the post?"""
    bodies = {f.filler.entity for f in draft.roles.get("organization", ())} - {None}
    if bodies:
        return post.organization is None or post.organization.entity in bodies
    words = " ".join(f.filler.name for f in draft.roles.get("position", ())).lower()
    told, known = _stems(words), _stems(post.title.lower())
    # «заместитель председателя» is no «заместитель директора»
    return not words or (bool(told & known) and (told <= known or known <= told))


def _stems(words: str) -> frozenset[str]:
    """Words without their endings: enough to tell one post from another."""
    return frozenset(word[:STEM] for word in words.split() if len(word) >= STEM)


def house(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """The body of who fills the post: «учёный совет института избрал», «губернатор назначил»."""
    scene = situation.scene
    for f in situation.draft.roles.get("appointer", ()):
        if f.filler.entity is None and f.sentence >= 0:
            tokens = scene.sentences[f.sentence].tokens
            inside = (
                r
                for i, token in enumerate(tokens)
                if f.filler.start <= token.start < f.filler.end
                for r in scene.references(f.sentence, i)[:1]
                if scene.kind(r) in role.fillers
            )
            named = next(inside, None)
            if named is not None:
                return [Found(entity_filler(scene, named), "", named.sentence, named.head)]
        for post in situation.story.posts_of({f.filler.entity}):
            body = post.organization
            if body is not None and body.entity:
                return [_mentioned(scene, body.entity)]
    return ()


def act(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """Who adopted the act told beside: «подписал указ. Министром назначена …»."""
    scene, draft = situation.scene, situation.draft
    block = scene.sentences[draft.sentence].block
    passive = scene.sentences[draft.sentence].tokens[draft.token].feats.get("Voice") == "Pass"
    beside = situation.story.in_blocks(block - ACT_REACH, block) if passive else situation.beside
    for other in reversed(beside):
        if other.type == draft.type or not other.roles.get("document"):
            continue
        # an act told elsewhere must be one that fills posts, and leave it to say who did
        if other.sentence == draft.sentence or _fills_posts(scene, other, draft):
            named = [f for f in other.roles.get("authority", ()) if fits(scene, f, role)]
            if named:
                return named
    return ()


def _fills_posts(scene: Scene, other: Draft, draft: Draft) -> bool:
    """Is the document an order or decree, by the template's list of acts?"""
    acts = draft.rule.template.lists.get("acts", ())
    documents = other.roles.get("document", ())
    return other.status == draft.status and any(
        scene.sentences[f.sentence].tokens[f.head].lemma in acts for f in documents
    )


def sitting(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """The body at whose sitting «принят закон», «избран председатель», and the day of it."""
    scene, draft = situation.scene, situation.draft
    for other in situation.story.adopting(situation.at):
        held_by = other.rule.trigger.adopts
        # but not a body that nothing in the text ties to the sitting
        bodies = [f for f in other.roles.get(held_by, ()) if f.rule != SUPPLIED]
        if not bodies or other.status != "happened":
            continue
        if name in other.roles and set(role.fillers) <= {"date", "place"}:
            return other.roles[name] if _same_body(draft, bodies) else ()
        token = scene.sentences[draft.sentence].tokens[draft.token]
        passive = token.feats.get("Voice") == "Pass" and token.case is None
        # «одобрены изменения» leaves out who did it; «избранный в мае» need not have been so here
        return [f for f in bodies if fits(scene, f, role)] if passive else ()
    return ()


def _same_body(draft: Draft, bodies: Sequence[Found]) -> bool:
    names = {(f.filler.entity, f.filler.name) for f in bodies}
    return any((f.filler.entity, f.filler.name) in names for fs in draft.roles.values() for f in fs)


def seat(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """The post that this sentence or the last told of: «Её предшественник ушёл в отставку»."""
    draft = situation.draft
    for other in situation.before:
        if not 0 <= draft.sentence - other.sentence <= 1:
            break
        # nobody takes the very post that they leave, though it may be in the same house
        same_person = bool(_people(other) & _people(draft))
        leaves = other.type != draft.type and "text" in role.fillers and same_person
        if "position" in other.roles and other.roles.get(name) and not leaves:
            return other.roles[name]
    return ()


def bodies_behind(story: Story, people: Sequence[Found]) -> list[Found]:
    """For whom people sign: the bodies whose posts the release gives them, each named once."""
    named = {f.filler.entity for f in people}
    bodies: dict[str, Found] = {}
    for found in people:
        start = found.filler.start
        posts = story.posts_of({found.filler.entity})
        # of several posts the one told where the name stands
        posts.sort(key=lambda p: not p.evidence.start <= start < p.evidence.end)
        for post in posts[:1]:
            body = post.organization
            if body is not None and body.entity is not None and body.entity not in named:
                bodies.setdefault(body.entity, _mentioned(story.scene, body.entity, "post"))
    return list(bodies.values())


def _people(draft: Draft) -> frozenset[str]:
    return frozenset(f.filler.entity for f in draft.roles.get("person", ()) if f.filler.entity)


def _mentioned(scene: Scene, entity: str, rule: str = "") -> Found:
    mention = scene.entities[entity].mentions[0]
    name = scene.entities[entity].name
    return Found(Filler(entity, name, mention.start, mention.end, mention.text), rule, -1, -1)


def _title_words(scene: Scene, post: Position) -> Found | None:
    """The words of the evidence before the person's name."""
    start = post.evidence.start
    for number in scene.sentences_in(start, start + 1):
        sentence = scene.sentences[number]
        body = None if post.organization is None else post.organization.entity
        inside = [
            i
            for i, token in enumerate(sentence.tokens)
            if start <= token.start < post.evidence.end
            and token.pos not in {"PUNCT", "VERB", "AUX"}
            and not any(
                r.form == "name" and r.entity in (post.person.entity, body)
                for r in scene.references(number, i)
            )
        ]
        if inside and inside[-1] - inside[0] == len(inside) - 1:
            filler = words_filler(scene, number, inside[0], inside[-1] + 1)
            return Found(filler, "", number, inside[0])
    return None
