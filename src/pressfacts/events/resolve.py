"""Roles that the trigger's own words left empty, filled from the rest of the release.

Each step is a named function; a role lists the steps that it takes, in order, and the first that
finds something fills it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from pressfacts.events.arguments import OBJECT, SUBJECT, arguments_at, phrase, subjects
from pressfacts.events.dating import announced_day, nearby_date, passage_date
from pressfacts.events.drafts import Draft, Silence
from pressfacts.events.fillers import Found, entity_filler, fill, groups, words_filler
from pressfacts.events.grammar import function_words, ties
from pressfacts.events.occasions import host_of, occasion_date
from pressfacts.events.scene import Scene
from pressfacts.events.status import after
from pressfacts.events.syntax import Syntax
from pressfacts.events.templates import Role
from pressfacts.records import Filler, Position

STEM = 5  # letters
ACT_REACH = 2  # paragraphs from an act to the posts that it fills


class Situation(NamedTuple):
    """A draft among its neighbours."""

    scene: Scene
    drafts: Sequence[Draft]  # in the order of the text; those before `at` are resolved
    at: int

    @property
    def draft(self) -> Draft:
        """The draft whose role is empty."""
        return self.drafts[self.at]


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
            told = resolved[at].roles.get(name, ())
            if len(told) >= role.expects and not _counterparts_only(scene, told):
                continue
            found = _first(Situation(scene, resolved, at), name, role)
            if found:
                kept = () if _counterparts_only(scene, told) else told
                roles = {**resolved[at].roles, name: (*kept, *found)}
                resolved[at] = msgspec.structs.replace(resolved[at], roles=roles)
    return resolved


def _takes_an_occasion(draft: Draft) -> bool:
    return any("occasion" in role.steps for role in draft.rule.template.roles.values())


def with_dated_status(scene: Scene, draft: Draft) -> Draft:
    """«14 мая – встреча с ветеранами»: what bears a day after the release is planned."""
    if draft.status not in {"happened", "ongoing"} or draft.rule.template.reader != "patterns":
        return draft
    if draft.status == "happened":
        draft = _without_terms(scene, draft)
    values = [f.filler.value for f in draft.roles.get("date", ())]
    if any(isinstance(value, str) and after(value, scene.published) for value in values):
        return msgspec.structs.replace(draft, status="planned")
    return draft


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
    if _general(scene, draft):
        return Silence(draft.rule, draft.sentence, draft.token, "told of in general")
    missing = [role for role in trigger.requires_all if not draft.roles.get(role)]
    if trigger.requires and not any(draft.roles.get(role) for role in trigger.requires):
        missing = list(trigger.requires)
    missing += [role for role in trigger.requires_two if _number(scene, draft, role) < 2]
    if missing:
        reason = f"nothing fills {' or '.join(missing)}"
        return Silence(draft.rule, draft.sentence, draft.token, reason)
    return draft


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


def _counterparts_only(scene: Scene, told: Sequence[Found]) -> bool:
    """Is the role filled by nothing but «стороны», «партнёры»: whom the release named before?"""
    return bool(told) and all(
        f.filler.entity is None
        and scene.sentences[f.sentence].tokens[f.head].lemma
        in groups().counterparts | groups().guests
        and scene.sentences[f.sentence].tokens[f.head].number == "Plur"
        for f in told
    )


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


# ---------------------------------------------------------------- steps


def _parent(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """The event that this one is part of: «в ходе визита подписано …»."""
    scene, draft = situation.scene, situation.draft
    syntax = scene.syntax(draft.sentence)
    root = syntax.clause_root(draft.token)
    for other in situation.drafts:
        if other.sentence != draft.sentence or other.token == draft.token:
            continue
        inside = syntax.preposition[other.token] in ties().within
        if inside and syntax.clause_root(other.token) == root:
            return _like(other, name, role, scene)
    return ()


def _like(other: Draft, name: str, role: Role, scene: Scene) -> Sequence[Found]:
    """What fills the same role of another event, else all its entities of the kinds wanted."""
    same = other.roles.get(name)
    if same:
        return same
    if name == "place" or set(role.fillers) & {"text", "date", "money"}:
        return ()
    found = [f for fillers in other.roles.values() for f in fillers if _fits(scene, f, role)]
    if role.expects < 2:
        return found
    # people meet, but the bodies behind them agree
    bodies = [f for f in found if _kind(scene, f) != "person"]
    return bodies if len(bodies) > 1 else ()


def _sentence(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """The only date (or place) that the sentence names."""
    return _only(situation.scene, [situation.draft.sentence], role)


def _only(scene: Scene, sentences: Sequence[int], role: Role) -> Sequence[Found]:
    found: dict[str, Found] = {}
    for sentence in sentences:
        for i in range(len(scene.sentences[sentence].tokens)):
            for reference in scene.references(sentence, i)[:1]:
                if reference.head == i and scene.kind(reference) in role.fillers:
                    filler = entity_filler(scene, reference)
                    found.setdefault(reference.entity, Found(filler, "", sentence, i))
    return list(found.values()) if len(found) == 1 else ()


def _paragraph(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """What the events before this one in the paragraph have in the same role."""
    scene, draft = situation.scene, situation.draft
    block = scene.sentences[draft.sentence].block
    for other in reversed(situation.drafts[: situation.at]):
        if scene.sentences[other.sentence].block != block:
            break
        named = [f for f in other.roles.get(name, ()) if f.filler.entity]
        if named and other.status == draft.status:
            return named
    sentences = [s for s in scene.paragraphs[block] if s < draft.sentence]
    return _only(scene, sentences, role) if name in {"date", "place"} else ()


def _counterparts(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """Who met, or agreed, in the event told last before: two at the least.

    People meet, but the bodies behind them agree, so only an event of the same type lends people.
    """
    scene, draft = situation.scene, situation.draft
    block = scene.sentences[draft.sentence].block
    for other in reversed(situation.drafts[: situation.at]):
        if block - scene.sentences[other.sentence].block > 1:
            break
        people = other.type == draft.type
        for name, fillers in other.roles.items():
            if other.rule.template.roles[name].expects < 2:
                continue
            named = [
                f
                for f in fillers
                if _fits(scene, f, role) and (people or _kind(scene, f) != "person")
            ]
            if len(named) > 1:
                return named
    return ()


def _same_day(situation: Situation, name: str, _role: Role) -> Sequence[Found]:
    """What the events of the same day, told before, have in the same role."""
    draft = situation.draft
    days = _days(draft)
    for other in reversed(situation.drafts[: situation.at]):
        named = [f for f in other.roles.get(name, ()) if f.filler.entity]
        if (
            named
            and other.status == draft.status
            and any(_covers(a, b) for a in _days(other) for b in days)
        ):
            return named
    return ()


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
    for other in reversed(situation.drafts[: situation.at]):
        if other.roles.get(name):
            return other.roles[name]
    return ()


def _subject(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """«Он посетил завод. Затем провёл совещание»: a verb with no subject goes on with the last."""
    scene, draft = situation.scene, situation.draft
    syntax = scene.syntax(draft.sentence)
    verb = draft.token if syntax.is_verb(draft.token) else syntax.clause_root(draft.token)
    if not syntax.is_verb(verb) or not _third_person(syntax, verb):
        return ()
    if verb == draft.token and not _wants_nominative(draft, name, syntax, verb):
        return ()
    if arguments_at(syntax, verb, OBJECT if _passive(syntax, verb) else SUBJECT):
        return ()
    block = scene.paragraphs[scene.sentences[draft.sentence].block]
    before = [s for s in reversed(block) if s < draft.sentence]
    for sentence in (draft.sentence, *before):
        if before and sentence < before[0] and _has_subject(scene.syntax(sentence + 1)):
            return ()  # somebody else was spoken of in between
        for root in _finite_verbs(scene.syntax(sentence)):
            if (sentence, root) >= (draft.sentence, verb):
                continue
            found = [
                f
                for argument in subjects(scene.syntax(sentence), root)
                for f in fill(scene, sentence, argument, role.fillers)
                if _agrees(syntax, verb, scene.syntax(sentence), root)
            ]
            if found:
                return found
    return ()


def _wants_nominative(draft: Draft, name: str, syntax: Syntax, verb: int) -> bool:
    """Is the role that of the nominative: who does it, or in the passive whom it is done to?"""
    nominative = OBJECT if _passive(syntax, verb) else SUBJECT
    return any(
        path[0].name == nominative[0].name
        for pattern in draft.rule.patterns[name]
        for path in pattern.paths
    )


def _passive(syntax: Syntax, verb: int) -> bool:
    return syntax.token(verb).feats.get("Voice") == "Pass"


def _has_subject(syntax: Syntax) -> bool:
    return any(subjects(syntax, verb) for verb in _finite_verbs(syntax))


def _finite_verbs(syntax: Syntax) -> list[int]:
    """Finite verbs of main clauses, the last first."""
    return [
        i
        for i in reversed(range(len(syntax.tokens)))
        if syntax.token(i).feats.get("VerbForm") == "Fin"
        and syntax.token(i).rel in {"root", "conj", "parataxis"}
    ]


def _third_person(syntax: Syntax, verb: int) -> bool:
    token = syntax.token(verb)
    finite = token.feats.get("VerbForm") == "Fin" or token.feats.get("Variant") == "Short"
    return finite and token.feats.get("Person") in {None, "3"}


def _agrees(syntax: Syntax, verb: int, other: Syntax, root: int) -> bool:
    one, two = syntax.token(verb), other.token(root)
    return one.number == two.number and (
        not one.gender or not two.gender or one.gender == two.gender
    )


def _lead(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """What the title and the first paragraph name, if it is one."""
    scene = situation.scene
    blocks = sorted(scene.paragraphs)[:2]
    return _only(scene, [s for b in blocks for s in scene.paragraphs[b]], role) if name else ()


def _clause(situation: Situation, _name: str, _role: Role) -> Sequence[Found]:
    """A date between the same commas."""
    return nearby_date(situation.scene, situation.draft)


def _passage(situation: Situation, _name: str, _role: Role) -> Sequence[Found]:
    """The date that the paragraph told before."""
    return passage_date(situation.scene, situation.drafts, situation.at)


def _day(situation: Situation, _name: str, _role: Role) -> Sequence[Found]:
    """The day that the release announces."""
    return announced_day(situation.scene, situation.draft)


def _speaker(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """«Я приеду в ноябре»: the first person inside words that somebody said."""
    scene, draft = situation.scene, situation.draft
    syntax = scene.syntax(draft.sentence)
    verb = draft.token if syntax.is_verb(draft.token) else syntax.clause_root(draft.token)
    if not _first_person(syntax, verb):
        return ()
    at = syntax.token(draft.token).start
    for other in situation.drafts:
        said = other.roles.get("content", ())
        if any(f.filler.start <= at < f.filler.end for f in said):
            return [f for f in other.roles.get("speaker", ()) if _fits(scene, f, role)]
    return ()


def _post(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """The post that the release gives the person: its body, or the words of its title."""
    scene, draft = situation.scene, situation.draft
    people = {f.filler.entity for f in draft.roles.get("person", ())} - {None}
    here = scene.sentences[draft.sentence]
    posts = [p for p in scene.positions if p.person.entity in people and _told(draft, p)]
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
        return post.organization is not None and post.organization.entity in bodies
    words = " ".join(f.filler.name for f in draft.roles.get("position", ())).lower()
    return not words or bool(_stems(words) & _stems(post.title.lower()))


def _stems(words: str) -> frozenset[str]:
    """Words without their endings: enough to tell one post from another."""
    return frozenset(word[:STEM] for word in words.split() if len(word) >= STEM)


def _act(situation: Situation, _name: str, role: Role) -> Sequence[Found]:
    """Who adopted the act told beside: «подписал указ. Министром назначена …»."""
    scene, draft = situation.scene, situation.draft
    block = scene.sentences[draft.sentence].block
    for other in reversed(situation.drafts):
        beside = 0 <= block - scene.sentences[other.sentence].block <= ACT_REACH
        if beside and other.status == draft.status and other.roles.get("document"):
            named = [f for f in other.roles.get("authority", ()) if _fits(scene, f, role)]
            if named:
                return named
    return ()


def _seat(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """The post that this sentence or the last told of: «Её предшественник ушёл в отставку»."""
    draft = situation.draft
    for other in reversed(situation.drafts[: situation.at]):
        if not 0 <= draft.sentence - other.sentence <= 1:
            break
        # nobody takes the very post that they leave, though it may be in the same house
        same_person = bool(_people(other) & _people(draft))
        leaves = other.type != draft.type and "text" in role.fillers and same_person
        if "position" in other.roles and other.roles.get(name) and not leaves:
            return other.roles[name]
    return ()


def _people(draft: Draft) -> frozenset[str]:
    return frozenset(f.filler.entity for f in draft.roles.get("person", ()) if f.filler.entity)


def _mentioned(scene: Scene, entity: str) -> Found:
    mention = scene.entities[entity].mentions[0]
    name = scene.entities[entity].name
    return Found(Filler(entity, name, mention.start, mention.end, mention.text), "", -1, -1)


def _title_words(scene: Scene, post: Position) -> Found | None:
    """The words of the evidence before the person's name."""
    for number, sentence in enumerate(scene.sentences):
        if not sentence.start <= post.evidence.start < sentence.end:
            continue
        body = None if post.organization is None else post.organization.entity
        inside = [
            i
            for i, token in enumerate(sentence.tokens)
            if post.evidence.start <= token.start < post.evidence.end
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


def _occasion(situation: Situation, name: str, _role: Role) -> Sequence[Found]:
    """What has the event that the words were said at."""
    return occasion_date(situation.scene, situation.drafts, situation.at, name)


def _host(situation: Situation, name: str, role: Role) -> Sequence[Found]:
    """What has the gathering at which this happened; a text role takes the gathering's words."""
    host = host_of(situation.scene, situation.drafts, situation.at)
    if host is None:
        return ()
    if "text" in role.fillers:
        span = phrase(situation.scene.syntax(host.sentence), host.token)
        filler = words_filler(situation.scene, host.sentence, *span)
        return [Found(filler, "", host.sentence, host.token)]
    return host.roles.get(name, ())


def _first_person(syntax: Syntax, verb: int) -> bool:
    pronouns = {syntax.token(a.head).lemma for a in subjects(syntax, verb)}
    if pronouns:
        return pronouns <= function_words().first_person
    return syntax.token(verb).feats.get("Person") == "1"


def _fits(scene: Scene, found: Found, role: Role) -> bool:
    return _kind(scene, found) in role.fillers


def _kind(scene: Scene, found: Found) -> str:
    entity = found.filler.entity
    return "" if entity is None else type(scene.entities[entity]).__name__.lower()


Step = Callable[[Situation, str, Role], Sequence[Found]]
STEPS: dict[str, Step] = {
    "parent": _parent,
    "clause": _clause,
    "passage": _passage,
    "sentence": _sentence,
    "paragraph": _paragraph,
    "counterparts": _counterparts,
    "same_day": _same_day,
    "previous": _previous,
    "subject": _subject,
    "lead": _lead,
    "day": _day,
    "speaker": _speaker,
    "post": _post,
    "act": _act,
    "seat": _seat,
    "occasion": _occasion,
    "host": _host,
}
