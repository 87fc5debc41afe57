"""The words that make the names of organizations, from `data/organizations.toml`."""

from functools import cache, lru_cache

import msgspec

from pressfacts.language.morphology import fold
from pressfacts.tables import read_shipped

Words = frozenset[str]


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas (folded) by what they do in a name; each field is explained in the data file."""

    legal: Words
    latin_legal: Words
    company: Words
    institution: Words
    authority: Words
    compound: Words
    unit: Words
    territorial: Words
    with_field: Words
    matters: Words
    fielded: Words
    with_host_country: Words
    adjectives: Words
    titled: Words
    performing: Words
    no_names: Words
    never_lower: Words
    alone: Words
    needs_topic: Words
    relational: Words
    products: Words
    neutral: Words
    common_units: Words
    dropped: Words
    provinces: Words
    terms: Words
    by_subject: Words
    supreme: Words
    personal: Words
    associations: Words
    evaluative: Words
    unnamed_of: Words
    unnamed_kinds: Words
    only_with: dict[str, list[str]]
    manners: dict[str, list[str]]
    known: dict[str, list[str]]

    def is_topical(self, head: str) -> bool:
        """Does a topic alone make the head a name?"""
        return head in self.authority or head in self.unit

    def is_plain(self, head: str) -> bool:
        """Is the head a company or an institution, and no authority?"""
        return head in self.company or head in self.institution


@cache
def kinds() -> Kinds:
    """The lists, read once."""
    raw = read_shipped("organizations.toml", dict[str, str | dict[str, list[str]]])
    return msgspec.convert(
        {key: _listed(value) if isinstance(value, str) else value for key, value in raw.items()},
        Kinds,
    )


def _listed(words: str) -> list[str]:
    """Words between blanks; phrases, where there are any, between semicolons."""
    if ";" not in words:
        return words.split()
    return [" ".join(phrase.split()) for phrase in words.split(";")]


@lru_cache(maxsize=2_048)
def head_lemma(lemma: str) -> str:
    """The kind that a noun names: «драмтеатр» is a «театр»."""
    if lemma not in heads():
        pieces = lemma.split("-")
        if len(pieces) > 1 and not heads().isdisjoint((pieces[0], pieces[-1])):
            return pieces[0] if pieces[0] in heads() else pieces[-1]
        if lemma.endswith(_compound_heads()):
            return next(head for head in kinds().compound if lemma.endswith(head))
    return lemma


@lru_cache(maxsize=2_048)
def is_kind(lemma: str) -> bool:
    """Can a noun be the kind of a body?"""
    if "-" in lemma:
        return head_lemma(lemma) in heads()
    return lemma in heads() or lemma.endswith(_compound_heads())


@cache
def _compound_heads() -> tuple[str, ...]:
    return tuple(kinds().compound)


@lru_cache(maxsize=512)
def topic_of(name: str) -> Words:
    """Folded words of what a body is in charge of; «Минтруд» gives those of the full name."""
    words = fold(name).split()
    for full, shorts in kinds().known.items():
        if words[0] in shorts:
            words += full.split()
    return frozenset(word for word in words if word not in heads() and len(word) > 3)


@cache
def heads() -> Words:
    """Every noun that can head the name of an organization."""
    words = kinds()
    return words.company | words.institution | words.authority | words.unit


class PersonWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `data/persons.toml`."""

    families: Words
    addresses: Words
    fixed: Words
    bishops: Words
    honours: Words
    animals: Words


@cache
def person_words() -> PersonWords:
    """The lists, read once."""
    return read_shipped("persons.toml", PersonWords)
