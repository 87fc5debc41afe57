"""Which words are triggers, and whether a rule applies to one where it stands."""

from pressfacts.events.arguments import follow, is_among
from pressfacts.events.governors import preposition_words
from pressfacts.events.patterns import ANY, Pattern
from pressfacts.events.syntax import Syntax
from pressfacts.events.templates import REFLEXIVE, Rule, Templates, Trigger
from pressfacts.records import Token


def rules_of(token: Token, templates: Templates) -> tuple[Rule, ...]:
    """Every rule whose trigger the word may be."""
    lemma = token.lemma
    if token.pos in {"VERB", "AUX"} or token.feats.get("VerbForm") == "Part":
        return templates.verbs.get(lemma) or _without_reflexive(token, templates)
    if token.pos in {"NOUN", "PROPN"}:
        return templates.nouns.get(lemma, ())
    return templates.words.get(lemma, ()) or (
        templates.verbs.get(lemma, ()) if token.pos == "ADJ" and lemma.endswith("ть") else ()
    )


def _without_reflexive(token: Token, templates: Templates) -> tuple[Rule, ...]:
    """«подписывается» is «подписывать» in the passive."""
    if token.feats.get("Voice") == "Pass" and token.lemma.endswith(REFLEXIVE):
        return templates.verbs.get(token.lemma[:-2], ())
    return ()


def may_be_in_preposition(token: Token) -> bool:
    """Is the word one of those that compound prepositions are made of?"""
    return token.text.lower() in preposition_words()


def refusal_at_sight(token: Token, rule: Rule, lemmas: frozenset[str]) -> str | None:
    """Why the rule cannot apply, whatever the tree of a sentence with these lemmas says.

    Most rules are refused by it, and half of the sentences need no tree.
    """
    if rule.trigger.voice is not None and not _in_voice(token, rule.trigger):
        return _other_voice(rule.trigger)
    if rule.when:  # by the first condition: the tree may refuse the rule before the next is asked
        pattern, fitting = rule.when[0]
        if fitting.isdisjoint(lemmas):
            return _nothing_fitting(pattern)
    return None


def refusal(syntax: Syntax, i: int, rule: Rule) -> str | None:
    """Why the rule does not apply to the word, None where it does."""
    if i in syntax.function_words:
        return "part of a preposition"
    if rule.trigger.voice is not None and not _in_voice(syntax.tokens[i], rule.trigger):
        return _other_voice(rule.trigger)
    for pattern, lemmas in rule.when:
        if not _governs(syntax, i, pattern, lemmas):
            return _nothing_fitting(pattern)
    for pattern, lemmas in rule.unless:
        if _governs(syntax, i, pattern, lemmas):
            return f"another meaning, by what stands at «{pattern.source}»"
    return None


def _other_voice(trigger: Trigger) -> str:
    return f"not in the {trigger.voice} voice"


def _nothing_fitting(pattern: Pattern) -> str:
    return f"nothing fitting at «{pattern.source}»"


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
            for head in syntax.conjuncts(found.head):
                if is_among(syntax, head, lemmas):
                    return True
    return False
