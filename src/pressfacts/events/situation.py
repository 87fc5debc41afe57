"""A draft among its neighbours: what a resolution step is asked about."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from pressfacts.events.dating import announced_day
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.grammar import ties
from pressfacts.events.hosts import Hosts, find_hosts
from pressfacts.events.scene import Scene
from pressfacts.events.templates import Role
from pressfacts.records import Position, Reference, Status


class Story:
    """The drafts of a release in the order of the text, and where to look things up for them.

    `drafts` may be replaced one by one, each by the same trigger's with more roles filled.
    """

    def __init__(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        self.scene = scene
        self.drafts = list(drafts)
        self._places: dict[int, list[int]] = defaultdict(list)  # by sentence
        for at, draft in enumerate(drafts):
            self._places[draft.sentence].append(at)
        self._dated = [at for at, draft in enumerate(drafts) if "date" in draft.roles]
        self._adopting = [at for at, draft in enumerate(drafts) if draft.rule.trigger.adopts]
        self._posts: dict[str | None, list[int]] = defaultdict(list)
        for number, post in enumerate(scene.positions):
            self._posts[post.person.entity].append(number)
        self._announced: dict[Status, Sequence[Found]] = {}
        self._host_of: dict[int, int | None] = {}
        self._hosts: dict[tuple[str, ...], Hosts] = {}
        self._named: dict[int, list[tuple[str, Reference]]] = {}

    def beside(self, at: int) -> Sequence[Draft]:
        """The other drafts of the sentence of one."""
        places = self._places[self.drafts[at].sentence]
        return [self.drafts[place] for place in places if place != at] if len(places) > 1 else ()

    def in_blocks(self, first: int, last: int) -> list[Draft]:
        """The drafts of a block, of another, and of those between."""
        return self.drafts[bisect_left(self._blocks, first) : bisect_right(self._blocks, last)]

    @cached_property
    def _blocks(self) -> list[int]:
        return [self.scene.sentences[draft.sentence].block for draft in self.drafts]

    def fill(self, at: int, draft: Draft) -> None:
        """Put one in its place, with a role more."""
        if "date" in draft.roles and "date" not in self.drafts[at].roles:
            insort(self._dated, at)
        self.drafts[at] = draft

    def dated(self, at: int) -> Iterator[Draft]:
        """Before one, the last first, the drafts that tell when."""
        before = self._dated[: bisect_left(self._dated, at)]
        return (self.drafts[place] for place in reversed(before))

    def adopting(self, at: int) -> Iterator[Draft]:
        """Before one, the last first, the events at which bodies adopt acts and fill posts."""
        before = self._adopting[: bisect_left(self._adopting, at)]
        return (self.drafts[place] for place in reversed(before))

    def posts_of(self, people: Collection[str | None]) -> list[Position]:
        """The posts that the release gives to some people, in its order."""
        held = [number for person in people for number in self._posts.get(person, ())]
        return [self.scene.positions[number] for number in sorted(held)]

    def announced_day(self, status: Status) -> Sequence[Found]:
        """The day that the release announces, for what has this status."""
        if status not in self._announced:
            self._announced[status] = announced_day(self.scene, status)
        return self._announced[status]

    def host_of(self, at: int) -> int | None:
        """The place of the event at which another takes place."""
        types = self.drafts[at].rule.template.hosts
        if not types:
            return None
        if at not in self._host_of:
            self._host_of[at] = self._find_host(self.drafts[at], types)
        return self._host_of[at]

    def _find_host(self, draft: Draft, types: tuple[str, ...]) -> int | None:
        hosts = self._hosts.get(types)
        if hosts is None:
            hosts = self._hosts[types] = find_hosts(self.scene, self.drafts, types)
        return hosts.of(self.scene, draft)

    def named(self, sentence: int) -> list[tuple[str, Reference]]:
        """What a sentence refers to, each with its kind and once, at its head."""
        named = self._named.get(sentence)
        if named is None:
            scene = self.scene
            named = self._named[sentence] = [
                (scene.kind(reference), reference)
                for i in range(len(scene.sentences[sentence].tokens))
                for reference in scene.references(sentence, i)[:1]
                if reference.head == i
            ]
        return named


class Situation:
    """A draft among its neighbours; several of its roles ask who these are."""

    def __init__(self, story: Story, at: int) -> None:
        self.story = story
        self.scene = story.scene
        self.at = at
        self.draft = story.drafts[at]
        self._parents: list[Draft] | None = None

    def fill(self, role: str, found: tuple[Found, ...]) -> None:
        """Let the draft tell who fills a role."""
        self.draft = replace(self.draft, roles={**self.draft.roles, role: found})
        self.story.fill(self.at, self.draft)

    @property
    def beside(self) -> Sequence[Draft]:
        """The other drafts of its sentence."""
        return self.story.beside(self.at)

    @property
    def before(self) -> Iterator[Draft]:
        """The drafts before this one, which are resolved, the last first."""
        return reversed(self.story.drafts[: self.at])

    @property
    def parents(self) -> Sequence[Draft]:
        """The events of its clause that this one is part of: «в ходе визита подписано …»."""
        if self._parents is None:
            beside = self.story.beside(self.at)
            self._parents = self._parents_among(beside) if beside else []
        return self._parents

    def _parents_among(self, beside: Sequence[Draft]) -> list[Draft]:
        here, syntax = self.draft.token, self.scene.syntax(self.draft.sentence)
        within = ties().within
        inside = [d for d in beside if syntax.preposition[d.token] in within]
        return [
            draft
            for draft in inside
            if draft.token != here and syntax.clause_root(draft.token) == syntax.clause_root(here)
        ]


def fits(scene: Scene, found: Found, role: Role) -> bool:
    """May the filler fill the role?"""
    return kind_of(scene, found) in role.fillers


def kind_of(scene: Scene, found: Found) -> str:
    """The type of the entity that fills; empty for words."""
    entity = found.filler.entity
    return "" if entity is None else type(scene.entities[entity]).__name__.lower()
