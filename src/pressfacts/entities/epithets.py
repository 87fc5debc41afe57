"""Words that describe a person without naming the post the release tells: «гость», «дипломат».

A trade means the one whose posts bear it out; a role of the moment, the only person spoken of just
before. Where two could be meant, it means nobody.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from pressfacts.entities.focus import Wanted
from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.people import People
from pressfacts.entities.positions import Holding
from pressfacts.entities.pronouns import ALWAYS_HUMAN, load_pronouns
from pressfacts.entities.roles import verb_genders
from pressfacts.records import Organization, Place, Reference, Token

TOLD = 2  # one gender, or none known
ROOT = 4  # letters that a nation shares with its country and its adjective
APART = frozenset(("«", "-", "–", "—", "из", "по", "от"))  # a name, or somebody else


class Epithets:
    """The descriptions of a release and the people they stand for."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.kinds = load_kinds()

    def references(self, number: int, i: int) -> Iterator[Reference]:
        """The person whom the noun at a token describes, if it describes one alone."""
        tokens = self.people.sentences[number].tokens
        token = tokens[i]
        supports = self.kinds.epithets.get(token.lemma)
        nation = supports is None and token.lemma.endswith(self.kinds.nations)
        if token.number == "Plur" or not (nation or supports is not None):
            return
        last = self._end(number, tokens, i)
        if last is None:
            return
        person = (
            self._countryman(tokens, i)
            if supports is None
            else self._described(number, i, supports)
        )
        if person is not None:
            yield Reference(person, "role", number, i, last, i)

    def _end(self, number: int, tokens: Sequence[Token], i: int) -> int | None:
        """Where the description ends; None for a predicate or one with a name beside it."""
        token = tokens[i]
        if token.case == "Nom" and not token.rel.startswith("nsubj"):
            return None
        before = tokens[i - 1] if i else token
        if token.case == "Ins" and before.pos != "ADP":
            return None
        if before.pos in ("ADJ", "DET", "NUM") and before.lemma not in load_pronouns().pointing:
            return None
        if before is not token and before.pos == "NOUN" and before.case == token.case:
            return None
        if i + 1 == len(tokens):
            return i + 1
        after = tokens[i + 1]
        if self.people.index.at(number, i + 1) is not None or after.text in APART:
            return None
        if after.pos in ("NOUN", "PROPN", "ADJ") and after.case == "Gen":
            return i + 2 if after.lemma in self.kinds.occasions else None
        return i + 1

    def _described(self, number: int, i: int, supports: Sequence[str]) -> str | None:
        tokens = self.people.sentences[number].tokens
        genders = _genders(tokens, i)
        told: set[str] = set()
        for support in supports:
            told = {
                holding.person
                for holding in self.people.holdings
                if self._bears_out(holding, support)
                and self.people.genders.of(holding.person) in (*genders, None)
            }
            if told:
                break  # the first posts fit best
        if told or supports:
            return next(iter(told)) if len(told) == 1 else self.people.focus.last(told)
        near = self.people.focus.people(
            Wanted(
                sentence=number,
                token=i,
                genders=genders,
                human=ALWAYS_HUMAN,
                subject=tokens[i].case == "Nom",
            )
        )
        return next(iter(near)) if len(near) == 1 else None

    def _bears_out(self, holding: Holding, support: str) -> bool:
        """Does a post have the noun, and the words after it where the support has several?"""
        noun, _, rest = support.partition(" ")
        post = holding.title
        if noun not in (post.noun, *post.noun.split("-")):
            return False
        tokens = self.people.sentences[post.sentence].tokens[holding.first : holding.last]
        return not rest or set(rest.split()) <= {token.lemma for token in tokens}

    def _countryman(self, tokens: Sequence[Token], i: int) -> str | None:
        """«бразилец»: the one whose posts tell that country or its adjective."""
        root, genders = tokens[i].lemma[:ROOT], _genders(tokens, i)
        countrymen = self._by_origin.get(root, ())
        found = {person for person in countrymen if self.people.genders.of(person) in genders}
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _by_origin(self) -> dict[str, set[str]]:
        """The people by what their posts tell of their countries."""
        people: dict[str, set[str]] = {}
        for holding in self.people.holdings:
            for root in self._origins(holding):
                people.setdefault(root, set()).add(holding.person)
        return people

    def _origins(self, holding: Holding) -> Iterator[str]:
        tokens = self.people.sentences[holding.title.sentence].tokens[holding.first : holding.last]
        for token in tokens:
            local = token.lemma in self.kinds.adjectives  # «городской»: of no nation
            if token.pos == "ADJ" and token.lemma.endswith(("ский", "цкий")) and not local:
                yield token.lemma[:ROOT]
        entity = self.people.index.entities.get(holding.organization or "")
        if isinstance(entity, Place | Organization):
            yield from (word[:ROOT] for word in entity.name.lower().split())


def _genders(tokens: Sequence[Token], i: int) -> frozenset[str]:
    """What the verb agrees with, else the gender of the noun itself."""
    token = tokens[i]
    told = verb_genders(tokens, i)
    if len(told) <= TOLD:
        return frozenset(gender for gender in told if gender)
    return frozenset({token.gender} if token.gender == "Fem" else {"Masc", "Fem"})
