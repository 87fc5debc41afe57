"""The named relations of the pattern language, one function each."""

from collections.abc import Callable

from msgspec import Struct

from pressfacts.events.actants import agents, objects, subjects
from pressfacts.events.grammar import function_words, ties
from pressfacts.events.phrases import QUOTES, closing_quote, phrase, trimmed
from pressfacts.events.syntax import Syntax

EQUALS = frozenset(("–", "—", "-", ":"))


class Argument(Struct, frozen=True, gc=False):
    """A phrase: its head and, where it is a stretch of its own, its tokens `first` to `last`."""

    head: int
    pattern: str
    first: int | None = None
    last: int | None = None


Relation = Callable[[Syntax, int], list[int]]


def _governor(syntax: Syntax, i: int) -> list[int]:
    """The verb that a noun depends on, over other nouns («подвёл итоги визита»)."""
    if syntax.preposition[i] in ties().loose:
        return []  # «по итогам встречи ведомства подписали»: who signed need not have met
    seen = {i}
    head = syntax.governor[i]
    while head >= 0 and head not in seen:
        if syntax.is_verb(head):
            return [head]
        seen.add(head)
        if syntax.governor[head] < 0:
            return [head]
        head = syntax.governor[head]
    return []


def _below(syntax: Syntax, i: int) -> list[int]:
    """«соглашение о поставке труб с заводом»: the nouns that a long phrase goes through."""
    found: list[int] = []
    stack = [i]
    while stack:
        for child in syntax.below(stack.pop(0)):
            if child not in found and child != i:
                found.append(child)
                stack.append(child)
    return found


def _modified(syntax: Syntax, i: int) -> list[int]:
    head = syntax.governor[i]
    return [head] if head >= 0 and syntax.nominal(head) else []


def _possessive(syntax: Syntax, i: int) -> list[int]:
    """«его визит»; «свой визит» is the subject's."""
    for child in syntax.dependents[i]:
        token = syntax.tokens[child]
        if token.lemma in function_words().possessive and token.rel in {"det", "nmod"}:
            return [child]
        if token.lemma in function_words().reflexive:
            return [head for verb in _governor(syntax, i) for head in subjects(syntax, verb)]
    return []


def _equated(syntax: Syntax, i: int) -> list[int]:
    """«организаторы – союз и фонд»: the nominative behind the dash or colon."""
    at = i + 1
    while at < len(syntax.tokens) and syntax.tokens[at].text not in EQUALS:
        if syntax.is_verb(at) or syntax.tokens[at].text in {",", ";", "."}:
            return []
        at += 1
    for j in range(at + 1, len(syntax.tokens)):
        if syntax.is_verb(j) or syntax.tokens[j].text == ",":
            break
        if syntax.in_case(j, "Nom") and syntax.nominal(j) and syntax.preposition[j] is None:
            return [j]
    return []


def _adjective(syntax: Syntax, i: int) -> list[int]:
    """«круглый» of «круглый стол», «посвящённый» of «лекция, посвящённая …»."""
    return [
        c
        for c in syntax.dependents[i]
        if syntax.tokens[c].rel == "amod"
        or (syntax.tokens[c].rel == "acl" and syntax.tokens[c].case is not None)
    ]


def _self(_syntax: Syntax, i: int) -> list[int]:
    return [i]


def _title(syntax: Syntax, i: int) -> list[int]:
    """The first word between the quotation marks that follow the noun's phrase."""
    _, last = phrase(syntax, i)
    for start in range(i + 1, min(last + 1, len(syntax.tokens))):
        if syntax.tokens[start].text in QUOTES:
            end = closing_quote(syntax, start)
            if end is not None and end > start + 1:
                return [start + 1]
    return []


def _infinitive(syntax: Syntax, i: int) -> list[int]:
    """«чтобы проверить стройку», «обсудить планы»: the purpose told by an infinitive."""
    for child in syntax.dependents[i]:
        if syntax.tokens[child].feats.get("VerbForm") == "Inf" and child > i:
            return [child]
    return []


def _clause(syntax: Syntax, i: int) -> list[int]:
    for child in syntax.dependents[i]:
        if syntax.tokens[child].rel in {"ccomp", "csubj"}:
            return [child]
    return []


def _preposition(syntax: Syntax, i: int) -> list[int]:
    return [c for c in syntax.sentence.children[i] if syntax.tokens[c].pos == "ADP"]


def _negation(syntax: Syntax, i: int) -> list[int]:
    return [c for c in syntax.dependents[i] if syntax.tokens[c].lemma in function_words().negation]


def _auxiliary(syntax: Syntax, i: int) -> list[int]:
    return [c for c in syntax.dependents[i] if syntax.tokens[c].rel in {"aux", "aux:pass", "cop"}]


def _adverb(syntax: Syntax, i: int) -> list[int]:
    words = [i, *_negation(syntax, i)]  # «больше не возглавляет»
    below = [c for word in words for c in syntax.dependents[word]]
    return [c for c in below if syntax.tokens[c].pos == "ADV"]


def _nothing(_syntax: Syntax, _i: int) -> list[int]:
    """Dates, sums and quotations are looked up in the scene, not in the tree."""
    return []


RELATIONS: dict[str, Relation] = {
    "subject": subjects,
    "object": objects,
    "agent": agents,
    "possessive": _possessive,
    "title": _title,
    "self": _self,
    "infinitive": _infinitive,
    "clause": _clause,
    "governor": _governor,
    "modified": _modified,
    "below": _below,
    "adjective": _adjective,
    "equated": _equated,
    "preposition": _preposition,
    "negation": _negation,
    "adverb": _adverb,
    "auxiliary": _auxiliary,
    "quotation": _nothing,
    "rest": _nothing,
    "remainder": _nothing,
    "before": _nothing,
    "date": _nothing,
    "money": _nothing,
}


def _between_marks(syntax: Syntax, i: int) -> tuple[int, int | None]:
    return i, closing_quote(syntax, i - 1)


def _told_by_infinitive(syntax: Syntax, i: int) -> tuple[int, int]:
    inside = {c for c in syntax.subtree(i) if syntax.tokens[c].rel != "mark"}
    return trimmed(syntax, i, inside)


def _told_by_clause(syntax: Syntax, i: int) -> tuple[int, int]:
    return trimmed(syntax, i, syntax.subtree(i))


# the words, from the first on, of what is a stretch of its own, by its head
STRETCHES: dict[str, Callable[[Syntax, int], tuple[int, int | None]]] = {
    "self": phrase,
    "title": _between_marks,
    "infinitive": _told_by_infinitive,
    "clause": _told_by_clause,
}
