"""Common nouns that stand for a named organization or place: «компания», «регион», «ведомство»."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter

from pressfacts.entities.body_head import is_demonym
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import (
    Named,
    kinds_marked,
    kinds_meant,
    load_kinds,
    nouns_of_kinds,
)
from pressfacts.records import Reference, Sentence, Token

NOUNS = frozenset({"NOUN", "PROPN"})
REACH = 5  # sentences over which a mention keeps its weight
LEAD = 4  # what it is worth to be the first body that the release names
NEAR = 3  # sentences that some nouns look back («страна» is this one unless another was spoken of)
ROOT = 4  # letters that an adjective shares with the place it is made of
LONG = 5  # letters; a shorter word is no telling part of a compound


def resolve_nouns(
    sentences: Sequence[Sentence], named: dict[str, Named], index: Index
) -> tuple[Reference, ...]:
    """The nouns that stand for an organization or place of the release, in their order."""
    return tuple(_Nouns(sentences, named, index).resolve())


class _Nouns:
    def __init__(
        self, sentences: Sequence[Sentence], named: dict[str, Named], index: Index
    ) -> None:
        self.sentences = sentences
        self.named = named
        self.index = index
        self.kinds = load_kinds()
        self.lead = next((r.entity for r in index.references() if self._is_body(r.entity)), "")
        self.own = frozenset().union(*(e.heads for e in named.values() if e.type == "organization"))
        self.focus: list[tuple[int, str, bool]] = []
        self.count: dict[str, int] = {}
        self.known: dict[tuple[str, frozenset[str]], tuple[set[str], set[str]]] = {}

    def resolve(self) -> Iterator[Reference]:
        for number, i, name in self._spots():
            sentence = self.sentences[number]
            if name is not None:
                self._note(number, name.entity, sentence.tokens[name.head])
                continue
            reference = self._reference(number, sentence, i)
            if reference is not None:
                self._note(number, reference.entity, sentence.tokens[i])
                yield reference

    def _spots(self) -> list[tuple[int, int, Reference | None]]:
        """Sentence and token of each name, and of each noun that is in none, in their order."""
        spots: list[tuple[int, int, Reference | None]] = [
            (reference.sentence, reference.first, reference)
            for reference in self.index.references()
            if reference.entity in self.named
        ]
        for number, i in self.index.spots(nouns_of_kinds(), self.own):
            noun = self.sentences[number].tokens[i].pos in NOUNS
            if noun and self.index.at(number, i) is None:
                spots.append((number, i, None))
        return sorted(spots, key=itemgetter(0, 1))

    def _is_body(self, entity: str) -> bool:
        return entity in self.named and self.named[entity].type == "organization"

    def _note(self, number: int, entity: str, head: Token) -> None:
        self.focus.append((number, entity, head.rel.startswith("nsubj")))
        self.count[entity] = self.count.get(entity, 0) + 1

    def _reference(self, number: int, sentence: Sentence, i: int) -> Reference | None:
        token = sentence.tokens[i]
        if token.number == "Plur":
            return None
        if token.rel.startswith("nsubj") and sentence.tokens[token.head].number == "Plur":
            return None
        kinds = kinds_meant(token.lemma) | kinds_marked(token.lemma)
        if not self._stands_alone(number, sentence.tokens, i):
            return None
        first = self._first(sentence.tokens, i)
        if first is None:
            return None
        entity = self._antecedent(number, token, kinds)
        if entity is None or not self._agrees(entity, sentence.tokens[first:i]):
            return None
        return Reference(entity, "noun", number, first, i + 1, i)

    def _agrees(self, entity: str, adjectives: Sequence[Token]) -> bool:
        """No adjective says that the noun is from elsewhere («китайская палата»)."""
        return all(
            token.lemma in self.kinds.adjectives
            or not is_demonym(token.lemma)
            or any(word[:ROOT] == token.lemma[:ROOT] for word in self.named[entity].words)
            for token in adjectives
        )

    def _stands_alone(self, number: int, tokens: Sequence[Token], i: int) -> bool:
        """Nothing after the noun makes it another one («завод по …», «компания «…»»)."""
        if i + 1 >= len(tokens):
            return True
        after = tokens[i + 1]
        if after.text in ("«", '"', "„", "№", "–", "—") or after.pos == "X":
            return False
        following = self.index.at(number, i + 1)
        if following is not None:
            return self.index.type_of(following.entity) == "person"
        animate = after.case == "Acc" and after.feats.get("Animacy") == "Anim"
        if after.pos in ("NOUN", "PROPN", "ADJ", "DET") and (after.case == "Gen" or animate):
            return kinds_marked(after.lemma) != frozenset()
        if after.pos == "NUM":  # «школа 5», but «выделит школе 5 миллионов»
            counted = tokens[i + 2] if i + 2 < len(tokens) else None
            return counted is not None and counted.pos == "NOUN"
        return after.text not in ("из", "имени", "-")

    def _first(self, tokens: Sequence[Token], i: int) -> int | None:
        """Where the noun's adjectives begin; None where they make it indefinite."""
        first = i
        while first > 0 and tokens[first - 1].pos in ("ADJ", "DET", "NUM", "PRON"):
            before = tokens[first - 1]
            if before.lemma in self.kinds.indefinite or before.pos == "NUM":
                return None
            if before.case != tokens[i].case:
                break
            first -= 1
        return first

    def _antecedent(self, number: int, noun: Token, kinds: frozenset[str]) -> str | None:
        """The entity of the kind last in focus; with none before, the only one of the release."""
        fitting, same = self._fitting(noun.lemma, kinds)
        if not fitting and noun.lemma in self.kinds.works:
            named = self.lead in self.count
            return self.lead if named and self.named[self.lead].untold else None
        if not same:
            return self._foremost(number, noun, fitting)
        if len(same) == 1:
            return next(iter(same))
        return self._foremost(number, noun, same) or self._last(same)

    def _last(self, entities: set[str]) -> str | None:
        return next((entity for _, entity, _ in reversed(self.focus) if entity in entities), None)

    def _fitting(self, noun: str, kinds: frozenset[str]) -> tuple[set[str], set[str]]:
        """What a noun may stand for, and of that what has it in its name; looked up once."""
        if (noun, kinds) not in self.known:
            meant = kinds & kinds_meant(noun)
            same = self._namesakes(noun)
            alike = {e.id for e in self.named.values() if not meant.isdisjoint(e.kinds)}
            self.known[noun, kinds] = same | alike, same
        return self.known[noun, kinds]

    def _foremost(self, number: int, noun: Token, fitting: set[str]) -> str | None:
        """Of all that the noun may mean the one that the release is about just here."""
        near = noun.lemma in self.kinds.near
        scores: dict[str, int] = {}
        for sentence, entity, subject in reversed(self.focus):
            back = number - sentence
            if back >= REACH or (near and back > NEAR):
                break
            if entity in fitting:
                weight = (REACH - back) * (2 if subject else 1)
                scores[entity] = scores.get(entity, 0) + weight
        if not near:
            for entity in fitting & self.count.keys():
                scores[entity] = scores.get(entity, 0) + self.count[entity]
        if not scores:
            return next(iter(fitting)) if len(fitting) == 1 and not near else None
        if self.lead in fitting:
            scores[self.lead] = scores.get(self.lead, 0) + LEAD
        best = max(scores.values())
        leading = [entity for entity, score in scores.items() if score == best]
        return leading[0] if len(leading) == 1 else None

    def _namesakes(self, noun: str) -> set[str]:
        """Of what name the noun, or one end of a compound («госкорпорация»), is a word."""
        same = set(self._by_word.get(noun, ()))
        compound = len(noun) > LONG
        for word, entities in self._by_word.items():
            if len(word) > LONG and (noun.endswith(word) or (compound and word.endswith(noun))):
                same.update(entities)
        return same

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """The entities by the words of their names."""
        entities: dict[str, list[str]] = {}
        for entity in self.named.values():
            for word in entity.words:
                entities.setdefault(word, []).append(entity.id)
        return entities
