"""Did it happen? Tense, aspect, modal governors, negation and cancellation decide."""

import datetime
from functools import cache

import msgspec

from pressfacts.dates.edtf import FIRST_MONTHS
from pressfacts.events.grammar import function_words, ties
from pressfacts.events.syntax import Syntax
from pressfacts.language.morphology import fold
from pressfacts.records import Status, Token
from pressfacts.tables import read_shipped


class StatusWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that decide when they govern a trigger."""

    planned: frozenset[str]
    denied: frozenset[str]
    postponed: frozenset[str]
    carriers: frozenset[str]
    ongoing: frozenset[str]
    unreal: frozenset[str]
    light: frozenset[str]
    biaspectual: frozenset[str]


@cache
def status_words() -> StatusWords:
    """The shipped lists, folded."""
    words = read_shipped("status.toml", StatusWords)
    return StatusWords(*(frozenset(map(fold, getattr(words, f))) for f in words.__struct_fields__))


def status_of(syntax: Syntax, trigger: int, *, headline: bool) -> Status | None:
    """The status of the event that a trigger names; None where it is only wished or imagined."""
    if _unreal(syntax, trigger):
        return None
    if syntax.is_verb(trigger):
        return _verbal(syntax, trigger, headline=headline)
    return _nominal(syntax, trigger, headline=headline)


def _verbal(syntax: Syntax, i: int, *, headline: bool) -> Status:
    words = status_words()
    if _negated(syntax, i):
        return "denied"
    token = syntax.tokens[i]
    above = _governing_word(syntax, i)
    if above is not None:
        lemma = syntax.tokens[above].lemma
        if lemma in words.denied:
            return "happened" if _negated(syntax, above) else "denied"
        if token.feats.get("VerbForm") in {"Inf", "Part"}:
            if _negated(syntax, above):
                return "denied"
            return "planned" if lemma not in words.light else _tensed(syntax, above, headline)
    return _tensed(syntax, i, headline)


def _tensed(syntax: Syntax, i: int, headline: bool) -> Status:
    token = syntax.tokens[i]
    auxiliaries = [
        c for c in syntax.dependents[i] if syntax.tokens[c].rel in {"aux", "aux:pass", "cop"}
    ]
    tenses = {_tense(syntax.tokens[c]) for c in auxiliaries}
    if "Fut" in tenses or token.feats.get("Tense") == "Fut":
        return "planned"
    if token.feats.get("VerbForm") == "Inf" and not tenses:
        return "planned"
    if token.feats.get("VerbForm") == "Conv":
        return "happened"
    if token.feats.get("Tense") == "Pres" and token.feats.get("VerbForm") == "Fin":
        if token.lemma in status_words().biaspectual:
            return "planned"
        return "happened" if headline else "ongoing"
    if token.feats.get("Tense") == "Pres" and token.lemma in status_words().ongoing:
        return "ongoing"
    return "happened"


def _tense(token: Token) -> str | None:
    """«будет» is often tagged as a present."""
    future = token.lemma == "быть" and token.text.lower().startswith("буд")
    return "Fut" if future else token.feats.get("Tense")


def _nominal(syntax: Syntax, i: int, *, headline: bool) -> Status:
    """A noun's status is that of the words it hangs on: «визит отменён», «подготовка визита»."""
    words = status_words()
    above = _governing_words(syntax, i)
    for head in above:
        if syntax.tokens[head].lemma in words.denied:
            return "happened" if _negated(syntax, head) else "denied"
        if syntax.is_verb(head) and _negated(syntax, head):
            return "denied"
    modifiers = {
        syntax.tokens[c].lemma
        for c in syntax.dependents[i]
        if syntax.tokens[c].rel in {"amod", "acl"}
    }
    if modifiers & words.denied:
        return "denied"
    if modifiers & words.planned:
        return "planned"
    for head in above:
        if syntax.tokens[head].lemma in words.planned:
            return "denied" if _negated(syntax, head) else "planned"
        if syntax.is_verb(head):
            return _of_governing_verb(syntax, head, headline=headline)
    return "happened"


