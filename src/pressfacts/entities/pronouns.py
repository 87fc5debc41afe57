"""Pronouns of the third person singular: whom «он» and «её» can mean, by grammar."""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from pressfacts.entities.focus import Focus, Wanted
from pressfacts.language.morphology import fold
from pressfacts.records import Token
from pressfacts.tables import read_shipped

ALWAYS_HUMAN, HUMAN, POSSESSED, OBLIQUE = 12, 7, 5, 3


class Plural(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand for several."""

    forms: frozenset[str]
    parties: frozenset[str]
    people: frozenset[str]


class Human(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that only go with human beings."""

    verbs: frozenset[str]
    nouns: frozenset[str]


class Pronouns(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `data/pronouns.toml`."""

    pointing: frozenset[str]
    several: frozenset[str]
    possessive: frozenset[str]
    singular: dict[str, frozenset[str]]
    plural: Plural
    human: Human


@cache
def load_pronouns() -> Pronouns:
    """The lists, read once."""
    return read_shipped("pronouns.toml", Pronouns)


@cache
def pronominal_forms() -> frozenset[str]:
    """The forms of all pronouns that may stand for a name, or for several."""
    return load_pronouns().plural.forms.union(load_pronouns().singular)


def is_pronoun(token: Token) -> bool:
    """A personal or possessive pronoun of the third person singular."""
    if token.pos not in ("PRON", "DET") or fold(token.text) not in load_pronouns().singular:
        return False
    return not (fold(token.text) == "им" and token.number == "Plur")


def resolve_pronoun(number: int, tokens: Sequence[Token], i: int, focus: Focus) -> str | None:
    """The entity that the pronoun at a token takes up."""
    return focus.best(
        Wanted(
            sentence=number,
            token=i,
            genders=load_pronouns().singular[fold(tokens[i].text)],
            human=_human(tokens, i),
            subject=tokens[i].case == "Nom",
        )
    )


def _human(tokens: Sequence[Token], i: int) -> int:
    """How much the words around a pronoun ask for a human being."""
    human = load_pronouns().human
    token = tokens[i]
    governor = tokens[token.head] if token.head >= 0 else token
    if token.case == "Nom":
        if governor.lemma in human.verbs:
            return ALWAYS_HUMAN
        return OBLIQUE if governor.feats.get("Voice") == "Pass" else HUMAN
    if governor.lemma in human.nouns:
        return ALWAYS_HUMAN
    return POSSESSED if token.pos == "DET" else OBLIQUE
