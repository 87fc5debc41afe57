"""Triggers and their arguments: one pass over the words, one draft for each trigger."""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from pressfacts.events.arguments import arguments_at, follow
from pressfacts.events.dating import own_dates
from pressfacts.events.drafts import Draft, Silence, missing_roles
from pressfacts.events.fillers import ENTITY_KINDS, Found, fill, names_any
from pressfacts.events.patterns import Pattern, Step
from pressfacts.events.relations import Argument
from pressfacts.events.scene import Scene
from pressfacts.events.status import status_of
from pressfacts.events.sums import own_sums
from pressfacts.events.templates import (
    Candidates,
    FillerKind,
    Role,
    Rule,
    Templates,
    without_words,
)
from pressfacts.events.triggers import may_apply, refusal
from pressfacts.records import Status

NAMED: frozenset[FillerKind] = frozenset({"person", "organization", "place", "date", "money"})
GROUPS: frozenset[FillerKind] = frozenset({"group", "body"})
TEXT: frozenset[FillerKind] = frozenset({"text"})
WORDS = GROUPS | TEXT  # fillers that need no entity
NAMELESS: frozenset[FillerKind] = frozenset()
MEASURES = frozenset({"date", "money"})
SILENT_BLOCKS = frozenset({"noise", "caption", "meta"})
UNREAL = "a wish, condition or possibility"


def match_triggers(scene: Scene, templates: Templates) -> Iterator[Draft]:
    """A draft for each type of each trigger that names an event, in the order of the text."""
    for sentence, i, candidates in _triggers(scene, templates):
        lemmas = scene.lemmas(sentence)
        if candidates.wanted.isdisjoint(lemmas):  # as with most triggers
            continue
        token = scene.sentences[sentence].tokens[i]
        rules = [rule for rule in candidates.patterns if may_apply(token, rule, lemmas)]
        if rules and not _inside_name(scene, sentence, i):
            yield from _drafts(_Trigger(scene, sentence, i), rules)


def tell_silences(scene: Scene, templates: Templates, drafts: Iterable[Draft]) -> Iterator[Silence]:
    """Why triggers gave no draft of a type that knows them, by the type's first rule for each."""
    told = {(draft.sentence, draft.token, draft.type) for draft in drafts}
    for sentence, i, candidates in _triggers(scene, templates):
        if _inside_name(scene, sentence, i):
            continue
        trigger = _Trigger(scene, sentence, i)
        for rule in candidates.patterns:
            place = sentence, i, rule.type
            if place not in told:
                told.add(place)
                yield Silence(rule, sentence, i, trigger.refusal(rule) or UNREAL)


def _triggers(scene: Scene, templates: Templates) -> Iterator[tuple[int, int, Candidates]]:
    """The words that rules know, each by its sentence and place."""
    known = templates.lemmas
    for sentence, words in enumerate(scene.sentences):
        if words.kind in SILENT_BLOCKS or known.isdisjoint(words.lemmas):
            continue
        for i, lemma in enumerate(words.lemmas):
            if lemma in known:
                candidates = templates.candidates(words.tokens[i])
                if candidates is not None:
                    yield sentence, i, candidates


def _inside_name(scene: Scene, sentence: int, i: int) -> bool:
    for reference in scene.references(sentence, i):
        several = reference.last - reference.first > 1
        if several and reference.form == "name" and scene.kind(reference) in ENTITY_KINDS:
            return True
    return False


def _drafts(trigger: "_Trigger", rules: Iterable[Rule]) -> Iterable[Draft]:
    """The best reading of the trigger for each type that sees an event in it."""
    best: dict[str, Draft] = {}
    for rule in rules:
        reading, old = trigger.read(rule), best.get(rule.type)
        if reading is not None and (old is None or _rank(reading) > _rank(old)):
            best[rule.type] = reading
    return best.values()


def _rank(draft: Draft) -> tuple[bool, bool, int]:
    # a reading that was made for these very words («перерезал ленту») goes before a general one,
    # and what needs nothing more before both
    number = sum(map(len, draft.roles.values()))
    return not missing_roles(draft), bool(draft.rule.when), number


