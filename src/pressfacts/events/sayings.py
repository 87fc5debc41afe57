"""The words of a release that attribute speech: those of templates with `reader = "speech"`."""

from collections.abc import Iterator

from pressfacts.events.match import SILENT_BLOCKS
from pressfacts.events.scene import Scene
from pressfacts.events.stream import Stream
from pressfacts.events.templates import Rule, Templates
from pressfacts.events.triggers import may_apply, may_be_in_preposition, refusal


class Sayings:
    """Looks up which word says something, by which rule."""

    def __init__(self, scene: Scene, stream: Stream, templates: Templates) -> None:
        self.scene = scene
        self.stream = stream
        self.plain = templates.plain
        self.rules: dict[int, tuple[Rule, ...]] = dict(self._triggers(templates))
        self._applying: dict[int, tuple[Rule, ...]] = {}

    def _triggers(self, templates: Templates) -> Iterator[tuple[int, tuple[Rule, ...]]]:
        known = templates.sayings
        for number, sentence in enumerate(self.scene.sentences):
            if sentence.kind in SILENT_BLOCKS or known.isdisjoint(sentence.lemmas):
                continue
            for i, lemma in enumerate(sentence.lemmas):
                if lemma in known:
                    candidates = templates.candidates(sentence.tokens[i])
                    if candidates is not None and candidates.speech:
                        yield self.stream.offsets[number] + i, candidates.speech

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
        return next((r for r in self.applying(i) if r.takes(source)), None)

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
        return tuple([rule for rule in rules if self._applies(i, rule)])

    def _is_negated(self, i: int) -> bool:
        return any(self.stream.tokens[c].lemma == "не" for c in self.stream.children(i))

    def _applies(self, i: int, rule: Rule) -> bool:
        """Does a rule apply to a word? Most often words alone tell, without a tree."""
        token = self.stream.tokens[i]
        lemmas = self.scene.lemmas(self.stream.sentence[i])
        if not may_apply(token, rule, lemmas):
            return False
        if _is_unconditional(rule, lemmas) and not may_be_in_preposition(token):
            return True
        return self._refusal(i, rule) is None

    def _refusal(self, i: int, rule: Rule) -> str | None:
        sentence, place = self.stream.address(i)
        return refusal(self.scene.syntax(sentence), place, rule)

    def why_not(self, i: int) -> str:
        """Why the word tells of nothing said."""
        if not self.asserts(i):
            return "not told as said"
        if not self.applying(i):
            return self._refusal(i, self.rules[i][-1]) or "denied"
        places = dict.fromkeys(p.source for r in self.rules[i] for p in r.patterns["content"])
        return f"no words said at {', '.join(places)}"

    def asserts(self, i: int) -> bool:
        """Third person or past, neither commanded, nor conditional, nor an infinitive."""
        feats = self.stream.tokens[i].feats
        if feats.get("Person") in {"1", "2"} or feats.get("Mood") in {"Imp", "Cnd"}:
            return False
        return feats.get("VerbForm") != "Inf"


def _is_unconditional(rule: Rule, lemmas: frozenset[str]) -> bool:
    """Can nothing in a sentence of these lemmas keep the rule from applying?"""
    if rule.when:
        return False
    return not rule.unless or all(words.isdisjoint(lemmas) for _, words in rule.unless)


def _wants_negation(rule: Rule) -> bool:
    return any(path[0].name == "negation" for p, _ in rule.when for path in p.paths)
