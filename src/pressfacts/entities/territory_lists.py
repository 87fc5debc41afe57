"""The territories that follow a noun which several bodies share."""

from collections.abc import Sequence

from pressfacts.entities.growth import TERRITORY_NOUNS
from pressfacts.entities.organization_view import View
from pressfacts.entities.phrase import Phrase
from pressfacts.entities.place_spans import place_words

JOINTS = frozenset((",", "и"))


class TerritoryList(Phrase):
    """A head noun; `plurals` are the tokens that a name of one body has in the singular."""

    def __init__(self, scan: View, head: int) -> None:
        super().__init__(scan, head)
        self.plurals: set[int] = set()

    def territories(self, at: int, *, told: bool) -> list[Sequence[int]]:
        """«Тверской и Псковской областей», «городов Твери и Ржева», «России и Китая»."""
        tokens = self.tokens
        lead: tuple[int, ...] = ()
        if told and self._is_word(at, "по"):
            lead, at = (at,), at + 1
        if at < len(tokens) and tokens[at].lemma in place_words().settlements:
            if tokens[at].number == "Plur":
                self.plurals.add(at)
            lead, at = (*lead, at), at + 1
        found: list[range] = []
        while at < len(tokens):
            end = self._own_name_end(at)
            if end == at:
                break
            found.append(range(at, end))
            if end >= len(tokens) or tokens[end].text not in JOINTS:
                break
            at = end + 1
        if not found or not self.closes(found):
            return []
        common = self._common_territory(found[-1].stop) if len(found) > 1 else range(0)
        if not common and not all(self.scan.is_model(run[-1], "LOC") for run in found):
            return []
        self.plurals.update(common)
        return [(*lead, *run, *common) for run in found]

    def _own_name_end(self, at: int) -> int:
        """A word in the genitive with a capital, and the rest of its name."""
        tokens, end = self.tokens, at
        settled = tokens[at].lemma in place_words().settlements and tokens[at].number == "Sing"
        if settled and at + 1 < len(tokens) and self.scan.is_model(at + 1, "LOC"):
            return self.scan.model[at + 1].last  # «и города Москвы»
        while end < len(tokens) and tokens[end].text[0].isupper():
            if tokens[end].case not in ("Gen", "Dat") and not self.scan.is_model(end, "LOC"):
                break
            end += 1
        own = end > at and end < len(tokens) and tokens[end].lemma in TERRITORY_NOUNS
        return end + 1 if own and tokens[end].number == "Sing" else end

    def _common_territory(self, at: int) -> range:
        """«областей», «городских округов»: the noun that the adjectives share."""
        tokens, end = self.tokens, at
        while end < len(tokens) and tokens[end].pos == "ADJ" and tokens[end].number == "Plur":
            end += 1
        kinds = TERRITORY_NOUNS | place_words().districts
        plural = end < len(tokens) and tokens[end].number == "Plur" and tokens[end].lemma in kinds
        return range(at, end + 1) if plural else range(0)

    def closes(self, found: Sequence[range]) -> bool:
        """Does «и» lead to the last of a list, if there are two?"""
        return len(found) < 2 or self.tokens[found[-1].start - 1].text == "и"
