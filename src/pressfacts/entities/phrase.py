"""Is a kind of body with what surrounds it a name, and which tokens are it?"""

from typing import NamedTuple

from pressfacts.entities.growth import Growth
from pressfacts.language.morphology import fold


class Share(NamedTuple):
    """The words of one of several bodies with a plural head («министерства обороны и финансов»).

    `words` are the tokens that would make its name if it stood alone, `head` the noun that all of
    the bodies share, `plurals` those of the words that a name alone would have in the singular;
    `first` to `last` is the phrase of them all.
    """

    head: int
    words: tuple[int, ...]
    plurals: frozenset[int]
    first: int
    last: int


class OrganizationSpan(NamedTuple):
    """Tokens that name an organization, half-open; `head` carries the case.

    A `bare` one is a kind with a capital («Дума»), a name only where a fuller one is in the text.
    `alias` tells that it stands in brackets after the name that it abbreviates.
    """

    first: int
    last: int
    head: int
    bare: bool = False
    alias: bool = False
    share: Share | None = None


class Phrase(Growth):
    """A name that a kind opens: «министерство …», «завод «…»»."""

    def read(self) -> OrganizationSpan | None:
        """The whole name, None where it is none."""
        self._adjectives()
        self._complements()
        if self.named and self.lemma in self.words.neutral:
            self.first = self.head
        elif self.lemma in self.words.by_subject or (self.named and self._has_own_name()):
            self._descriptive_adjectives()
        if self.is_unnamed() or self._belongs_to_another():
            return None
        if self._is_bare():
            return OrganizationSpan(self.first, self.last, self.head, bare=True)
        if not self._is_name():
            return None
        return OrganizationSpan(self.first, self.last, self.head)

    def is_unnamed(self) -> bool:
        """«совет директоров», «учёный совет», «управление корпорации»: common nouns all of them."""
        tokens, after = self.tokens, self.head + 1
        if self.head > 0:
            adjective = f"{tokens[self.head - 1].lemma} {self.lemma}"
            if adjective in self.words.unnamed_kinds:
                return True
        if after >= self.last:
            return False
        if f"{self.lemma} {fold(tokens[after].text)}" in self.words.unnamed_of:
            return True
        return (
            self.last == after + 1
            and tokens[after].text.islower()
            and self.words.is_plain(tokens[after].lemma)
            and not self.scan.is_capital(self.head)
        )

    def _has_own_name(self) -> bool:
        """A quotation or a number at once after the kind."""
        after = self.head + 1
        return after in self.scan.quotes or self.tokens[after].text.startswith("№")

    def _belongs_to_another(self) -> bool:
        """«организация шахты «…»», «парк «Тополь»»: its own name is not here, or it is a place."""
        tokens, after = self.tokens, self.head + 1
        wanted = self.words.only_with.get(self.lemma)
        if wanted is not None:
            return not any(tokens[i].lemma in wanted for i in range(self.first, self.head))
        return (
            after + 1 < self.last
            and tokens[self.head].text[0].islower()
            and self.lemma in self.words.company
            and tokens[after].lemma in self.words.institution
            and tokens[after].number == "Sing"
            and after + 1 in self.scan.quotes
        )

    def _is_bare(self) -> bool:
        """A kind with a capital, or with adjectives that every such body has."""
        return (
            self.last == self.head + 1
            and self.scan.is_capital(self.head)
            and self.lemma not in self.words.alone
            and self.first == self.head
            and not self._is_compound_name()
        ) or self._lacks_topic()

    def _is_compound_name(self) -> bool:
        """«Донмелиоцентр»: a compound that the model takes for a name of its own."""
        compound = self.tokens[self.head].lemma != self.lemma
        return compound and self.scan.is_model(self.head, "ORG")

    def _lacks_topic(self) -> bool:
        """«Татарстанское министерство», «Учёный совет»: an adjective is not enough."""
        return (
            self.lemma in self.words.needs_topic
            and not (self.named or self.topical or self.placed or self._is_introduced())
            and not self._opens_as_name()
            and not self.scan.is_capital(self.head)
        )

    def _is_complete(self) -> bool:
        """«торговое представительство России в Индии», «отделение Академии наук»."""
        if self.lemma in self.words.with_host_country:
            return self.placed and self.first < self.head
        if self.lemma in self.words.territorial:  # «Городской совет Твери»
            return self.placed and self.first == 0 < self.head
        capital = any(self.scan.is_capital(i) for i in range(self.head + 1, self.last))
        return self.lemma in self.words.common_units and self.topical and capital

    def _opens_as_name(self) -> bool:
        """At the beginning of a sentence, where a capital tells nothing.

        «Союз кузнецов», «Тверской областной суд»: a topic, or a second adjective after the place's.
        """
        if self.first > 0 or not self.tokens[0].text[0].isupper():
            return False
        if self.first == self.head:
            return self.topical and self.lemma in self.words.associations
        return self._is_common_kind() and self._is_told_apart()

    def _is_name(self) -> bool:
        lower = self.tokens[self.head].text[0].islower()
        if self._is_introduced() and self.tokens[self.first].text[0].isupper():
            return True
        if self.named:
            unit = lower and self.lemma in self.words.never_lower
            return not (lower and self.lemma == "филиал") and not (
                unit and self.head + 1 < self.last and self.scan.is_legal(self.head + 1)
            )
        return self._is_name_by_topic(lower=lower)

    def _is_name_by_topic(self, *, lower: bool) -> bool:
        """A kind with adjectives, a topic or a territory, and nothing that is a name by itself."""
        scan = self.scan
        capital = any(scan.is_capital(i) for i in range(self.first, self.head))
        described = self.lemma in self.words.by_subject and self.first < self.head
        if described or self._opens_as_name():
            return True
        if lower and self.lemma in self.words.never_lower and not capital:
            return self._is_complete()
        if self.lemma in self.words.company and not (capital or self.topical or self.placed):
            return scan.is_capital(self.head)  # «Сетевая компания» at the beginning of a sentence
        seen = sum(scan.is_model(i, "ORG") for i in range(self.first, self.last))
        if capital:
            return self.lemma not in self.words.company or seen > 1
        if scan.is_capital(self.head) or scan.is_model(self.head, "ORG"):
            if self.lemma in self.words.alone or self.first < self.head:
                return True
            return self.topical or self.placed or seen > 1
        if self.lemma in self.words.territorial:
            return self.placed
        return self.words.is_topical(self.lemma) and (self.topical or self.placed)
