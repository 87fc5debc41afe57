"""When two fillers are the same: by their value, their entity, or half of their words."""

from collections.abc import Sequence

from msgspec import UNSET

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.scene import Scene
from pressfacts.events.steps import STEPS

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "VERB"})


class Alike:
    """Compares the fillers of a release."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._contents: dict[tuple[int, int, int], frozenset[str]] = {}

    def is_among(self, found: Found, others: Sequence[Found]) -> bool:
        """Is the filler one of some others?"""
        for other in others:  # noqa: SIM110 - for each filler of each pair of mentions
            if self.same(found, other):
                return True
        return False

    def same(self, one: Found, other: Found) -> bool:
        """The same entity or value, or words of which half agree."""
        mine, yours = one.filler, other.filler
        if mine.value is not UNSET or yours.value is not UNSET:
            return mine.value == yours.value
        if mine.entity and yours.entity:
            return mine.entity == yours.entity
        words, others = self._content(one), self._content(other)
        return 2 * len(words & others) >= min(len(words), len(others)) > 0

    def deciding(self, draft: Draft) -> tuple[object, ...]:
        """All that a mention is compared by: equal for mentions of one type that tell the same."""
        template = draft.rule.template
        return (
            self._scene.sentences[draft.sentence].kind == "title",
            *(
                (role, f.filler.entity, f.filler.value, self._content(f), f.rule in STEPS)
                for role in sorted({*template.merge, *template.distinct, "date"})
                for f in draft.roles.get(role, ())
            ),
        )

    def _content(self, found: Found) -> frozenset[str]:
        """The lemmas of a filler's nouns, adjectives, names and numbers."""
        start, end = found.filler.start, found.filler.end
        place = found.sentence, start, end
        content = self._contents.get(place)
        if content is None:
            content = self._contents[place] = frozenset(
                token.lemma
                for token in self._scene.sentences[found.sentence].tokens
                if start <= token.start < end and token.pos in CONTENT
            )
        return content
