"""The words of a release that attribute speech: those of templates with `reader = "speech"`."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pressfacts.events.match import SILENT_BLOCKS
from pressfacts.events.scene import Scene
from pressfacts.events.stream import Stream
from pressfacts.events.templates import REFLEXIVE, Rule, Templates
from pressfacts.events.triggers import may_be_in_preposition, refusal, refusal_at_sight, rules_of

LEXICONS = 4  # kept for sets of templates: a process reads by one, or by some that it compares


class Lexicon(Struct, frozen=True):
    """The words of saying in a set of templates."""

    lemmas: frozenset[str]
    plain: Rule | None  # for attributions by a mere name or by a verb that is in no template


class Sayings:
    """Looks up which word says something, by which rule."""

    def __init__(self, scene: Scene, stream: Stream, templates: Templates) -> None:
        self.scene = scene
        self.stream = stream
        lexicon = _lexicon(templates)
        self.plain = lexicon.plain
        self.rules: dict[int, tuple[Rule, ...]] = dict(self._triggers(templates, lexicon.lemmas))
        self._applying: dict[int, tuple[Rule, ...]] = {}

    def _triggers(
        self, templates: Templates, lemmas: frozenset[str]
    ) -> Iterator[tuple[int, tuple[Rule, ...]]]:
        for number, sentence in enumerate(self.scene.sentences):
            if sentence.kind in SILENT_BLOCKS or lemmas.isdisjoint(self.scene.lemmas(number)):
                continue
            for i, token in enumerate(sentence.tokens, self.stream.offsets[number]):
                if token.lemma in lemmas:
                    rules = tuple(filter(_is_of_speech, rules_of(token, templates)))
                    if rules:
                        yield i, rules

    def says(self, i: int) -> bool:
        """May the word attribute direct speech?"""
        return self.rule(i, "quotation") is not None

    def reports(self, i: int) -> bool:
        """Does the narrator assert with the word that something was said?"""
        return i in self.rules and self.asserts(i)

    def rule(self, i: int, source: str) -> Rule | None:
        """The first rule of a word that lets its content stand at a place."""
        if not self.reports(i):
            return None
        return next((r for r in self.applying(i) if takes(r, source)), None)

    def applying(self, i: int) -> tuple[Rule, ...]:
        """The rules of a word whose conditions hold: asked for at each place of its content."""
        rules = self._applying.get(i)
        if rules is None:
            rules = self._applying[i] = self._find_applying(i)
        return rules

    def _find_applying(self, i: int) -> tuple[Rule, ...]:
        """A negation must be one of a rule's conditions («не исключил»)."""
        rules = self.rules[i]
        if "не" in self.scene.lemmas(self.stream.sentence[i]) and self._is_negated(i):
            rules = tuple([rule for rule in rules if _wants_negation(rule)])
        refusals = self._refusals(i, rules)
        return tuple([r for r, refused in zip(rules, refusals, strict=True) if refused is None])

    def _is_negated(self, i: int) -> bool:
        return any(self.stream.tokens[c].lemma == "не" for c in self.stream.children(i))

    def _refusals(self, i: int, rules: Sequence[Rule]) -> list[str | None]:
        """Why each rule does not apply to a word; most often words alone tell, without a tree."""
        token = self.stream.tokens[i]
        sentence, place = self.stream.address(i)
        lemmas = self.scene.lemmas(sentence)
        needs_tree = may_be_in_preposition(token)
        found = []
        for rule in rules:
            refused = None if needs_tree else refusal_at_sight(token, rule, lemmas)
            if refused is None and (needs_tree or not _is_unconditional(rule, lemmas)):
                refused = refusal(self.scene.syntax(sentence), place, rule)
            found.append(refused)
        return found

    def why_not(self, i: int) -> str:
        """Why the word tells of nothing said."""
        if not self.asserts(i):
            return "not told as said"
        if not self.applying(i):
            return self._refusals(i, self.rules[i][-1:])[0] or "denied"
        places = dict.fromkeys(p.source for r in self.rules[i] for p in r.patterns["content"])
        return f"no words said at {', '.join(places)}"

    def asserts(self, i: int) -> bool:
        """Third person or past, neither commanded, nor conditional, nor an infinitive."""
        feats = self.stream.tokens[i].feats
        if feats.get("Person") in {"1", "2"} or feats.get("Mood") in {"Imp", "Cnd"}:
            return False
        return feats.get("VerbForm") != "Inf"


def takes(rule: Rule, source: str) -> bool:
    """May the rule's content stand at the place?"""
    return any(pattern.source == source for pattern in rule.patterns["content"])


def _is_unconditional(rule: Rule, lemmas: frozenset[str]) -> bool:
    """Can nothing in a sentence of these lemmas keep the rule from applying?"""
    if rule.when:
        return False
    return not rule.unless or all(words.isdisjoint(lemmas) for _, words in rule.unless)


def _wants_negation(rule: Rule) -> bool:
    return any(path[0].name == "negation" for p, _ in rule.when for path in p.paths)


# ---------------------------------------------------------------- lexicon

_lexicons: dict[str, Lexicon] = {}  # by the digest of their templates


def _lexicon(templates: Templates) -> Lexicon:
    lexicon = _lexicons.get(templates.digest)
    if lexicon is None:
        if len(_lexicons) == LEXICONS:
            _lexicons.clear()
        lexicon = _lexicons[templates.digest] = _read_lexicon(templates)
    return lexicon


def _read_lexicon(templates: Templates) -> Lexicon:
    of_speech = [
        (lemma, rule)
        for table in (templates.verbs, templates.nouns, templates.words)
        for lemma, rules in table.items()
        for rule in rules
        if _is_of_speech(rule)
    ]
    lemmas = {lemma for lemma, _ in of_speech}
    return Lexicon(
        lemmas=frozenset(lemmas | {lemma + ending for lemma in lemmas for ending in REFLEXIVE}),
        plain=next((rule for _, rule in of_speech if takes(rule, "quotation")), None),
    )


def _is_of_speech(rule: Rule) -> bool:
    return rule.template.reader == "speech"