class _Trigger:
    """A word that may name events; what its rules ask alike is looked up once."""

    def __init__(self, scene: Scene, sentence: int, i: int) -> None:
        self.scene = scene
        self.sentence = sentence
        self.i = i
        self.syntax = scene.syntax(sentence)
        self._fillable = WORDS | scene.named(sentence)
        self._found: dict[Pattern, list[list[Argument]]] = {}

    def refusal(self, rule: Rule) -> str | None:
        """Why a rule does not apply to the word."""
        return refusal(self.syntax, self.i, rule)

    def read(self, rule: Rule) -> Draft | None:
        """The event that a rule sees in the word."""
        if refusal(self.syntax, self.i, rule):
            return None
        status = rule.trigger.status or self._status
        if status is None:
            return None
        if status == "ongoing" and rule.template.punctual:
            status = "planned"  # unless its day has passed, which `with_dated_status` sees
        return Draft(rule, self.sentence, self.i, status, self._roles(rule))

    @cached_property
    def _status(self) -> Status | None:
        headline = self.scene.sentences[self.sentence].kind == "title"
        return status_of(self.syntax, self.i, headline=headline)

    def _roles(self, rule: Rule) -> dict[str, tuple[Found, ...]]:
        """Every role's fillers; a phrase that an earlier role took is not taken again."""
        taken: set[int] = set()
        roles: dict[str, tuple[Found, ...]] = {}
        for name, role in rule.roles.items():
            if self._fillable.isdisjoint(role.fillers):
                continue
            found = self._fillers(role, rule.patterns[name], taken)
            if not found:
                continue
            found = _distinct(found)
            if roles:
                found = [
                    f
                    for f in found
                    if not _reflexive(self.scene, f, roles)
                    and not _covers_other(self.scene, f, taken)
                ]
            taken |= {f.head for f in found if f.head != self.i}
            if found:
                roles[name] = tuple(found)
        return roles

    def _fillers(self, role: Role, patterns: tuple[Pattern, ...], taken: set[int]) -> list[Found]:
        """What fills a role at its patterns."""
        found: list[Found] = []
        prepositions = self.syntax.prepositions
        for pattern in patterns:
            if found and not role.many:
                break
            if pattern.marks.isdisjoint(prepositions):
                continue
            alternatives = self._alternatives(pattern)
            if alternatives:
                # «посетил завод в Твери»: beside a name another may stand, mere words may not
                wanted = without_words(role) if found else role
                free = alternatives
                if taken:
                    free = [_without(arguments, taken) for arguments in alternatives]
                outside = frozenset((*taken, self.i))
                found += first_fillers(self.scene, self.sentence, free, wanted, outside)
        return found

    def _alternatives(self, pattern: Pattern) -> list[list[Argument]]:
        """What stands at each path that leads anywhere."""
        found = self._found.get(pattern)
        if found is None:
            found = self._found[pattern] = []
            for path in pattern.paths_with(self.syntax.prepositions):
                arguments = self._arguments(path)
                if arguments:
                    found.append(arguments)
        return found

    def _arguments(self, path: tuple[Step, ...]) -> list[Argument]:
        name = path[-1].name
        if name in MEASURES:
            return self._measures(name, path[:-1])
        found = arguments_at(self.syntax, self.i, path)
        if not found:
            return found
        if name == "title":
            found = [a for a in found if not _names_body(self.scene, self.sentence, a.head)]
        return [a for a in found if a.head != self.i or a.first is not None]

    def _measures(self, name: str, above: tuple[Step, ...]) -> list[Argument]:
        """Dates or sums; «лауреат премии 2020 года»: of what stands at the rest of the path."""
        find = own_dates if name == "date" else own_sums
        words = follow(self.syntax, self.i, above) if above else [self.i]
        heads = [head for word in words for head in find(self.scene, self.sentence, word)]
        return [Argument(head, name) for head in heads]


def _without(arguments: list[Argument], taken: set[int]) -> list[Argument]:
    """The phrases that no other role took; a stretch of its own is nobody's."""
    return [a for a in arguments if a.first is not None or a.head not in taken]


def _covers_other(scene: Scene, found: Found, taken: set[int]) -> bool:
    """A name is not its own owner: «лаборатория физики» opened is not the body that opens it."""
    if found.filler.entity is None or not taken:
        return False
    tokens = scene.sentences[found.sentence].tokens
    return any(
        found.filler.start <= tokens[i].start < found.filler.end and i != found.head for i in taken
    )


def _reflexive(scene: Scene, found: Found, roles: dict[str, tuple[Found, ...]]) -> bool:
    """A pronoun never stands for who fills another role of the same verb («вручила ей»)."""
    token = scene.sentences[found.sentence].tokens[found.head]
    return token.pos in {"PRON", "DET"} and any(
        f.filler.entity == found.filler.entity for fillers in roles.values() for f in fillers
    )


def first_fillers(
    scene: Scene,
    sentence: int,
    alternatives: list[list[Argument]],
    role: Role,
    taken: frozenset[int],
) -> list[Found]:
    """The fillers of the first alternative that has any; entities go before groups and words."""
    there = scene.named(sentence)
    for kinds, names in _filling_order(role.fillers):
        if names and names.isdisjoint(there):
            continue
        for arguments in alternatives:
            if names and not names_any(scene, sentence, arguments, names):
                continue
            found: list[Found] = []
            for argument in arguments:
                found += fill(scene, sentence, argument, kinds, role.extent, taken)
            if found:
                return found
    return []


@cache
def _filling_order(
    fillers: tuple[FillerKind, ...],
) -> tuple[tuple[frozenset[FillerKind], frozenset[FillerKind]], ...]:
    """The kinds of fillers to look for in turn, and those of which one must be among them.

    «министр и члены делегации»: a group may stand beside a name, mere words may not.
    """
    names, groups, text = (frozenset(fillers) & kinds for kinds in (NAMED, GROUPS, TEXT))
    orders = (
        (names | groups if names else names, names if groups else NAMELESS),
        (groups, NAMELESS),
        (text | groups if text else text, NAMELESS),
    )
    return tuple((kinds, required) for kinds, required in orders if kinds)


def _names_body(scene: Scene, sentence: int, i: int) -> bool:
    """Is a quoted title the name of a body («акции завода «Заря»»), and not of the event?"""
    return any(
        reference.form == "name" and scene.kind(reference) in ENTITY_KINDS
        for reference in scene.references(sentence, i)[:1]
    )


def _distinct(found: list[Found]) -> list[Found]:
    """Each entity once, and no words inside words that are there already.

    The same words may stand for several entities: «они», «министерства обороны и финансов».
    """
    if len(found) == 1:
        return found
    distinct: list[Found] = []
    seen: set[str] = set()
    spans: dict[tuple[int, int], bool] = {}  # does it stand for an entity?
    for f in found:
        start, end = f.filler.start, f.filler.end
        if f.filler.entity in seen:
            continue
        shared = f.filler.entity is not None and spans.get((start, end), False)
        if not shared and any(a <= start and end <= b for a, b in spans):
            continue
        if f.filler.entity:
            seen.add(f.filler.entity)
        spans[start, end] = f.filler.entity is not None
        distinct.append(f)
    return distinct