def _governing_words(syntax: Syntax, i: int) -> list[int]:
    """What the noun hangs on, up to the verb; nothing under «после», «в ходе», «по итогам»."""
    found: list[int] = []
    here = i
    while True:
        head = syntax.governor[here]
        if head < 0 or head in found:
            return found
        preposition = syntax.preposition[here]
        core = preposition is None or preposition in ties().core
        if not core and syntax.tokens[head].lemma not in status_words().carriers:
            return found
        if syntax.is_verb(head) and _is_scene(syntax, here) and _negated(syntax, head):
            return found
        found.append(head)
        if syntax.is_verb(head):
            return found
        here = head


def _is_scene(syntax: Syntax, i: int) -> bool:
    """«на заседании проект не поддержали»: it took place, whatever did not happen there."""
    return syntax.preposition[i] is not None and syntax.tokens[i].case == "Loc"


def is_postponed(syntax: Syntax, trigger: int) -> bool:
    """«открытие отложено»: is the event put off, and not called off?"""
    return any(
        syntax.tokens[head].lemma in status_words().postponed
        for head in _governing_words(syntax, trigger)
    )


def _of_governing_verb(syntax: Syntax, verb: int, *, headline: bool) -> Status:
    status = _verbal(syntax, verb, headline=headline)
    if status == "ongoing" and syntax.tokens[verb].lemma not in status_words().ongoing:
        return "happened"
    return status


def _governing_word(syntax: Syntax, i: int) -> int | None:
    """The word that an infinitive (or a coordinated verb) depends on."""
    token, head = syntax.tokens[i], syntax.governor[i]
    if head < 0:
        return None
    if token.feats.get("VerbForm") == "Inf" and token.rel in {
        "xcomp",
        "csubj",
        "advcl",
        "acl",
        "obl",
        "ccomp",
        "obj",
        "nsubj",
        "nmod",
        "root",
        "parataxis",
    }:
        return head
    if token.rel == "conj" and token.feats.get("VerbForm") == "Inf":
        return _governing_word(syntax, head)
    if token.rel == "xcomp" and syntax.tokens[head].lemma in status_words().planned:
        return head  # «должна быть введена»
    return None


def _negated(syntax: Syntax, i: int) -> bool:
    if function_words().negation.isdisjoint(syntax.lemmas):
        return False
    children = [*syntax.dependents[i]]
    for child in syntax.dependents[i]:
        if syntax.tokens[child].rel in {"aux", "aux:pass", "cop"}:
            children += syntax.dependents[child]
    return any(syntax.tokens[c].lemma in function_words().negation for c in children)


def _unreal(syntax: Syntax, i: int) -> bool:
    """Under «если», «бы», «хотел» and the like, up to the end of the clause."""
    words = status_words().unreal
    if words.isdisjoint(syntax.lemmas):
        return False
    here, seen = i, set()
    while here >= 0 and here not in seen:
        seen.add(here)
        if here != i and syntax.tokens[here].lemma in words:
            return True
        for child in syntax.dependents[here]:
            token = syntax.tokens[child]
            if token.lemma in words and token.rel in {
                "mark",
                "advmod",
                "aux",
                "discourse",
                "fixed",
            }:
                return token.lemma not in function_words().purpose
        if syntax.is_verb(here) and syntax.tokens[here].rel not in {"xcomp", "csubj", "obj"}:
            return False
        here = syntax.governor[here]
    return False


def after(value: str | None, published: datetime.date | None) -> bool:
    """Does an EDTF value begin after the day of the release?"""
    if not value or not published or not value[:4].isdigit():
        return False
    first = value.split("/")[0].split("T")[0]
    part = first[5:7]
    if part.isdigit() and int(part) in FIRST_MONTHS:  # of a season, quarter or half-year
        first = f"{first[:4]}-{FIRST_MONTHS[int(part)]:02}"
    today = published.isoformat()
    return first > today[: len(first)]
