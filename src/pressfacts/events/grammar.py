"""Closed classes of Russian words that the engine asks for, read from data."""

from functools import cache

import msgspec
from msgspec import Struct

from pressfacts.tables import read_shipped


class Ties(Struct, frozen=True, forbid_unknown_fields=True):
    """Prepositions by what they say of the noun under them and the verb above."""

    within: frozenset[str]
    loose: frozenset[str]
    core: frozenset[str]
    with_: frozenset[str] = msgspec.field(name="with")
    topic: frozenset[str] = frozenset()
    validity: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()
    into: frozenset[str] = frozenset()
    circumstance: frozenset[str] = frozenset()


class Prepositions(Struct, frozen=True, forbid_unknown_fields=True):
    """Variants of simple prepositions, the compound ones by the case that they govern, and ties."""

    variants: dict[str, str]
    compound: dict[str, tuple[str, ...]]
    ties: Ties


class FunctionWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Pronouns, particles and conjunctions, by lemma."""

    relative: frozenset[str]
    reflexive: frozenset[str]
    possessive: frozenset[str]
    negation: frozenset[str]
    first_person: frozenset[str]
    purpose: frozenset[str]
    parenthesis: frozenset[str]
    anaphoric: frozenset[str]
    conjunctions: frozenset[str]
    questions: frozenset[str]
    pointing: frozenset[str]
    manner: frozenset[str]
    places: frozenset[str]


@cache
def prepositions() -> Prepositions:
    """The shipped prepositions."""
    return read_shipped("prepositions.toml", Prepositions)


@cache
def function_words() -> FunctionWords:
    """The shipped function words."""
    return read_shipped("function_words.toml", FunctionWords)


@cache
def ties() -> Ties:
    """What prepositions tie together."""
    return prepositions().ties


def plain_preposition(words: str) -> str:
    """«во» as «в», «обо» as «о»; anything else as it is, in lower case."""
    return prepositions().variants.get(words, words)
