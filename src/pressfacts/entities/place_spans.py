"""Where places are named: the model's spans, streets, districts and what the tables know."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from pressfacts.entities.nominative import nominatives
from pressfacts.entities.places import (
    OPENING,
    cities,
    table_key,
    territories,
    territory_openings,
)
from pressfacts.entities.vocabulary import person_words
from pressfacts.language import Morphology
from pressfacts.language.morphology import fold
from pressfacts.records import Sentence, Token
from pressfacts.tables import read_shipped

SEPARATORS = frozenset("•,;|/:()")
SHORT = 4  # letters of a word in capitals that may be an abbreviation
NOUNS = frozenset(("NOUN", "PROPN"))
INTO = frozenset(("в", "во", "из", "до", "под"))


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `data/places.toml`."""

    streets: frozenset[str]
    street_signs: frozenset[str]
    districts: frozenset[str]
    features: frozenset[str]
    kinds: frozenset[str]
    settlements: frozenset[str]
    known: frozenset[str]
    no_places: frozenset[str]
    currencies: frozenset[str]
    town_endings: tuple[str, ...]


class PlaceSpan(NamedTuple):
    """Tokens that name a place; `kind` is the noun that a list shares («в X и Y районах»)."""

    first: int
    last: int
    kind: int | None = None


@cache
def place_words() -> PlaceWords:
    """The lists, read once."""
    raw = read_shipped("places.toml", dict[str, str])
    return msgspec.convert({key: words.split() for key, words in raw.items()}, PlaceWords)


@cache
def naming_nouns() -> frozenset[str]:
    """The nouns that make the name of a place with what stands before or after them."""
    words = place_words()
    return words.streets | words.districts | words.features


