"""Noun groups of a title: where one ends, and whether a list of them goes on."""

from msgspec import Struct

from pressfacts.entities.index import Index
from pressfacts.entities.posts import Posts, post_noun
from pressfacts.language.morphology import Morphology
from pressfacts.records import Sentence, Token

MODIFIERS = frozenset({"ADJ", "DET", "VERB"})
JOINING = frozenset({",", "и"})


class NounGroups(Struct, frozen=True):
    """Reads noun groups in a case, word by word; names of the release end them."""

    index: Index
    posts: Posts
    morphology: Morphology

    def end(self, number: int, sentence: Sentence, i: int, *cases: str) -> int | None:
        """Where the group that begins at i ends, in the first of the cases that it can stand in."""
        for case in cases:
            end = self._end(number, sentence, i, case)
            if end is not None:
                return end
        return None

    def joined_end(self, number: int, sentence: Sentence, i: int, *cases: str) -> int | None:
        """Where a further group of a list ends whose joint is at i («, инновациям и развитию»).

        After a comma, only a list that ends in «и» is one.
        """
        tokens = sentence.tokens
        if i >= len(tokens) or tokens[i].text not in JOINING or self.index.at(number, i + 1):
            return None
        for case in cases:
            end = self._end(number, sentence, i + 1, case)
            if end is None or self._is_human(tokens[end - 1]):
                continue
            if tokens[i].text == "и" or self._goes_on(number, sentence, end, case):
                return end
        return None

    def _is_human(self, token: Token) -> bool:
        noun = post_noun(token, self.posts, self.morphology)
        return noun is not None and noun.group != "open"

    def _goes_on(self, number: int, sentence: Sentence, end: int, case: str) -> bool:
        tokens = sentence.tokens
        while end < len(tokens):
            if tokens[end].text == "и":
                return self._end(number, sentence, end + 1, case) is not None
            comma = tokens[end].text == ","
            after = self._end(number, sentence, end + comma, case if comma else "Gen")
            if after is None or after <= end:
                return False
            end = after
        return False

    def _end(self, number: int, sentence: Sentence, i: int, case: str) -> int | None:
        tokens, start = sentence.tokens, i
        while i < len(tokens) and self.index.at(number, i) is None:
            token = tokens[i]
            if token.pos in ("NOUN", "PROPN") and self._stands_in(token, case):
                return i + 1
            if token.text == "же" and tokens[i - 1].pos == "DET" and i > start:
                i += 1  # «той же компании»
                continue
            if token.pos not in MODIFIERS or not self._stands_in(token, case):
                return None
            i += 1
        named = i < len(tokens) and self.index.of_type(number, i, "organization", "place")
        return i if named and i > start else None

    def _stands_in(self, token: Token, case: str) -> bool:
        # Animate nouns have one form for the genitive and the accusative, and the model may err.
        animate = token.feats.get("Animacy") == "Anim"
        if token.case == case or (case == "Gen" and animate and token.case == "Acc"):
            return True
        if token.case is None:
            return token.text.isupper()  # «по связям со СМИ»
        # «учитель физики»: the model takes the science for its scholars.
        scholars = case == "Gen" and animate and (token.case, token.number) == ("Nom", "Plur")
        return scholars and any(
            "inan" in parse.tag and "gent" in parse.tag and "sing" in parse.tag
            for parse in self.morphology.unranked(token.text)
        )
