"""The events at which others take place: a forum with its speeches."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from pressfacts.events.drafts import Draft
from pressfacts.events.scene import Scene


class Host(Struct, frozen=True):
    """A possible host: its place among the drafts, its sentence and its word."""

    place: int
    sentence: int
    token: int


class Hosts(Struct, frozen=True):
    """Possible hosts in the order of the text.

    `gathering` is the first event that holds others even from afar, and is it up to sentence
    `until`: from there on another kind of them is told too.
    """

    hosts: list[Host]
    sentences: list[int]  # of each
    gathering: Host | None
    until: float

    def of(self, scene: Scene, draft: Draft) -> int | None:
        """The place of the event that a draft is part of: in its sentence, else in its block.

        Else it is the only one of its kind so far: the others before it are told as the same.
        """
        behind = bisect_left(self.sentences, draft.sentence)
        here = self.hosts[behind : bisect_right(self.sentences, draft.sentence, behind)]
        around = [host for host in here if not _holds(scene, host, draft)]
        if around:
            return min(around, key=lambda host: abs(host.token - draft.token)).place
        before = self.hosts[behind - 1] if behind else None
        if before is None:
            return None
        if scene.sentences[before.sentence].block == scene.sentences[draft.sentence].block:
            return before.place
        if self.gathering is None or not self.gathering.sentence < draft.sentence <= self.until:
            return None
        return self.gathering.place


def find_hosts(scene: Scene, drafts: Sequence[Draft], types: tuple[str, ...]) -> Hosts:
    """The drafts of these types, of which the first type holds others even from afar."""
    hosts = [
        Host(at, draft.sentence, draft.token)
        for at, draft in enumerate(drafts)
        if draft.rule.type in types and _is_host(scene, draft)
    ]
    gatherings = [h for h in hosts if drafts[h.place].type == types[0] and _is_one(scene, h)]
    others = (h.sentence for h in gatherings if _lemma(scene, h) != _lemma(scene, gatherings[0]))
    return Hosts(
        hosts=hosts,
        sentences=[host.sentence for host in hosts],
        gathering=gatherings[0] if gatherings else None,
        until=next(others, float("inf")),
    )


def _is_host(scene: Scene, draft: Draft) -> bool:
    """A noun for the event itself, and no word for its organizers or guests."""
    trigger = draft.rule.trigger
    if not trigger.alone and trigger.roles:
        return False
    return scene.sentences[draft.sentence].tokens[draft.token].pos == "NOUN"


def _holds(scene: Scene, host: Host, draft: Draft) -> bool:
    """«участие в пресс-конференции»: the same event by another word."""
    return draft.token in scene.syntax(host.sentence).subtree(host.token)


def _is_one(scene: Scene, host: Host) -> bool:
    """«прошли круглые столы»: of several, nobody can say at which."""
    token = scene.sentences[host.sentence].tokens[host.token]
    plural_only = token.lemma.endswith(("ы", "и", "я"))  # «чтения», «слушания»
    return token.number != "Plur" or plural_only


def _lemma(scene: Scene, host: Host) -> str:
    return scene.sentences[host.sentence].tokens[host.token].lemma