class PlaceScan:
    """One sentence, with the tokens that other names have taken."""

    def __init__(
        self,
        sentence: Sentence,
        capitals: Sequence[int],
        taken: set[int],
        morphology: Morphology,
    ) -> None:
        self.tokens = sentence.tokens
        self.capitals = capitals
        self.taken = taken
        self.morphology = morphology
        self.words = place_words()
        self.names = [name for name in sentence.names if name.type == "LOC"]
        self.kinds = [] if naming_nouns().isdisjoint(sentence.lemmas) else self._kinds()
        self.signs = self._signs() if "." in sentence.text else []

    def _kinds(self) -> list[int]:
        return [
            i
            for i, token in enumerate(self.tokens)
            if token.lemma in naming_nouns() and token.pos in NOUNS
        ]

    def _signs(self) -> list[int]:
        """The short forms of kinds of streets: «ул.»."""
        signs, tokens = self.words.street_signs, self.tokens
        return [
            i - 1
            for i, token in enumerate(tokens)
            if token.text == "." and i and fold(tokens[i - 1].text) in signs
        ]

    def find_streets(self) -> list[PlaceSpan]:
        """Streets and capes, which bear people's names and are told from people by their kind."""
        if not self.kinds and not self.signs:
            return []
        return self._free(self._streets()) + self._free(self._features())

    def find_others(self) -> list[PlaceSpan]:
        """All other places, but for the tokens of names that are `taken` meanwhile."""
        found = self._free(self._districts()) if self.kinds else []
        if self.names:
            found += self._free(self._modelled())
        return found + self._known()

    def _free(self, spans: Iterable[PlaceSpan]) -> list[PlaceSpan]:
        """The spans whose tokens nothing has taken; each takes its own before the next is read."""
        found = []
        for span in spans:
            tokens = range(span.first, span.last)
            if self.taken.isdisjoint(tokens):
                self.taken.update(tokens)
                found.append(span)
        return found

    # ------------------------------------------------------------ streets

    def _streets(self) -> Iterator[PlaceSpan]:
        kinds = [i for i in self.kinds if self.tokens[i].lemma in self.words.streets]
        for i in sorted({*kinds, *self.signs}):
            yield from self._street(i, i + 1 if i in kinds else i + 2)

    def _street(self, kind: int, after: int) -> Iterator[PlaceSpan]:
        end = self._proper_run(after)
        if end > after:
            yield PlaceSpan(kind, end)
            if self.tokens[kind].number == "Plur":
                yield from self._listed(end, kind)
        elif self._is_name_adjective(kind - 1):
            yield PlaceSpan(kind - 1, kind + 1)

    def _listed(self, at: int, kind: int) -> Iterator[PlaceSpan]:
        """«улицам Садовой, Мира и Лесной»: each name of the list."""
        while self._text(at) in (",", "и"):
            end = self._proper_run(at + 1)
            if end == at + 1:
                return
            yield PlaceSpan(at + 1, end, kind)
            at = end

    def _proper_run(self, at: int) -> int:
        """Where the words with capitals that begin at a token end."""
        end = at
        while end < len(self.tokens) and self._is_proper(end):
            end += 1
        return end

    def _is_proper(self, i: int) -> bool:
        text = self.tokens[i].text
        return text[0].isupper() and text[0].isalpha() and i not in self.taken

    def _is_name_adjective(self, i: int) -> bool:
        if i < 0 or i in self.taken:
            return False
        token = self.tokens[i]
        ordinal = token.text[0].isdigit() and "-" in token.text
        if ordinal or not token.text[0].isupper():
            return ordinal
        parses = self.morphology.unranked(token.text.lower())
        if any(parse.tag.POS == "ADJF" for parse in parses):
            return True
        return token.pos == "ADJ" and not parses[0].is_known

    # ------------------------------------------------------------ districts

    def _districts(self) -> Iterator[PlaceSpan]:
        for i in self.kinds:
            if self.tokens[i].lemma not in self.words.districts:
                continue
            first = i
            while first > 0 and self._is_lower_adjective(first - 1):
                first -= 1
            if not self._is_name_adjective(first - 1) or self.tokens[first - 1].text[0].isdigit():
                continue
            while first > 0 and self._is_name_adjective(first - 1):
                first -= 1
            end = next((name.last for name in self.names if name.first <= i < name.last), i + 1)
            yield PlaceSpan(first, end)
            yield from self._listed_before(first, i)

    def _features(self) -> Iterator[PlaceSpan]:
        """«море Лужиных», «остров Седова», «заказник «Тростник»»: the name follows."""
        for kind in self.kinds:
            token = self.tokens[kind]
            if token.lemma not in self.words.features:
                continue
            if self._text(kind + 1) == "«":
                close = next((i for i in range(kind + 2, kind + 7) if self._text(i) == "»"), None)
                if close is not None:
                    yield PlaceSpan(kind, close + 1)
            else:
                end = self._proper_run(kind + 1)
                names = self.tokens[kind + 1 : end]
                described = self._is_name_adjective(kind - 1)  # «Кленовый парк Твери»
                if names and not described and all(self._honours(token, n) for n in names):
                    yield PlaceSpan(kind, end)

    def _honours(self, kind: Token, name: Token) -> bool:
        """A name in the genitive that is not the feature's own («озера Байкала»)."""
        parses = self.morphology.unranked(name.text.lower())
        surname = any(parse.tag.case == "gent" and "Surn" in parse.tag for parse in parses)
        if not surname and any("Geox" in parse.tag for parse in parses):
            return False
        return surname or (name.case == "Gen" and kind.case != "Gen") or name.number == "Plur"

    def _is_lower_adjective(self, i: int) -> bool:
        token = self.tokens[i]
        return token.pos == "ADJ" and token.text.islower() and i not in self.taken

    def _listed_before(self, at: int, kind: int) -> Iterator[PlaceSpan]:
        """«в Заречном и Лесном районах»: the adjectives that share the noun."""
        while self._text(at - 1) in (",", "и") and self._is_name_adjective(at - 2):
            if self.tokens[kind].number != "Plur":
                return
            at -= 2
            yield PlaceSpan(at, at + 1, kind)

    # ------------------------------------------------------------ the model and the tables

    def _modelled(self) -> Iterator[PlaceSpan]:
        for name in self.names:
            yield from self._pieces(name.first, name.last)

    def _pieces(self, first: int, last: int) -> Iterator[PlaceSpan]:
        """A model's span without what stands between names, without its kind."""
        start = first
        for i in range(first, last + 1):
            apart = i == last or (
                self.tokens[i].text in SEPARATORS and not self._belongs_bracket(i, first)
            )
            if apart:
                span = self._trimmed(start, i)
                if span and self._is_place(span):
                    yield span
                start = i + 1

    def _belongs_bracket(self, i: int, first: int) -> bool:
        """«Саха (Якутия)», «РС(Я)»."""
        return self._text(i) in ("(", ")") and any(
            self.tokens[j].text in ("РС", "Саха") for j in range(max(first, i - 3), i)
        )

    def _trimmed(self, first: int, last: int) -> PlaceSpan | None:
        while first < last and not self.tokens[first].text[0].isalnum():
            first += 1
        while last > first and not self.tokens[last - 1].text[0].isalnum():
            if self._belongs_bracket(last - 1, first):
                break
            last -= 1
        if self._text(last) == ")" and any(t.text == "(" for t in self.tokens[first:last]):
            last += 1
        while first < last - 1 and (
            self.tokens[first].lemma in self.words.settlements
            and (first == 0 or self.tokens[first].text.islower())
        ):
            first += 1
        return PlaceSpan(first, last) if first < last else None

    def _is_place(self, span: PlaceSpan) -> bool:
        tokens = self.tokens[span.first : span.last]
        if not any(token.text[0].isupper() for token in tokens):
            return False
        if tokens[-1].lemma in self.words.no_places and len(tokens) <= 2:
            return False
        if span.first and self.tokens[span.first - 1].lemma in self.words.currencies:
            return False
        if len(tokens) > 1:
            return True
        if self._is_see(span.first):
            return False
        return not (
            tokens[0].lemma in self.words.kinds
            or self._is_people(tokens[0])
            or self._is_verb(tokens[0])
            or self._is_common_here(span.first)
            or self._describes_next(span.first)
        )

    def _is_see(self, i: int) -> bool:
        """«Митрополит Псковский и Ржевский»: the adjectives of a bishop's title."""
        if not self.tokens[i].lemma.endswith(("ский", "цкий")):
            return False
        while i > 0 and (self.tokens[i].text[0].isupper() or self._text(i) == "и"):
            i -= 1
            if self.tokens[i].lemma in person_words().bishops:
                return True
        return False

    def _is_common_here(self, i: int) -> bool:
        """«Область», «Общежитие», «ВИЗИТ»: a common noun whose capitals are owed to its place."""
        token = self.tokens[i]
        shouted = token.text.isupper() and len(token.text) > SHORT
        opening = i == 0 or self.tokens[i - 1].text in (".", "–", "—", ":", "«", "•", "-")
        return (shouted or (opening and not token.text.isupper())) and self._is_common(token)

    def _describes_next(self, i: int) -> bool:
        """«Речная экосистема» at the beginning of a sentence: an adjective and no name."""
        token = self.tokens[i]
        if i and self.tokens[i - 1].text not in (".", "–", "—", ":", "«"):
            return False
        if token.pos != "ADJ" or i + 1 == len(self.tokens):
            return False
        after = self.tokens[i + 1]
        agrees = (after.case, after.number) == (token.case, token.number)
        return after.pos in ("NOUN", "ADJ") and after.text.islower() and agrees

    def _is_verb(self, token: Token) -> bool:
        """«Читайте» at the beginning of a line."""
        parses = self.morphology.unranked(token.text.lower())
        return parses[0].is_known and all(p.tag.POS in ("VERB", "INFN", "GRND") for p in parses)

    def _is_people(self, token: Token) -> bool:
        """«Американцы» at the beginning of a sentence."""
        unranked = self.morphology.unranked(token.text.lower())
        if not any(p.tag.animacy == "anim" and p.tag.number == "plur" for p in unranked):
            return False  # nearly always
        parses = self.morphology.parses(token.text.lower())
        if any(mark in parse.tag for parse in parses for mark in ("Geox", "Name", "Surn")):
            return False
        tag = parses[0].tag
        return bool(parses[0].is_known and tag.animacy == "anim" and tag.number == "plur")

    def _known(self) -> list[PlaceSpan]:
        return [
            PlaceSpan(i, i + 1)
            for i in self.capitals
            if i not in self.taken and i and self._is_known(i, self.tokens[i])
        ]

    def _is_known(self, i: int, token: Token) -> bool:
        if token.pos not in NOUNS:
            return False
        if token.lemma in self.words.known:
            return True
        if token.text.isupper() or self.tokens[i - 1].text in ("«", '"', "."):
            return False
        settled = self.tokens[i - 1].lemma in self.words.settlements or token.rel == "conj"
        into = self.tokens[i - 1].text.lower() in INTO
        if not (settled or into or fold(token.text)[:OPENING] in territory_openings()):
            return False
        names = {
            table_key(name)
            for name, parse in nominatives(token.text, self.morphology)
            if parse.tag.POS == "NOUN"
        }
        if not names.isdisjoint(territories()):
            return True
        if not (settled or into) or not any(name in cities() for name in names):
            return False
        return settled or not self._is_common(token)

    def _is_common(self, token: Token) -> bool:
        """A noun of the dictionary that is no place there: «в Серии А»."""
        parses = self.morphology.unranked(token.text.lower())
        return parses[0].is_known and not any(
            mark in parse.tag for parse in parses for mark in ("Geox", "Name", "Surn")
        )

    def _text(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""
