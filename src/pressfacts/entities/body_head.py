"""The noun that names the kind of a body, with the adjectives before it."""

from pressfacts.entities.organization_view import View
from pressfacts.entities.vocabulary import head_lemma
from pressfacts.records import Token

DEMONYMS = ("ский", "цкий", "ской")  # most tell where a body stands; the others are listed


def is_demonym(adjective: str) -> bool:
    """«волжский», «донской», but not «студенческий»."""
    return adjective.endswith(DEMONYMS) and not adjective.endswith("ческий")


class Head:
    """A head noun with what belongs to its name so far."""

    def __init__(
        self, scan: View, head: int, *, first: int | None = None, last: int | None = None
    ) -> None:
        self.scan = scan
        self.tokens = scan.tokens
        self.words = scan.words
        self.head = head
        self.lemma = head_lemma(scan.tokens[head].lemma)
        self.first = head if first is None else first
        self.last = head + 1 if last is None else last
        self.named = False  # a quotation, a Latin name, a number, «имени …»
        self.placed = False  # a territory
        self.topical = False  # a topic in the genitive or a field

    # ------------------------------------------------------------ before the head

    def _adjectives(self) -> None:
        tokens, head = self.tokens, self.tokens[self.head]
        first = self.head
        while first > 0 and self._precedes(tokens[first - 1], head):
            first -= 1
        while first < self.head and not self._belongs(first):
            first += 1
        self.first = first

    def _precedes(self, token: Token, head: Token) -> bool:
        return (
            token.pos == "ADJ"
            and token.text[0].isalpha()
            and (token.case == head.case or {token.case, head.case} <= {"Nom", "Acc"})
            and token.number == head.number
        )

    def _belongs(self, i: int) -> bool:
        token = self.tokens[i]
        if self.scan.is_capital(i):
            return True
        if token.text[0].islower() and self.scan.is_capital(self.head):
            return token.lemma in self.words.relational and self.lemma in self.words.territorial
        if token.lemma in self.words.adjectives:
            return True
        if not token.text[0].isupper():
            return False
        if self._is_introduced():
            return True
        if i == 0 and self._is_told_apart() and self._is_common_kind():
            return True  # «Тверской областной суд», «Тульский совет по туризму»
        # The first word of a sentence: the model must see it, and no quotation may follow.
        opens = self.head + 1 in self.scan.quotes or self.scan.is_latin(self.head + 1)
        return self.scan.is_model(i, "ORG") and not opens

    def _descriptive_adjectives(self) -> None:
        """«сахарный завод «Маяк»»: what the body makes or does, not how good or new it is."""
        while self.first > 0:
            token = self.tokens[self.first - 1]
            if not (
                self._precedes(token, self.tokens[self.head])
                and (token.text.islower() or not self.scan.is_capital(self.first - 1))
                and (self.lemma in self.words.by_subject or not is_demonym(token.lemma))
                and token.lemma not in self.words.evaluative
                and self.scan.morphology.parses(token.text.lower())[0].tag.POS == "ADJF"
            ):
                return
            self.first -= 1

    def _is_told_apart(self) -> bool:
        """At the beginning of a sentence: the place's adjective, and a word more."""
        more = self.head > 1 or self._is_word(self.head + 1, "по")
        first = self.tokens[0].lemma
        return more and (is_demonym(first) or first in self.words.supreme)

    def _is_common_kind(self) -> bool:
        return self.lemma in self.words.institution or self.lemma in self.words.authority

    def _is_word(self, i: int, text: str) -> bool:
        return i < len(self.tokens) and self.tokens[i].text == text

    def _is_introduced(self) -> bool:
        """Does an abbreviation in brackets follow, as after a full name?"""
        at = self.last
        return (
            at + 2 < len(self.tokens)
            and self.tokens[at].text == "("
            and self.tokens[at + 2].text == ")"
            and sum(letter.isupper() for letter in self.tokens[at + 1].text) > 1
        )
