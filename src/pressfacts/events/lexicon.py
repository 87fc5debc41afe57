"""The triggers of a set of templates, with what can be told of all rules of a word at once."""

from collections.abc import Iterable

from msgspec import Struct

from pressfacts.events.patterns import ANY
from pressfacts.events.templates import REFLEXIVE, Rule, Templates
from pressfacts.records import Token

LEXICONS = 4  # kept for sets of templates: a process reads by one, or by some that it compares
UNCONDITIONAL = frozenset((ANY,))


class Candidates(Struct, frozen=True):
    """The rules whose trigger a word may be, by the reader of their templates.

    `wanted` are lemmas: where a sentence has none of them, no rule of patterns applies.
    """

    patterns: tuple[Rule, ...]
    speech: tuple[Rule, ...]
    wanted: frozenset[str]


class Lexicon(Struct, frozen=True):
    """Which words may be triggers: most words of a text are none."""

    verbs: dict[str, Candidates]
    nouns: dict[str, Candidates]
    words: dict[str, Candidates]
    lemmas: frozenset[str]  # that rules of patterns know, also as reflexives
    sayings: frozenset[str]  # that rules of speech know, also as reflexives
    plain: Rule | None  # for attributions by a mere name or by a verb that is in no template

    def candidates(self, token: Token) -> Candidates | None:
        """Every rule whose trigger the word may be."""
        lemma = token.lemma
        if token.pos in {"VERB", "AUX"} or token.feats.get("VerbForm") == "Part":
            return self.verbs.get(lemma) or self._without_reflexive(token)
        if token.pos in {"NOUN", "PROPN"}:
            return self.nouns.get(lemma)
        found = self.words.get(lemma)
        if found is None and token.pos == "ADJ" and lemma.endswith("ть"):
            return self.verbs.get(lemma)
        return found

    def _without_reflexive(self, token: Token) -> Candidates | None:
        """«подписывается» is «подписывать» in the passive."""
        if token.feats.get("Voice") == "Pass" and token.lemma.endswith(REFLEXIVE):
            return self.verbs.get(token.lemma[:-2])
        return None


_lexicons: dict[str, Lexicon] = {}  # by the digest of their templates


def lexicon_of(templates: Templates) -> Lexicon:
    """The triggers of some templates, sorted once."""
    lexicon = _lexicons.get(templates.digest)
    if lexicon is None:
        if len(_lexicons) == LEXICONS:
            _lexicons.clear()
        lexicon = _lexicons[templates.digest] = _read_lexicon(templates)
    return lexicon


def _read_lexicon(templates: Templates) -> Lexicon:
    known: dict[tuple[int, ...], Candidates] = {}  # the lemmas of a trigger share their rules

    def candidates(rules: tuple[Rule, ...]) -> Candidates:
        same = tuple(map(id, rules))
        return known.get(same) or known.setdefault(same, _candidates(rules))

    verbs, nouns, words = (
        {lemma: candidates(rules) for lemma, rules in table.items()}
        for table in (templates.verbs, templates.nouns, templates.words)
    )
    found = [one for table in (verbs, nouns, words) for one in table.items()]
    of_speech = [rule for _, one in found for rule in one.speech]
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        words=words,
        lemmas=_with_reflexives(lemma for lemma, one in found if one.patterns),
        sayings=_with_reflexives(lemma for lemma, one in found if one.speech),
        plain=next((rule for rule in of_speech if takes(rule, "quotation")), None),
    )


def _candidates(rules: tuple[Rule, ...]) -> Candidates:
    patterns = [rule for rule in rules if rule.template.reader == "patterns"]
    wanted = [rule.when[0][1] if rule.when else UNCONDITIONAL for rule in patterns]
    return Candidates(
        patterns=tuple(patterns),
        speech=tuple([rule for rule in rules if rule.template.reader == "speech"]),
        wanted=frozenset[str]().union(*wanted),
    )


def _with_reflexives(lemmas: Iterable[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in (lemma, *(lemma + s for s in REFLEXIVE)))


def takes(rule: Rule, source: str) -> bool:
    """May the rule's content stand at the place?"""
    return any(pattern.source == source for pattern in rule.patterns["content"])
