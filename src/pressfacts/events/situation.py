"""A draft among its neighbours: what a resolution step is asked about."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from pressfacts.events.dating import announced_day
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
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
        self._announced: dict[Status, Sequence[Found]] = {}
        self._hosts: dict[tuple[str, ...], Hosts] = {}
        self._named: dict[int, list[tuple[str, Reference]]] = {}

    def beside(self, at: int) -> list[Draft]:
        """The other drafts of the sentence of one."""
        places = self._places[self.drafts[at].sentence]
        return [self.drafts[place] for place in places if place != at] if len(places) > 1 else []

    def in_blocks(self, first: int, last: int) -> list[Draft]:
        """The drafts of a block, of another, and of those between."""
        return self.drafts[bisect_left(self._blocks, first) : bisect_right(self._blocks, last)]

    @cached_property
    def _blocks(self) -> list[int]:
        return [self.scene.sentences[draft.sentence].block for draft in self.drafts]

    @cached_property
    def adopting(self) -> list[int]:
        """The places of the events at which bodies adopt acts and fill posts."""
        return [at for at, draft in enumerate(self.drafts) if draft.rule.trigger.adopts]

    def posts_of(self, people: Collection[str | None]) -> list[Position]:
        """The posts that the release gives to some people, in its order."""
        held = [place for person in people for place in self._posts.get(person, ())]
        return [self.scene.positions[place] for place in sorted(held)]

    @cached_property
    def _posts(self) -> dict[str | None, list[int]]:
        posts: dict[str | None, list[int]] = defaultdict(list)
        for place, post in enumerate(self.scene.positions):
            posts[post.person.entity].append(place)
        return dict(posts)

    def announced_day(self, status: Status) -> Sequence[Found]:
        """The day that the release announces, for what has this status."""
        if status not in self._announced:
            self._announced[status] = announced_day(self.scene, status)
        return self._announced[status]

    def host_of(self, draft: Draft) -> int | None:
        """The place of the event at which another takes place."""
        types = draft.rule.template.hosts
        if not types:
            return None
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
    """A draft among its neighbours."""

    def __init__(self, story: Story, at: int) -> None:
        self.story = story
        self.scene = story.scene
        self.at = at
        self.draft = story.drafts[at]

    def fill(self, role: str, found: tuple[Found, ...]) -> None:
        """Let the draft tell who fills a role."""
        self.draft = replace(self.draft, roles={**self.draft.roles, role: found})
        self.story.drafts[self.at] = self.draft

    @property
    def before(self) -> Iterator[Draft]:
        """The drafts before this one, which are resolved, the last first."""
        return reversed(self.story.drafts[: self.at])

    @property
    def adopting(self) -> Iterator[Draft]:
        """Of those before, the events at which bodies adopt acts and fill posts."""
        places = self.story.adopting
        before = places[: bisect_left(places, self.at)]
        return (self.story.drafts[at] for at in reversed(before))

    @cached_property
    def beside(self) -> list[Draft]:
        """The other drafts of the same sentence."""
        return self.story.beside(self.at)

    @cached_property
    def host(self) -> int | None:
        """The place of the event at which this one takes place."""
        return self.story.host_of(self.draft)


def fits(scene: Scene, found: Found, role: Role) -> bool:
    """May the filler fill the role?"""
    return kind_of(scene, found) in role.fillers


def kind_of(scene: Scene, found: Found) -> str:
    """The type of the entity that fills; empty for words."""
    entity = found.filler.entity
    return "" if entity is None else type(scene.entities[entity]).__name__.lower()
