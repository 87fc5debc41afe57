"""Common nouns that stand for somebody: bodies, delegations, sides."""

from functools import cache

import msgspec

from pressfacts.tables import read_shipped


class Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Common nouns that fill roles."""

    collectives: frozenset[str]
    transparent: frozenset[str]
    quantities: frozenset[str]
    counterparts: frozenset[str]
    delegations: frozenset[str]
    guests: frozenset[str]
    rosters: frozenset[str]
    leaders: tuple[str, ...]
    leading: frozenset[str]
    joining: frozenset[str]
    together: frozenset[str]
    memberships: frozenset[str]


@cache
def groups() -> Groups:
    """The shipped lists, by lemma."""
    return read_shipped("groups.toml", Groups)


@cache
def member_prepositions() -> frozenset[str]:
    """«во главе с», «в составе»: what they govern are members, and no part of the words."""
    return frozenset(pattern.rpartition("+")[0] for pattern in groups().leaders)


def is_collective(lemma: str) -> bool:
    """Is the noun, or the last part of its compound («бизнес-миссия»), a body of people?"""
    return lemma in groups().collectives or lemma.rpartition("-")[2] in groups().collectives
