"""What the tokens of a sentence are to the names of organizations."""

from functools import cache

from pressfacts.entities.quotes import ALL as QUOTE_MARKS
from pressfacts.entities.quotes import Quote, find_quotes
from pressfacts.entities.vocabulary import Kinds, head_lemma, heads, is_kind, kinds
from pressfacts.language import Morphology
from pressfacts.language.morphology import fold
from pressfacts.records import NameSpan, Sentence, Token

TITLE_LENGTH = 14  # tokens of the longest quotation that may be a name or a title
OPENERS = QUOTE_MARKS | {".", "-", "–", "—", "•", ":"}  # after these a capital is owed
DASHES = frozenset("–—-")
NOUNS = frozenset(("NOUN", "PROPN"))


class View:
    """One sentence with its quotations, the model's spans by token, and the kinds of bodies."""

    def __init__(self, sentence: Sentence, morphology: Morphology) -> None:
        self.morphology = morphology
        self.tokens = sentence.tokens
        self.words: Kinds = kinds()
        self.quotes: dict[int, Quote] = {}
        self.titles: list[Quote] = []
        quotes = find_quotes(sentence.tokens)
        if quotes:
            self.quotes = {quote.first: quote for quote in reversed(quotes)}
            self.titles = self._titles()
        self.model: dict[int, NameSpan] = {}
        for name in sentence.names:
            known = self._corrected(name) if name.type == "LOC" else name
            for i in range(name.first, name.last):
                self.model[i] = known
        self.kinds = [
            i for i, token in enumerate(self.tokens) if token.pos in NOUNS and is_kind(token.lemma)
        ]

    def _corrected(self, name: NameSpan) -> NameSpan:
        """Unions of states and «драмтеатр» are bodies, though the model takes them for places."""
        lemmas = " ".join([token.lemma for token in self.tokens[name.first : name.last]])
        known = lemmas in self.words.known or lemmas in short_names()
        kind = head_lemma(self.tokens[name.last - 1].lemma)
        body = known or kind in self.words.compound or self._is_ministry(name)
        return NameSpan("ORG", name.first, name.last) if body else name

    def _is_ministry(self, name: NameSpan) -> bool:
        """«Минкнига Урала»: a word that begins so, that no dictionary has, before a place."""
        first = self.tokens[name.first]
        if name.last - name.first < 2:
            return False
        kind = head_lemma(first.lemma)
        if kind != first.lemma and kind in self.words.compound:
            return True  # «Госсобрание Тувы»
        return first.text.startswith("Мин") and not self.morphology.unranked(first.text)[0].is_known

    # ------------------------------------------------------------ what a token is

    def is_model(self, i: int, kind: str) -> bool:
        """Does the model see a name of this kind at token i?"""
        return i in self.model and self.model[i].type == kind

    def token(self, i: int) -> Token | None:
        """The token, None outside the sentence."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def is_capital(self, i: int) -> bool:
        """A capital that is not owed to the beginning of a sentence or quotation."""
        return self.tokens[i].text[0].isupper() and i > 0 and self.tokens[i - 1].text not in OPENERS

    def is_head(self, i: int) -> bool:
        """Can the token be the kind of a body?"""
        token = self.tokens[i]
        return (
            token.pos in NOUNS
            and is_kind(token.lemma)
            and not self.is_model(i, "PER")
            and not (self.is_model(i, "LOC") and token.lemma in heads())
            and not (token.number == "Plur" and not self.is_capital(i))
            and not self._is_province(i)
        )

    def _is_province(self, i: int) -> bool:
        """«префектура Айти», «департамент Ло»: a part of a country with its name in apposition."""
        after = self.token(i + 1)
        return (
            self.tokens[i].lemma in self.words.provinces
            and after is not None
            and self.is_model(i + 1, "LOC")
            and after.case == "Nom"
            and not after.text.isupper()
        )

    def is_legal(self, i: int) -> bool:
        """A legal form: «ООО»."""
        text = self.tokens[i].text
        return text.isupper() and fold(text) in self.words.legal

    def is_latin(self, i: int) -> bool:
        """A word in other than Cyrillic letters."""
        if not 0 <= i < len(self.tokens):
            return False
        letter = self.tokens[i].text[0]
        return letter.isalpha() and not "Ѐ" <= letter <= "ӿ"

    def _titles(self) -> list[Quote]:
        """Quotations that are titles of works, events and products."""
        return [
            quote
            for quote in self.quotes.values()
            if self.title_noun(quote.first) is not None
            or self._titled_after(quote.last)
            or self._is_performed(quote)
        ]

    def _is_performed(self, quote: Quote) -> bool:
        """«Хор исполнил «Метель» и «Полынь»»: a work, if somebody else is the subject."""
        before = quote.first - 1
        if before > 0 and self.tokens[before].text in (",", "и"):
            joined = next((q for q in self.quotes.values() if q.last == before), None)
            return joined is not None and self._is_performed(joined)
        if before < 0 or self.tokens[before].lemma not in self.words.performing:
            return False
        return any(
            token.head == before and token.rel == "nsubj" and not quote.first < i < quote.last
            for i, token in enumerate(self.tokens)
        ) or self._is_accusative(quote.first + 1)

    def _is_accusative(self, i: int) -> bool:
        """A form that can be no subject: «Метелицу»."""
        cases = {tag.case for tag in self.morphology.tags(self.tokens[i].text.lower())}
        return "accs" in cases and "nomn" not in cases

    def _titled_after(self, at: int) -> bool:
        """«Роса» – серия увлажнителей»: the thing is told after a dash."""
        dash = self.token(at)
        after = [self.token(at + 1), self.token(at + 2)]
        return (
            dash is not None
            and dash.text in ("–", "—", "-")
            and any(
                t is not None and t.lemma in self.words.titled and t.case == "Nom" for t in after
            )
        )

    def title_noun(self, at: int) -> int | None:
        """The noun that governs a quotation, if it is the name of a thing with a title."""
        if (
            at > 2
            and self.tokens[at - 1].text in ("и", ",")
            and self.tokens[at - 2].text in QUOTE_MARKS
        ):
            before = next((q for q in self.quotes.values() if q.last == at - 1), None)
            return None if before is None else self.title_noun(before.first)
        if at > 1 and self.tokens[at - 1].text == "," and self.tokens[at - 2].number == "Plur":
            at -= 1
        for i in range(at - 1, max(-1, at - 6), -1):
            token = self.tokens[i]
            if token.lemma in self.words.titled:
                return i
            if token.pos in ("VERB", "ADP", "PUNCT", "AUX"):
                return None
            if token.lemma in heads() and not self._is_qualified(i):
                return None
        return None

    def _is_qualified(self, i: int) -> bool:
        """«Ладожской торговой палаты»: an adjective with a capital has named the body already."""
        first = i
        while first > 0 and self.tokens[first - 1].pos == "ADJ":
            first -= 1
        return first < i and self.is_capital(first)

    def in_title(self, i: int) -> bool:
        """Does the token stand in the title of a work, event or product?"""
        return any(quote.first <= i < quote.last for quote in self.titles)

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
        return (
            self.is_latin(i) and self.tokens[i].text.lower().rstrip(".") in self.words.latin_legal
        )


@cache
def short_names() -> frozenset[str]:
    """Folded short names of known bodies."""
    return frozenset(short for names in kinds().known.values() for short in names)
