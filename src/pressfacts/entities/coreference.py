"""Role words and pronouns that stand for a named person, organization or place.

The release is read once from left to right. What was last spoken of is in focus; a word takes the
candidate that grammar and kind allow, and nothing where two stand equal.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from pressfacts.entities.epithets import Epithets
from pressfacts.entities.focus import Focus, Spoken
from pressfacts.entities.gender import Genders
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import Named, load_kinds, nouns_of_kinds
from pressfacts.entities.people import People
from pressfacts.entities.plurals import Plurals
from pressfacts.entities.positions import Holding
from pressfacts.entities.pronouns import (
    is_pronoun,
    load_pronouns,
    pronominal_forms,
    resolve_pronoun,
)
from pressfacts.entities.roles import Roles
from pressfacts.entities.titles import Title
from pressfacts.language.morphology import Morphology, fold
from pressfacts.records import Reference, Sentence, Token

REFERRING = frozenset({"PRON", "DET", "NUM", "NOUN", "PROPN"})  # less than half of all words
PRONOMINAL = frozenset({"PRON", "DET", "NUM"})


class Resolver:
    """Reads a release once more when posts came to light; the words that may refer stay."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[Title],
        named: dict[str, Named],
        index: Index,
        morphology: Morphology,
    ) -> None:
        self.sentences = sentences
        self.titles = titles
        self.named = named
        self.index = index
        self.genders = Genders(sentences, index, morphology)
        self.spots = self._spots()
        self._holdings: Sequence[Holding] = ()
        self._resolved: tuple[Reference, ...] | None = None

    def resolve(self, holdings: Sequence[Holding]) -> tuple[Reference, ...]:
        """The role words and pronouns that resolve, in the order of the text."""
        # In three news of four nothing came to the posts that were read at first.
        if self._resolved is None or holdings != self._holdings:
            self._holdings = holdings
            self._resolved = tuple(_Reader(self, holdings).read())
        return self._resolved

    def _spots(self) -> list[tuple[int, int]]:
        """Where a title or a name begins or a word may refer: one token of five."""
        spots = {(title.sentence, title.first) for title in self.titles}
        spots.update((reference.sentence, reference.first) for reference in self.index.references())
        nations, forms = load_kinds().nations, pronominal_forms()
        nationals = [lemma for lemma in self.index.lemmas if lemma.endswith(nations)]
        spots.update(self.index.spots(_describing(), nationals))
        spots.update(
            [
                (number, i)
                for number, sentence in enumerate(self.sentences)
                for i, token in enumerate(sentence.tokens)
                if token.pos in PRONOMINAL and fold(token.text) in forms
            ]
        )
        return sorted(spots)


@cache
def _describing() -> frozenset[str]:
    """The nouns that may stand for somebody, or for several."""
    kinds, plural = load_kinds(), load_pronouns().plural
    return nouns_of_kinds().union(kinds.epithets, kinds.members, plural.parties, plural.people)


class _Reader:
    def __init__(self, release: Resolver, holdings: Sequence[Holding]) -> None:
        self.spots = release.spots
        self.sentences = release.sentences
        self.index = release.index
        self.heads = {(title.sentence, title.head) for title in release.titles}
        self.focus = Focus(self.sentences, self.index, release.genders)
        people = People(self.sentences, holdings, self.index, self.focus, release.genders)
        self.roles = Roles(people, release.titles)
        self.plurals = Plurals(self.sentences, release.named, holdings, self.index)
        self.epithets = Epithets(people)

    def read(self) -> Iterator[Reference]:
        for number, i in self.spots:
            title = self.roles.titles.get((number, i))
            if title is not None:
                for reference in self._titled(title):
                    if not self.roles.beside_name(title):
                        self._speak(reference, title.case)
                    yield reference
            token, name = self.sentences[number].tokens[i], self.index.at(number, i)
            if name is None and token.pos in REFERRING:
                yield from self._word(number, i, token)
            elif name is not None and name.first == i:
                self._speak(name, self.sentences[number].tokens[name.head].case)

    def _titled(self, title: Title) -> Sequence[Reference]:
        """Who holds the post of a title phrase, else whom its noun describes."""
        number, head = title.sentence, title.head
        if title.number == "Plur" and not self.roles.beside_name(title):
            return list(self.plurals.holders(title)) or list(self.plurals.references(number, head))
        found = list(self.roles.references(title))
        if found or not self.roles.points(title):
            return found
        return list(self.epithets.references(number, head))

    def _word(self, number: int, i: int, token: Token) -> Iterator[Reference]:
        """A word that is no name: a pronoun, «стороны», or a description."""
        if is_pronoun(token):
            entity = resolve_pronoun(number, self.sentences[number].tokens, i, self.focus)
            if entity is not None:
                reference = Reference(entity, "pronoun", number, i, i + 1, i)
                self._speak(reference, token.case)
                yield reference
        elif (number, i) in self.heads:
            return
        elif token.number == "Plur" or token.pos == "NUM":
            yield from self.plurals.references(number, i)
        elif token.pos in ("NOUN", "PROPN") and token.number == "Sing":
            for reference in self.epithets.references(number, i):
                self._speak(reference, token.case)
                self.focus.describe(number, i)
                yield reference

    def _speak(self, reference: Reference, case: str | None) -> None:
        if reference.form != "name":
            self.plurals.note(reference)
        entity, head = reference.entity, reference.head
        token = self.sentences[reference.sentence].tokens[head]
        self.focus.add(
            Spoken(
                entity,
                reference.sentence,
                reference.first,
                head,
                self.index.type_of(entity) == "person",
                case == "Nom" and not _predicative(token),
                token.gender,
            )
        )


def _predicative(token: Token) -> bool:
    return token.rel in ("root", "xcomp") and token.pos == "NOUN"
