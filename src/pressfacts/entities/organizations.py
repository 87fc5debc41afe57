"""Where organizations are named: descriptor, name, legal form, body and territory as one span.

A kind of body («министерство», «завод», «кафедра») opens a name that adjectives precede and a
quotation, a topic in the genitive, a field («по …»), a number or a territory follow. What stands
there decides whether it is a name at all: «совет директоров» is none. Names without a kind are
taken from the model.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from pressfacts.entities.nominative import nominatives
from pressfacts.entities.organization_view import TITLE_LENGTH, View, short_names
from pressfacts.entities.phrase import OrganizationSpan, Phrase
from pressfacts.entities.places import cities, table_key
from pressfacts.entities.quotes import ALL as QUOTE_MARKS
from pressfacts.entities.quotes import Quote
from pressfacts.entities.shared_heads import find_shared
from pressfacts.entities.vocabulary import heads, kinds
from pressfacts.language import Morphology
from pressfacts.language.morphology import fold
from pressfacts.records import Sentence

MINISTRY = "мин"  # how the short names of ministries begin, without a capital too
SHORT = 4  # letters of a word in capitals that is an abbreviation, whatever it spells
PROPER = frozenset(("Name", "Surn", "Geox", "Orgn", "Trad", "Abbr"))


class Scan(View):
    """The search for organizations in one sentence."""

    def find(self, words: Collection[int]) -> Iterator[OrganizationSpan]:
        """The organizations of the sentence, from left to right, none inside another.

        `words` are the tokens that open a name by themselves.
        """
        modelled = [name.first for name in self.model.values() if name.type == "ORG"]
        openings = {*words, *self.kinds, *self.quotes, *modelled}
        if not openings:
            return
        shared = find_shared(self) if self.kinds else {}
        end = 0  # of the last one
        for i in sorted(openings.union(shared)):
            if i < end:
                continue
            if i in shared:
                yield from shared[i]
                end = shared[i][-1].last
                continue
            span = None if self.titles and self.in_title(i) else self._at(i)
            if span is None:
                continue
            yield span
            end = span.last
            alias = self._alias(end)
            if alias:
                yield alias
                end = alias.last

    def _at(self, i: int) -> OrganizationSpan | None:
        if self.is_legal(i) and i + 1 < len(self.tokens):
            span = self._legal(i)
            if span:
                return span
        if i in self.quotes and i + 2 in self.quotes and self.is_head(i + 1):
            return Phrase(self, i + 1).read()  # «Концерн «Маяк» with one mark that closes two
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

    def _legal(self, i: int) -> OrganizationSpan | None:
        inner = Phrase(self, i + 1).read() if self.is_head(i + 1) else None
        if inner and not inner.bare:
            return inner._replace(first=i)
        if fold(self.tokens[i].text) in self.words.personal and self.is_model(i + 1, "PER"):
            return OrganizationSpan(i, self.model[i + 1].last, i)
        if i + 1 not in self.quotes and not self.is_model(i + 1, "ORG"):
            return None
        last = i + 1
        while self.token(last) and self.is_legal(last):
            last += 1
        if last in self.quotes:
            return OrganizationSpan(i, self.quotes[last].last, i)
        while self.token(last) and self.is_model(last, "ORG"):
            last += 1
        return OrganizationSpan(i, self._with_quotation(i, self._without_tail(i, last)), i)

    def _with_quotation(self, first: int, last: int) -> int:
        """The end of a name, or that of the quotation that begins in it."""
        return max([last, *(self.quotes[j].last for j in range(first, last) if j in self.quotes)])

    def _quoted(self, quote: Quote) -> OrganizationSpan | None:
        """A quotation alone is a name where the model says so for most of it."""
        inside = quote.inside
        seen = sum(self.is_model(i, "ORG") for i in inside)
        if quote.last - quote.first > TITLE_LENGTH or seen * 2 <= len(inside):
            return None
        opening = self.tokens[quote.first + 1].text
        if opening[0].islower() or (len(inside) == len(opening) == 1):  # «группа «А»»
            return None
        if any(self.tokens[i].pos == "VERB" for i in inside):
            return None
        return OrganizationSpan(quote.first, quote.last, self._head_inside(quote))

    def _head_inside(self, quote: Quote) -> int:
        return next(
            (i for i in quote.inside if self.tokens[i].pos not in ("ADJ", "PUNCT")),
            quote.first + 1,
        )

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
        capital = token.text[0].isupper() or token.text.startswith(MINISTRY)
        return capital and fold(token.text) in short_names()

    def _opens_model_name(self, i: int) -> bool:
        return self.is_model(i, "ORG") and (i == 0 or self.model.get(i - 1) is not self.model[i])

    def _modelled(self, i: int) -> OrganizationSpan | None:
        last = self.model[i].last if self.is_model(i, "ORG") else i + 1
        first = i
        for j in range(i, last):
            if self.is_head(j):
                inner = Phrase(self, j).read()
                if inner and all(self.tokens[k].pos == "ADJ" for k in range(i, inner.first)):
                    return inner
                if inner and inner.first < last:
                    last = inner.first
                break
        while first < last and not self.tokens[first].text[0].isalnum():
            first += 1
        last = next((j for j in range(first, last) if self._ends_name(j)), last)
        last = self._with_quotation(first, self._without_tail(first, last))
        if first >= last or not self._is_name(first, last):
            return None
        if self._is_apposed_title(first):
            return None
        head = next((j for j in range(first, last) if self.tokens[j].pos != "ADJ"), first)
        phrase = Phrase(self, head, first=first, last=last)
        if phrase.is_unnamed() or (last == first + 1 and self._is_city(first)):
            return None
        if phrase.territory():
            phrase.territory()  # «УМВД России по Орловской области»
        return OrganizationSpan(first, phrase.last, head)

    def _is_apposed_title(self, first: int) -> bool:
        """«форум Технопром», but not «приказ Минтруда»: no owner, the title itself."""
        before = self.tokens[first - 1] if first else None
        if before is None or before.lemma not in self.words.titled:
            return False
        return (
            self.tokens[first].case != "Gen" or fold(self.tokens[first].text) not in short_names()
        )

    def _is_city(self, i: int) -> bool:
        """A place after «в», «из»: «в Сортавале» that the model took for a body."""
        if i == 0 or self.tokens[i - 1].text not in ("в", "во", "из", "до"):
            return False
        names = nominatives(self.tokens[i].text, self.morphology)
        return any(table_key(name) in cities() for name, _ in names)

    def _ends_name(self, i: int) -> bool:
        return self.tokens[i].pos == "VERB" or self.tokens[i].text in (
            "|",
            "›",
            "+",
            "»",
            "(",
            ")",
            "/",
            "·",
            "•",
            ":",
        )

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
            if word.text[-4:].isdigit():
                return False  # «Технопром-2024»
            if self.is_legal(first) or self._is_rubric(first):
                return False
            return fold(word.text) not in self.words.no_names and not (
                common and not self.is_capital(first)
            )
        return True

    def _is_rubric(self, i: int) -> bool:
        """«СПОРТ», «Коротко»: a word of the dictionary whose capitals are owed to its place."""
        word = self.tokens[i]
        parses = self.morphology.unranked(word.text.lower())
        shouted = word.text.isupper() and len(word.text) > SHORT
        opening = word.text[1:].islower() and not self.is_capital(i)
        plain = {"NOUN"} if shouted or opening else set()
        return parses[0].is_known and all(
            parse.tag.POS in plain | {"ADVB", "VERB", "PRED", "PRTS"}
            and not PROPER & set(parse.tag)
            for parse in parses
        )

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
        if (
            self.is_legal(first)
            and first + 1 in self.quotes
            and self.quotes[first + 1].last == close
        ):
            return OrganizationSpan(first, close, first, alias=True)
        short = close - first <= 3 and sum(letter.isupper() for letter in text) >= 2
        return OrganizationSpan(first, close, first, alias=True) if short else None


def find_organizations(
    sentence: Sentence, capitals: Sequence[int], morphology: Morphology
) -> tuple[list[OrganizationSpan], Sequence[Quote]]:
    """The organizations that a sentence names, and the quotations that are other titles.

    `capitals` are the tokens that begin with one.
    """
    scan = Scan(sentence, morphology)
    return list(scan.find(_known_words(sentence, capitals))), scan.titles


def _known_words(sentence: Sentence, capitals: Sequence[int]) -> list[int]:
    """The words that open a name by themselves: «РАН», «минтруд», «ООО», any in Latin letters."""
    tokens, words = sentence.tokens, opening_words()
    found = [
        i for i in capitals if not "Ѐ" <= tokens[i].text < "Ԁ" or fold(tokens[i].text) in words
    ]
    if MINISTRY in sentence.text:
        found += [i for i, token in enumerate(tokens) if token.text.startswith(MINISTRY)]
    return found


@cache
def opening_words() -> frozenset[str]:
    """Folded short names of known bodies, and legal forms."""
    return short_names() | kinds().legal
