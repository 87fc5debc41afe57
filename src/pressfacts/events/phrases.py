"""Noun phrases: which words belong to a head, and where its title stands."""

from collections.abc import Set

from pressfacts.events.grammar import ties
from pressfacts.events.syntax import Syntax, remembered

APPOSITION = frozenset({"appos", "flat", "flat:name", "flat:foreign"})
QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“"}
LONG_COMPLEMENT = 3  # tokens with the preposition: «о взаимопонимании», «о дружбе»
COMMENTING = frozenset((",", "–", "—", "-", "("))
OUTSIDE = frozenset({"acl:relcl", "parataxis", "advcl", "conj:outer"})
NOT_OF_PHRASE = frozenset({"case", "cop", "aux", "nsubj", "nsubj:pass", "advmod", "mark"})


def phrase(
    syntax: Syntax, i: int, without: frozenset[int] = frozenset(), *, coordinated: bool = False
) -> tuple[int, int]:
    """First and last (half-open) token of the noun phrase, without what only comments on it.

    `without` are heads that other roles took: their prepositional phrases stay out.
    """
    words = [
        child
        for child in syntax.dependents[i]
        if _belongs(syntax, child, without) and _belongs_to_head(syntax, child, coordinated)
    ]
    for word in words:  # a list that grows, and no tree goes round
        if syntax.dependents[word]:
            words += [c for c in syntax.dependents[word] if _belongs(syntax, c, without)]
    return trimmed(syntax, i, {i, *words})


def _belongs(syntax: Syntax, child: int, without: frozenset[int]) -> bool:
    """Is a word part of the phrase that its governor is in?"""
    rel, preposition = syntax.tokens[child].rel, syntax.preposition[child]
    if rel in OUTSIDE or preposition in ties().circumstance:
        return False
    if rel == "acl" and _introduces_comment(syntax, child):
        return False
    if rel in APPOSITION and syntax.is_verb(child) and not syntax.is_participle(child):
        return False
    if child not in without:
        return True
    # «директором Петра Ильина»: a person of another role is no part of the post
    token = syntax.tokens[child]
    person = token.feats.get("Animacy") == "Anim"
    return preposition is None and not person and not syntax.is_participle(child)


def _belongs_to_head(syntax: Syntax, child: int, coordinated: bool) -> bool:
    """Is what hangs on the head of the phrase in it, and no comment or function word?"""
    rel = syntax.tokens[child].rel
    if rel in NOT_OF_PHRASE or (rel == "conj" and not coordinated):
        return False
    return child not in syntax.function_words and not _introduces_comment(syntax, child)


def with_title(syntax: Syntax, first: int, last: int) -> tuple[int, int]:
    """The phrase to the end of the quoted title that closes it, wherever its words were hung."""
    at = last if last < len(syntax.tokens) and syntax.quotation(last) == last else last - 1
    mark = syntax.quotation(at)
    if mark is None or mark <= first:
        return first, last
    end = closing_quote(syntax, mark)
    return first, last if end is None else max(last, end + 1)


def core_phrase(syntax: Syntax, i: int, without: frozenset[int] = frozenset()) -> tuple[int, int]:
    """The noun phrase up to its first long prepositional or participial complement."""
    first, last = phrase(syntax, i, without)
    for child in sorted(syntax.dependents[i]):
        if child < i or child >= last:
            continue
        below = syntax.subtree(child)
        heavy = syntax.is_verb(child) or (
            syntax.preposition[child] is not None and len(below) > LONG_COMPLEMENT
        )
        if heavy and i < min(below) < last:
            return trimmed(syntax, i, set(range(first, min(below))))
    return first, last


@remembered
def _introduces_comment(syntax: Syntax, i: int) -> bool:
    """Is the dependent set off by a comma or a dash («корпус – первый в области»)?"""
    first = min(syntax.subtree(i))
    before = max(first - 1, 0)
    return syntax.tokens[first].text in COMMENTING or syntax.tokens[before].text in COMMENTING


def trimmed(syntax: Syntax, i: int, inside: Set[int]) -> tuple[int, int]:
    """The unbroken run around the head; punctuation and conjunctions inside it do not break it."""
    first = last = i
    while first > 0 and (first - 1 in inside or _bridges(syntax, first - 1, inside, -1)):
        first -= 1
    while last + 1 < len(syntax.tokens) and (
        last + 1 in inside or _bridges(syntax, last + 1, inside, 1)
    ):
        last += 1
    while first < i and syntax.tokens[first].rel in {"punct", "cc", "case", "mark"}:
        if syntax.tokens[first].text in QUOTES:
            break
        first += 1
    while last > i and syntax.tokens[last].pos in {"PUNCT", "CCONJ", "ADP"}:
        if syntax.tokens[last].text in QUOTES.values():
            break
        last -= 1
    return first, last + 1


def _bridges(syntax: Syntax, i: int, inside: Set[int], direction: int) -> bool:
    """Does the stretch of punctuation at i lead on to another token of the phrase?"""
    while 0 <= i < len(syntax.tokens) and syntax.tokens[i].pos == "PUNCT" and i not in inside:
        if syntax.tokens[i].text in {";", "."}:
            return False
        i += direction
    return i in inside


def closing_quote(syntax: Syntax, start: int) -> int | None:
    """The token that closes the quotation mark at `start`."""
    opening = syntax.tokens[start].text
    closing, depth = QUOTES[opening], 0
    for i in range(start + 1, len(syntax.tokens)):
        text = syntax.tokens[i].text
        if text == closing:
            if depth == 0:
                return i
            depth -= 1
        elif text == opening:
            depth += 1
    return None
