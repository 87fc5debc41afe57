"""Which words are triggers, and whether a rule applies to one where it stands."""

from pressfacts.events.arguments import follow, is_among
from pressfacts.events.patterns import Pattern
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


def refusal(syntax: Syntax, i: int, rule: Rule) -> str | None:
    """Why the rule does not apply to the word, None where it does."""
    if i in syntax.function_words:
        return "part of a preposition"
    if not _in_voice(syntax, i, rule.trigger):
        return f"not in the {rule.trigger.voice} voice"
    for pattern, lemmas in rule.when:
        if not _governs(syntax, i, pattern, lemmas):
            return f"nothing fitting at «{pattern.source}»"
    for pattern, lemmas in rule.unless:
        if _governs(syntax, i, pattern, lemmas):
            return f"another meaning, by what stands at «{pattern.source}»"
    return None


def _in_voice(syntax: Syntax, i: int, trigger: Trigger) -> bool:
    if trigger.voice is None:
        return True
    token = syntax.token(i)
    listed = token.lemma.endswith("ся") and token.lemma in trigger.verbs  # «признавался»
    passive = token.feats.get("Voice") == "Pass" and not listed
    return passive == (trigger.voice == "passive")


def _governs(syntax: Syntax, i: int, pattern: Pattern, lemmas: frozenset[str]) -> bool:
    return pattern.can_lead(syntax.prepositions) and any(
        "*" in lemmas or is_among(syntax, head, lemmas)
        for path in pattern.paths
        for found in follow(syntax, i, path)
        for head in syntax.conjuncts(found.head)
    )
