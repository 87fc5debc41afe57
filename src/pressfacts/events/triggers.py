"""Whether a rule applies to a trigger where it stands."""

from pressfacts.events.arguments import follow, is_among
from pressfacts.events.governors import preposition_words
from pressfacts.events.patterns import ANY, Pattern
from pressfacts.events.syntax import Syntax
from pressfacts.events.templates import Rule, Trigger
from pressfacts.records import Token


def may_be_in_preposition(token: Token) -> bool:
    """Is the word one of those that compound prepositions are made of?"""
    return token.text.lower() in preposition_words()


def may_apply(token: Token, rule: Rule, lemmas: frozenset[str]) -> bool:
    """May the rule apply in a sentence with these lemmas, as its tree will say?

    Most rules are refused by it, and half of the sentences need no tree.
    """
    for _, fitting in rule.when:
        if fitting.isdisjoint(lemmas):
            return False
    return rule.trigger.voice is None or _in_voice(token, rule.trigger)


def refusal(syntax: Syntax, i: int, rule: Rule) -> str | None:
    """Why the rule does not apply to the word, None where it does."""
    if i in syntax.function_words:
        return "part of a preposition"
    if rule.trigger.voice is not None and not _in_voice(syntax.tokens[i], rule.trigger):
        return f"not in the {rule.trigger.voice} voice"
    for pattern, lemmas in rule.when:
        if not _governs(syntax, i, pattern, lemmas):
            return f"nothing fitting at «{pattern.source}»"
    for pattern, lemmas in rule.unless:
        if _governs(syntax, i, pattern, lemmas):
            return f"another meaning, by what stands at «{pattern.source}»"
    return None


def _in_voice(token: Token, trigger: Trigger) -> bool:
    listed = token.lemma.endswith("ся") and token.lemma in trigger.verbs  # «признавался»
    passive = token.feats.get("Voice") == "Pass" and not listed
    return passive == (trigger.voice == "passive")


def _governs(syntax: Syntax, i: int, pattern: Pattern, lemmas: frozenset[str]) -> bool:
    if lemmas.isdisjoint(syntax.lemmas) or pattern.marks.isdisjoint(syntax.prepositions):
        return False
    for path in pattern.paths_with(syntax.prepositions):
        for found in follow(syntax, i, path):
            if ANY in lemmas:
                return True
            for head in syntax.conjuncts(found):
                if is_among(syntax, head, lemmas):
                    return True
    return False
