"""Pronouns of the third person: whom «он», «её», «они» and «стороны» can mean, by grammar."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from pressfacts.entities.focus import Focus, Wanted
from pressfacts.entities.index import Index
from pressfacts.language.morphology import fold
from pressfacts.records import Reference, Sentence, Token
from pressfacts.tables import read_shipped

ALWAYS_HUMAN, HUMAN, POSSESSED, OBLIQUE = 12, 7, 5, 3


class Plural(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand for several."""

    forms: frozenset[str]
    parties: frozenset[str]


class Human(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that only go with human beings."""

    verbs: frozenset[str]
    nouns: frozenset[str]


class Pronouns(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `data/pronouns.toml`."""

    singular: dict[str, frozenset[str]]
    plural: Plural
    human: Human


@cache
def load_pronouns() -> Pronouns:
    """The lists, read once."""
    return read_shipped("pronouns.toml", Pronouns)


def is_pronoun(token: Token) -> bool:
    """A personal or possessive pronoun of the third person singular."""
    if token.pos not in ("PRON", "DET") or fold(token.text) not in load_pronouns().singular:
        return False
    return not (fold(token.text) == "им" and token.number == "Plur")


def resolve_pronoun(
    number: int, tokens: Sequence[Token], i: int, focus: Focus, *, quoted: bool
) -> str | None:
    """The entity that the pronoun at a token takes up."""
    return focus.best(
        Wanted(
            sentence=number,
            token=i,
            genders=load_pronouns().singular[fold(tokens[i].text)],
            human=_human(tokens, i),
            subject=tokens[i].case == "Nom",
            quoted=quoted,
            clause=clause_of(tokens, i),
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


def clause_of(tokens: Sequence[Token], i: int) -> int:
    """The verb of the clause that a token stands in, by the tree; -1 for none."""
    seen: set[int] = set()
    while i >= 0 and i not in seen:
        seen.add(i)
        if tokens[i].pos == "VERB" and tokens[i].feats.get("VerbForm") in ("Fin", None):
            return i
        i = tokens[i].head
    return -1


# ---------------------------------------------------------------- several


def is_plural(tokens: Sequence[Token], i: int) -> bool:
    """«они», «оба», or «стороны» and the like with nothing that tells which."""
    token, plural = tokens[i], load_pronouns().plural
    if token.pos in ("PRON", "DET", "NUM") and fold(token.text) in plural.forms:
        return (
            token.head < 0 or tokens[token.head].pos not in ("NOUN", "PROPN") or token.pos == "PRON"
        )
    if token.lemma not in plural.parties or token.number != "Plur" or token.case != "Nom":
        return False
    before = tokens[i - 1].pos if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return before not in ("ADJ", "NUM", "ADP") and not (
        after is not None and after.case == "Gen" and after.pos in ("NOUN", "PROPN", "ADJ")
    )


def resolve_plural(
    number: int, sentences: Sequence[Sentence], i: int, index: Index
) -> Iterator[Reference]:
    """The pair last spoken of, in this sentence before the word or in one of the three before."""
    for back in range(number, max(-1, number - 4), -1):
        limit = i if back == number else len(sentences[back].tokens)
        pair = _pair(back, sentences[back].tokens, limit, index)
        if pair:
            for entity in pair:
                yield Reference(entity, "pronoun", number, i, i + 1, i)
            return


def _pair(number: int, tokens: Sequence[Token], limit: int, index: Index) -> tuple[str, ...]:
    """Two of one kind joined by «и», or one in the nominative and one with «с»."""
    spoken = [r for r in index.of_sentence(number) if r.first < limit]
    for left, right in pairwise(spoken):
        between = tokens[left.last : right.first]
        joined = [token for token in between if token.text == "и"]
        same_type = index.type_of(left.entity) == index.type_of(right.entity)
        plain = not any(token.pos == "VERB" or token.text in (",", ";") for token in between)
        agree = tokens[left.head].case == tokens[right.head].case
        if len(joined) == 1 and plain and same_type and agree and left.entity != right.entity:
            return left.entity, right.entity
    actors = [r.entity for r in spoken if tokens[r.head].case == "Nom"]
    others = [r.entity for r in spoken if tokens[r.head].case == "Ins" and _with(tokens, r)]
    if len(set(actors)) == 1 and len(set(others)) == 1 and actors[0] != others[0]:
        return actors[0], others[0]
    return ()


def _with(tokens: Sequence[Token], reference: Reference) -> bool:
    """«с» governs the reference, with at most its own post and descriptors between."""
    for i in range(reference.first - 1, -1, -1):
        if tokens[i].text in (",", ";") or tokens[i].pos == "VERB":
            return False
        if tokens[i].pos == "ADP":
            return tokens[i].lemma in ("с", "со")
    return False
