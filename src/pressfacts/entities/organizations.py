"""Where organizations are named: descriptor, name, legal form, body and territory as one span.

A kind of body («министерство», «завод», «кафедра») opens a name that adjectives precede and a
quotation, a topic in the genitive, a field («по …»), a number or a territory follow. What stands
there decides whether it is a name at all: «совет директоров» is none. Names without a kind are
taken from the model.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pressfacts.entities.vocabulary import Kinds, heads, kinds
from pressfacts.entities.nominative import nominatives
from pressfacts.entities.places import cities, table_key
from pressfacts.entities.quotes import ALL as QUOTE_MARKS
from pressfacts.entities.quotes import Quote, find_quotes
from pressfacts.language import Morphology
from pressfacts.language.morphology import CASES, fold
from pressfacts.records import NameSpan, Sentence, Token

TITLE_LENGTH = 14  # tokens of the longest quotation that may be a name or a title
TERRITORY_NOUNS = frozenset(
    ("область", "край", "республика", "город", "район", "округ", "регион", "провинция", "поселок")
)


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


class Scan:
    """One sentence with its quotations and the model's spans by token."""

    def __init__(self, sentence: Sentence, morphology: Morphology) -> None:
        self.morphology = morphology
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words: Kinds = kinds()
        self.quotes = {quote.first: quote for quote in reversed(find_quotes(sentence.tokens))}
        self.model = {
            i: name
            for name in map(self._corrected, sentence.names)
            for i in range(name.first, name.last)
        }
        self.titles = self._titles()

    def _corrected(self, name: NameSpan) -> NameSpan:
        """Unions of states are bodies, though the model takes them for places."""
        lemmas = " ".join(token.lemma for token in self.tokens[name.first : name.last])
        known = lemmas in self.words.known or lemmas in short_names()
        return NameSpan("ORG", name.first, name.last) if known and name.type == "LOC" else name

    # ------------------------------------------------------------ what a token is

    def is_model(self, i: int, kind: str) -> bool:
        """Does the model see a name of this kind at token i?"""
        return i in self.model and self.model[i].type == kind

    def token(self, i: int) -> Token | None:
        """The token, None outside the sentence."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def is_capital(self, i: int) -> bool:
        """A capital that is not owed to the beginning of a sentence or quotation."""
        return (
            self.tokens[i].text[0].isupper()
            and i > 0
            and self.tokens[i - 1].text not in QUOTE_MARKS | {".", "-", "–", "—", "•", ":"}
        )

    def is_head(self, i: int) -> bool:
        token = self.tokens[i]
        return (
            token.lemma in heads()
            and token.pos in ("NOUN", "PROPN")
            and not self.is_model(i, "PER")
            and not self.is_model(i, "LOC")
            and not (token.number == "Plur" and not self.is_capital(i))
        )

    def is_legal(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text.isupper() and fold(token.text) in self.words.legal

    def is_latin(self, i: int) -> bool:
        token = self.token(i)
        return (
            token is not None
            and token.text[0].isalpha()
            and not "а" <= fold(token.text)[0] <= "я"
        )

    def _titles(self) -> list[Quote]:
        """Quotations that are titles of works, events and products."""
        return [
            quote
            for quote in self.quotes.values()
            if self._titled_before(quote.first) or self._titled_after(quote.last)
        ]

    def _titled_after(self, at: int) -> bool:
        """«Роса» – серия увлажнителей»: the thing is told after a dash."""
        dash = self.token(at)
        after = [self.token(at + 1), self.token(at + 2)]
        return (
            dash is not None
            and dash.text in ("–", "—", "-")
            and any(t is not None and t.lemma in self.words.titled and t.case == "Nom" for t in after)
        )

    def _titled_before(self, at: int) -> bool:
        """Is the noun that governs a quotation the name of a thing with a title?"""
        if at > 2 and self.tokens[at - 1].text in ("и", ",") and self.tokens[at - 2].text in QUOTE_MARKS:
            before = next((q for q in self.quotes.values() if q.last == at - 1), None)
            return before is not None and self._titled_before(before.first)
        if at > 1 and self.tokens[at - 1].text == "," and self.tokens[at - 2].number == "Plur":
            at -= 1
        for i in range(at - 1, max(-1, at - 6), -1):
            token = self.tokens[i]
            if token.lemma in self.words.titled:
                return True
            if token.lemma in heads() or token.pos in ("VERB", "ADP", "PUNCT", "AUX"):
                return False
        return False

    def in_title(self, i: int) -> bool:
        return any(quote.first <= i < quote.last for quote in self.titles)

    # ------------------------------------------------------------ the search

    def find(self) -> Iterator[OrganizationSpan]:
        """The organizations of the sentence, from left to right, none inside another."""
        i = 0
        while i < len(self.tokens):
            span = None if self.in_title(i) else self._at(i)
            if span is None:
                i += 1
                continue
            yield span
            i = span.last
            alias = self._alias(i)
            if alias:
                yield alias
                i = alias.last

    def _at(self, i: int) -> OrganizationSpan | None:
        if self.is_legal(i) and (i + 1 in self.quotes or self.is_model(i + 1, "ORG")):
            return self._legal(i)
        if self.is_head(i):
            span = Phrase(self, i).read()
            if span:
                return span
        if i in self.quotes:
            return self._quoted(self.quotes[i])
        if self.is_latin(i):
            return self._latin_name(i)
        if self._is_known(i) or self._opens_model_name(i):
            return self._modelled(i)
        return None

    def _legal(self, i: int) -> OrganizationSpan:
        last = i + 1
        while self.token(last) and self.is_legal(last):
            last += 1
        if last in self.quotes:
            return OrganizationSpan(i, self.quotes[last].last, i)
        while self.token(last) and self.is_model(last, "ORG"):
            last += 1
        return OrganizationSpan(i, self._without_tail(i, last), i)

    def _quoted(self, quote: Quote) -> OrganizationSpan | None:
        """A quotation alone is a name where the model says so for most of it."""
        inside = quote.inside
        seen = sum(self.is_model(i, "ORG") for i in inside)
        if quote.last - quote.first > TITLE_LENGTH or seen * 2 <= len(inside):
            return None
        if self.tokens[quote.first + 1].text[0].islower():
            return None
        if any(self.tokens[i].pos == "VERB" for i in inside):
            return None
        return OrganizationSpan(quote.first, quote.last, self._head_inside(quote))

    def _head_inside(self, quote: Quote) -> int:
        return next(
            (i for i in quote.inside if self.tokens[i].pos not in ("ADJ", "PUNCT")),
            quote.first + 1,
        )

    # ------------------------------------------------------------ Latin names

    def latin_run(self, i: int) -> int:
        """Where a run of Latin words with its legal form ends."""
        last = i
        while last < len(self.tokens):
            step = self._latin_step(last)
            if not step:
                break
            last += step
        return last

    def _latin_step(self, i: int) -> int:
        """How many tokens from i on go on with a Latin name."""
        if self.is_latin(i):
            return 1
        text = self.tokens[i].text
        if text == "&" and self.is_latin(i + 1):
            return 2
        if text == "." and self.is_latin(i + 1) and self._touches(i) and self._touches(i + 1):
            return 2  # «Site.com», «A.Ş.»
        if text == "." and self._is_latin_legal(i - 1):
            return 1
        if text == "." and self._touches(i) and len(self.tokens[i - 1].text) == 1:
            return 1
        return 2 if text == "," and self._is_latin_legal(i + 1) else 0

    def _touches(self, i: int) -> bool:
        return self.tokens[i].start == self.tokens[i - 1].end

    def _is_latin_legal(self, i: int) -> bool:
        return self.is_latin(i) and self.tokens[i].text.lower().rstrip(".") in self.words.latin_legal

    def _latin_name(self, i: int) -> OrganizationSpan | None:
        last = self.latin_run(i)
        legal = any(self._is_latin_legal(j) for j in range(i + 1, last))
        seen = any(self.is_model(j, "ORG") for j in range(i, last))
        product = i > 0 and self.tokens[i - 1].lemma in self.words.products
        if not (legal or seen) or product or not self.tokens[i].text[0].isupper():
            return None
        return OrganizationSpan(i, last, i)

    # ------------------------------------------------------------ names that only the model sees

    def _is_known(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text[0].isupper() and fold(token.text) in short_names()

    def _opens_model_name(self, i: int) -> bool:
        return self.is_model(i, "ORG") and (i == 0 or self.model.get(i - 1) is not self.model[i])

    def _modelled(self, i: int) -> OrganizationSpan | None:
        last = self.model[i].last if self.is_model(i, "ORG") else i + 1
        first = i
        for j in range(i, last):
            if self.is_head(j):
                phrase = Phrase(self, j).read()
                if phrase and phrase.first == i:
                    return phrase
                if phrase and all(self.tokens[k].pos == "ADJ" for k in range(i, phrase.first)):
                    return phrase
                if phrase and phrase.first < last:
                    last = phrase.first
                break
        while first < last and not self.tokens[first].text[0].isalnum():
            first += 1
        last = next(
            (j for j in range(first, last) if self.tokens[j].pos == "VERB" or self._is_noise(j)), last
        )
        last = self._without_tail(first, last)
        if first >= last or not self._is_name(first, last):
            return None
        if self.tokens[first - 1].lemma in self.words.titled and first > 0:
            return None
        head = next((j for j in range(first, last) if self.tokens[j].pos != "ADJ"), first)
        phrase = Phrase(self, head, first=first, last=last)
        if phrase.is_unnamed() or (last == first + 1 and self._is_city(first)):
            return None
        phrase.territory()
        return OrganizationSpan(first, phrase.last, head)

    def _is_city(self, i: int) -> bool:
        """A place after «в», «из»: «в Сортавале» that the model took for a body."""
        if i == 0 or self.tokens[i - 1].text not in ("в", "во", "из", "до"):
            return False
        names = nominatives(self.tokens[i].text, self.morphology)
        return any(table_key(name) in cities() for name, _ in names)

    def _is_noise(self, i: int) -> bool:
        return self.tokens[i].text in ("|", "›", "+", "»", "(", ")", "/", "·", "•", ":")

    def _without_tail(self, first: int, last: int) -> int:
        while last > first + 1 and not self.tokens[last - 1].text[-1].isalnum():
            if self.tokens[last - 1].text in QUOTE_MARKS and any(
                t.text in QUOTE_MARKS for t in self.tokens[first : last - 1]
            ):
                break
            last -= 1
        return last

    def _is_name(self, first: int, last: int) -> bool:
        words = [t for t in self.tokens[first:last] if t.text[0].isalpha()]
        if not words or not any(word.text[0].isupper() for word in words):
            return False
        if len(words) == 1:
            word = words[0]
            common = word.pos in ("NOUN", "VERB", "ADV", "ADJ") and not word.text[1:2].isupper()
            common = common or word.lemma in heads()
            return fold(word.text) not in self.words.no_names and not (
                common and not self.is_capital(first)
            )
        return True

    # ------------------------------------------------------------ aliases in brackets

    def _alias(self, i: int) -> OrganizationSpan | None:
        """«(РФПИ)», «(далее – Банк)»: another name of what stands before."""
        if not self.token(i) or self.tokens[i].text != "(":
            return None
        close = next(
            (j for j in range(i + 1, min(i + 9, len(self.tokens))) if self.tokens[j].text == ")"), 0
        )
        first = i + 1
        if not close:
            return None
        if self.tokens[first].lemma in ("далее", "дальше"):
            first += 1
            while first < close and not self.tokens[first].text[0].isalnum():
                if self.tokens[first].text in QUOTE_MARKS:
                    break
                first += 1
            return OrganizationSpan(first, close, first, alias=True) if first < close else None
        text = self.tokens[first].text
        if self.is_legal(first) and first + 1 in self.quotes and self.quotes[first + 1].last == close:
            return OrganizationSpan(first, close, first, alias=True)
        short = close - first <= 3 and sum(letter.isupper() for letter in text) >= 2
        return OrganizationSpan(first, close, first, alias=True) if short else None


class Phrase:
    """A name that grows around its head noun."""

    def __init__(
        self, scan: Scan, head: int, *, first: int | None = None, last: int | None = None
    ) -> None:
        self.scan = scan
        self.tokens = scan.tokens
        self.words = scan.words
        self.head = head
        self.lemma = scan.tokens[head].lemma
        self.first = head if first is None else first
        self.last = head + 1 if last is None else last
        self.named = False  # a quotation, a Latin name, a number, «имени …»
        self.placed = False  # a territory
        self.topical = False  # a topic in the genitive or a field

    def read(self) -> OrganizationSpan | None:
        """The whole name, None where it is none."""
        self._adjectives()
        self._complements()
        if self.named and self.lemma in self.words.neutral:
            self.first = self.head
        if self.is_unnamed():
            return None
        if self._is_bare():
            return OrganizationSpan(self.first, self.last, self.head, bare=True)
        if not self._is_name():
            return None
        return OrganizationSpan(self.first, self.last, self.head)

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
        # The first word of a sentence: the model must see it, and no quotation may follow.
        opens = self.head + 1 in self.scan.quotes or self.scan.is_latin(self.head + 1)
        return self.scan.is_model(i, "ORG") and not opens

    # ------------------------------------------------------------ after the head

    def _complements(self) -> None:
        lower = self.tokens[self.head].text[0].islower()
        if lower and self.lemma in ("совет", "собрание", "филиал", "правление"):
            capital = any(self.scan.is_capital(i) for i in range(self.first, self.head))
            if not capital and self.last not in self.scan.quotes:
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
                )
            if self.last == before:
                return

    def _name(self) -> bool:
        """A quotation, a Latin name, a number, «имени …», a name that the model sees."""
        at, scan = self.last, self.scan
        token = self.tokens[at]
        if self.named and token.text not in ("им", "имени"):
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
            or self.tokens[last].lemma in ("академик", "профессор", "святой", "генерал", "маршал")
        ):
            last += 1
        while last > at and self.tokens[last - 1].text == ".":
            last -= 1
        if last > at:
            self.last, self.named = last, True

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
        if place > start and (start > at or self._is_governed(start, place)):
            self.last, self.placed = place, True
            if start > at and self._is_word(place, "и"):
                self.last = max(place, self._place_at(place + 1)) if place + 1 < len(self.tokens) else place
                if self.last == place + 1:
                    self.last = place
            return True
        return False

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
        if token.lemma in TERRITORY_NOUNS and token.case in ("Gen", "Dat") and token.number == "Sing":
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
        if noun is None or self.named:
            return False
        if not self._hangs_on(noun):
            return False
        self.last, self.topical = noun + 1, True
        return True

    def _noun_phrase(self, at: int, case: str) -> int | None:
        """The noun of a phrase that begins at a token, adjectives first."""
        i = at
        while i < len(self.tokens) and self.tokens[i].pos == "ADJ" and self.tokens[i].case == case:
            i += 1
        if i >= len(self.tokens) or self.tokens[i].pos not in ("NOUN", "PROPN"):
            return None
        if self.scan.is_model(i, "PER") or self.scan.is_model(i, "LOC"):
            return None
        return i if self._may_be(i, case) else None

    def _may_be(self, i: int, case: str) -> bool:
        """The model's case, or one that the form allows where the tree hangs it on a noun."""
        token = self.tokens[i]
        if token.case == case:
            return True
        return token.rel == "nmod" and any(
            parse.tag.case in CASES[case]
            for parse in self.scan.morphology.parses(token.text.lower())
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
        if noun is None or self.tokens[noun].lemma in heads() or self.scan.is_legal(noun):
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
        if self._is_word(at, "в") and self.lemma in self.words.with_host_country:
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

    def _is_word(self, i: int, text: str) -> bool:
        return i < len(self.tokens) and self.tokens[i].text == text

    # ------------------------------------------------------------ is it a name?

    def _is_introduced(self) -> bool:
        """Does an abbreviation in brackets follow, as after a full name?"""
        at = self.last
        return (
            at + 2 < len(self.tokens)
            and self.tokens[at].text == "("
            and self.tokens[at + 2].text == ")"
            and sum(letter.isupper() for letter in self.tokens[at + 1].text) > 1
        )

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
            and tokens[after].lemma in self.words.company | self.words.institution
            and not self.scan.is_capital(self.head)
        )

    def _is_bare(self) -> bool:
        """A kind with a capital, or with adjectives that every such body has."""
        return (
            self.last == self.head + 1
            and self.scan.is_capital(self.head)
            and self.lemma not in self.words.alone
            and self.first == self.head
        ) or self._lacks_topic()

    def _lacks_topic(self) -> bool:
        """«Татарстанское министерство», «Учёный совет»: an adjective is not enough."""
        return (
            self.lemma in self.words.needs_topic
            and not (self.named or self.topical or self.placed or self._is_introduced())
            and not self.scan.is_capital(self.head)
        )

    def _is_name(self) -> bool:
        scan = self.scan
        lower = self.tokens[self.head].text[0].islower()
        capital = any(scan.is_capital(i) for i in range(self.first, self.head))
        if self._is_introduced() and self.tokens[self.first].text[0].isupper():
            return True
        if self.named:
            return not (lower and self.lemma == "филиал")
        if lower and self.lemma in self.words.never_lower and not capital:
            return False
        seen = sum(scan.is_model(i, "ORG") for i in range(self.first, self.last))
        if capital:
            return self.lemma not in self.words.company or seen > 1
        if scan.is_capital(self.head) or scan.is_model(self.head, "ORG"):
            if self.lemma in self.words.alone or self.first < self.head:
                return True
            return self.topical or self.placed or seen > 1
        if self.lemma in self.words.territorial:
            return self.placed
        return self.lemma in self.words.topical and (self.topical or self.placed)


@cache
def short_names() -> frozenset[str]:
    """Folded short names of known bodies."""
    return frozenset(short for names in kinds().known.values() for short in names)


def find_organizations(
    sentence: Sentence, morphology: Morphology
) -> tuple[list[OrganizationSpan], Sequence[Quote]]:
    """The organizations that a sentence names, and the quotations that are titles of other things."""
    scan = Scan(sentence, morphology)
    return list(scan.find()), scan.titles
