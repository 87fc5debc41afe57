"""The name of an organization grows behind its head noun.

A quotation, a topic in the genitive, a field («по …»), a number, a host («при …») or a territory
follow.
"""

from pressfacts.entities.body_head import Head
from pressfacts.entities.organization_view import TITLE_LENGTH, short_names
from pressfacts.entities.places import code_of
from pressfacts.entities.vocabulary import heads, person_words
from pressfacts.language.morphology import CASES, fold

TERRITORY_NOUNS = frozenset(
    ("область", "край", "республика", "город", "район", "округ", "регион", "провинция", "поселок")
)

ACTIVITY = "ние"  # nouns of doing, which may take an instrumental


class Growth(Head):
    """A head noun with what belongs to its name so far."""

    def _complements(self) -> None:
        lower = self.tokens[self.head].text[0].islower()
        if lower and self.lemma in ("совет", "собрание", "филиал", "правление"):
            capital = any(self.scan.is_capital(i) for i in range(self.first, self.head))
            opening = self.first == 0 and self._is_told_apart()
            if not (capital or opening) and self.last not in self.scan.quotes:
                return
        while self.last < len(self.tokens):
            before = self.last
            if self._name() or (not self.named and self._kind_goes_on()):
                pass
            elif not self.named:
                _ = (
                    self.territory()
                    or self._body()
                    or self._genitive()
                    or self._field()
                    or self._host()
                    or self._coordinated()
                    or self._manner()
                )
            if self.last == before:
                return

    def _name(self) -> bool:
        """A quotation, a Latin name, a number, «имени …», a name that the model sees."""
        at, scan = self.last, self.scan
        token = self.tokens[at]
        if self.named and token.text not in ("им", "имени"):
            return False
        if at in scan.quotes and self._is_title_of_another(at):
            return False
        if at in scan.quotes and scan.quotes[at].last - at <= TITLE_LENGTH:
            self.last, self.named = scan.quotes[at].last, True
        elif scan.is_latin(at) and token.text[0].isupper() and len(token.text) > 1:
            self.last, self.named = scan.latin_run(at), True
        elif token.text in ("№", "N") and at + 1 < len(self.tokens):
            self.last, self.named = at + 2, True
        elif token.text.startswith("№") and len(token.text) > 1:
            self.last, self.named = at + 1, True
        elif token.lemma in ("им", "имя") and token.text.lower() in ("им", "имени"):
            self._in_honour(at + 1)
        elif self._is_apposed_name(at):
            while self.last < len(self.tokens) and scan.is_model(self.last, "ORG"):
                self.last += 1
            self.named = True
        return self.last > at

    def _is_title_of_another(self, at: int) -> bool:
        """«премия Ладожской палаты «Рыбак»»: the title belongs to a noun before the body."""
        noun = self.scan.title_noun(at)
        return noun is not None and noun < self.first

    def _is_apposed_name(self, at: int) -> bool:
        """«компания Яндекс», «корпорация Ростех»."""
        token = self.tokens[at]
        return (
            self.lemma in self.words.company
            and self.scan.is_model(at, "ORG")
            and token.text[0].isupper()
            and at == self.head + 1
            and token.lemma not in heads()
        )

    def _in_honour(self, at: int) -> None:
        last = at
        while last < len(self.tokens) and (
            self.tokens[last].text == "."
            or (self.tokens[last].text[0].isupper() and self.tokens[last].text[0].isalpha())
            or self._is_rank(last)
        ):
            last += 1
        while last > at and self.tokens[last - 1].text == ".":
            last -= 1
        if last > at:
            self.last, self.named = last, True

    def _is_rank(self, i: int) -> bool:
        """«имени купца Лужкова», «имени Героя Труда»: who it was, before the name."""
        token = self.tokens[i]
        if token.pos != "NOUN" or token.case != "Gen" or i + 1 == len(self.tokens):
            return False
        named = self.tokens[i + 1].text[0].isupper()
        return named and token.feats.get("Animacy") == "Anim"

    def _kind_goes_on(self) -> bool:
        """«компания ООО «…»», «агентство ИТАР»: a legal form after the kind."""
        if self.last < len(self.tokens) and self.scan.is_legal(self.last):
            self.last += 1
            return True
        return False

    def territory(self) -> bool:
        """A place in the genitive, or apposed, or after «по»; «области», «города»."""
        at = self.last
        if at >= len(self.tokens):
            return False
        start = at + 1 if self._is_word(at, "по") else at
        if start >= len(self.tokens):
            return False
        place = self._place_at(start)
        if place > at == start and self._bears(at, place):
            self.last, self.named = place, True
            return True
        if place == start or (start == at and not self._is_governed(start, place)):
            return False
        self.last, self.placed = place, True
        if start > at and self._is_word(place, "и") and place + 1 < len(self.tokens):
            second = self._place_at(place + 1)
            self.last = second if second > place + 1 else place
        return True

    def _bears(self, at: int, last: int) -> bool:
        """«университет Фирдоуси»: a name that the model takes for a place, and no table has."""
        words = self.tokens[at:last]
        return (
            self.lemma in self.words.institution
            and at == self.head + 1
            and last - at > 1
            and words[0].pos != "ADJ"
            and all(word.text[0].isupper() for word in words)
            and not any(code_of(word.text) for word in words)
        )

    def _place_at(self, at: int) -> int:
        """Where the place that begins at a token ends; `at` where there is none."""
        scan, tokens = self.scan, self.tokens
        start = at
        while start < len(tokens) and (
            tokens[start].lemma in ("город", "городской", "поселок", "муниципальный", "г", "о")
            or (tokens[start].text == "." and start > at)
        ):
            start += 1
        if start < len(tokens) and start > at and tokens[start].lemma in ("округ", "район"):
            start += 1
        if start < len(tokens) and scan.is_model(start, "LOC"):
            return self._with_bracket(scan.model[start].last)
        if tokens[at].text == "РС" and self._with_bracket(at + 1) > at + 1:
            return self._with_bracket(at + 1)
        token = tokens[at]
        if (
            token.lemma in TERRITORY_NOUNS
            and token.case in ("Gen", "Dat")
            and token.number == "Sing"
        ):
            return at + 1
        return at

    def _with_bracket(self, last: int) -> int:
        """«Саха (Якутия)», «РС(Я)»: the bracket belongs to the name."""
        tokens = self.tokens
        if last and last < len(tokens) and tokens[last].text == ")":
            return last + 1 if any(t.text == "(" for t in tokens[max(0, last - 3) : last]) else last
        if last + 2 < len(tokens) and tokens[last].text == "(" and tokens[last + 2].text == ")":
            inner = tokens[last + 1]
            if inner.lemma in ("якутия", "я", "чувашия") and inner.text[0].isupper():
                return last + 3
        return last

    def _is_governed(self, start: int, last: int) -> bool:
        token = self.tokens[last - 1]
        if token.case == "Gen" or token.text.isupper() or self.tokens[start].case == "Gen":
            return True
        return token.case == "Nom" and token.rel in ("appos", "flat:name", "flat:foreign")

    def _body(self) -> bool:
        """The body that this one is a part of, by its abbreviation: «РАН», «СК России»."""
        at = self.last
        token = self.tokens[at]
        if not self.scan.is_model(at, "ORG") and fold(token.text) not in short_names():
            return False
        if not token.text[:2].isupper() and fold(token.text) not in short_names():
            return False
        self.last, self.topical = at + 1, True
        return True

    def _genitive(self) -> bool:
        """A noun in the genitive with its adjectives."""
        noun = self._noun_phrase(self.last, "Gen")
        if noun is None or self.named or self.tokens[noun].lemma in self.words.terms:
            return False
        if not self._hangs_on(noun):
            return False
        self.last, self.topical = noun + 1, True
        if self.tokens[noun].lemma in person_words().families:
            while self.last < len(self.tokens) and self.scan.is_model(self.last, "PER"):
                self.last += 1
        return True

    def _manner(self) -> bool:
        """«стрельбы из лука», «работе с населением», «управления краем» inside a topic."""
        at = self.last
        if self.topical and self.tokens[at - 1].lemma.endswith(ACTIVITY):
            noun = self._noun_phrase(at, "Ins")
            if noun is not None and self.tokens[noun].head == at - 1:
                self.last = noun + 1
                return True
        if not self.topical or self.tokens[at].text not in self.words.manners:
            return False
        for case in self.words.manners[self.tokens[at].text]:
            noun = self._noun_phrase(at + 1, case)
            if noun is not None and self.first <= self.tokens[noun].head < at:
                self.last = noun + 1
                return True
        return False

    def _noun_phrase(self, at: int, case: str) -> int | None:
        """The noun of a phrase that begins at a token, adjectives first."""
        i = at
        while i < len(self.tokens) and self.tokens[i].pos == "ADJ" and self.tokens[i].case == case:
            i += 1
        if i >= len(self.tokens) or self.tokens[i].pos not in ("NOUN", "PROPN"):
            return None
        if self.scan.is_model(i, "PER") or self.scan.is_model(i, "LOC"):
            return None
        if self.tokens[i].text.islower() and self._is_word(i + 1, ".") and i + 2 < len(self.tokens):
            return None  # «проф.», «зам.»
        return i if self._may_be(i, case) else None

    def _may_be(self, i: int, case: str) -> bool:
        """The model's case, or one that the form allows where the tree hangs it on a noun."""
        token = self.tokens[i]
        if token.case == case:
            return True
        return token.rel in ("nmod", "conj") and any(
            tag.case in CASES[case] for tag in self.scan.morphology.tags(token.text.lower())
        )

    def _hangs_on(self, noun: int) -> bool:
        governor = self.tokens[noun].head
        return self.first <= governor < self.last or self.scan.is_model(noun, "ORG")

    def _coordinated(self) -> bool:
        """«промышленности и торговли», «труда, занятости и …»."""
        at = self.last
        if not self.topical or self.tokens[at].text not in ("и", ","):
            return False
        previous = self.tokens[at - 1].case
        noun = self._noun_phrase(at + 1, previous) if previous in ("Gen", "Dat") else None
        if noun is None or self.scan.is_legal(noun):
            return False
        if self.tokens[noun].lemma in heads() and self.tokens[noun].number != "Plur":
            return False
        if not self._is_conjoined(noun):
            return False
        if self.tokens[at].text == "," and not self._list_goes_on(noun + 1):
            return False
        self.last = noun + 1
        return True

    def _is_conjoined(self, noun: int) -> bool:
        token = self.tokens[noun]
        return token.rel == "conj" and self.head < token.head < self.last

    def _list_goes_on(self, at: int) -> bool:
        return any(self._is_word(i, "и") for i in range(at, min(at + 4, len(self.tokens))))

    def _field(self) -> bool:
        """«по образованию», «по вопросам …»."""
        if not self._is_word(self.last, "по") or self.lemma not in self.words.with_field:
            return False
        noun = self._noun_phrase(self.last + 1, "Dat")
        if noun is None or not self.first <= self.tokens[noun].head < self.last:
            return False
        self.last, self.topical = noun + 1, True
        return True

    def _host(self) -> bool:
        """«при Президенте …», and «в РФ» after an embassy."""
        at = self.last
        if self.lemma in self.words.with_host_country and self.tokens[at].text in ("в", "во"):
            place = self._place_at(at + 1) if at + 1 < len(self.tokens) else at + 1
            if place > at + 1:
                self.last, self.placed = place, True
                return True
        if self._is_word(at, "при") and self.scan.is_capital(self.head):
            noun = self._noun_phrase(at + 1, "Loc")
            if noun is not None:
                self.last, self.topical = noun + 1, True
                return True
        if self._is_word(at, "в") and self.lemma == "совет" and self.topical:
            place = self._place_at(at + 1) if at + 1 < len(self.tokens) else at + 1
            if place > at + 1:
                self.last, self.placed = place, True
                return True
        return False
