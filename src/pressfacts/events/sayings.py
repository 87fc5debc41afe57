"""The words of a release that attribute speech: those of templates with `reader = "speech"`."""

from collections.abc import Iterator

from pressfacts.events.match import SILENT_BLOCKS
from pressfacts.events.scene import Scene
from pressfacts.events.stream import Stream
from pressfacts.events.templates import Rule, Templates
from pressfacts.events.triggers import refusal, rules_of


class Sayings:
    """Looks up which word says something, by which rule."""

    def __init__(self, scene: Scene, stream: Stream, templates: Templates) -> None:
        self.scene = scene
        self.stream = stream
        self.rules: dict[int, tuple[Rule, ...]] = dict(self._triggers(templates))
        # for attributions by a mere name or by a verb that is in no template
        self.plain = next((r for r in _speech_rules(templates) if takes(r, "quotation")), None)

    def _triggers(self, templates: Templates) -> Iterator[tuple[int, tuple[Rule, ...]]]:
        for i, token in enumerate(self.stream.tokens):
            if token.lemma not in templates.lemmas:
                continue
            rules = [r for r in rules_of(token, templates) if r.template.reader == "speech"]
            if rules and self.scene.sentences[self.stream.sentence[i]].kind not in SILENT_BLOCKS:
                yield i, tuple(rules)

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
        return next((r for r in self.rules[i] if takes(r, source) and self.applies(i, r)), None)

    def applies(self, i: int, rule: Rule) -> bool:
        """Do the rule's conditions hold? A negation must be one of them («не исключил»)."""
        sentence, token = self.stream.address(i)
        negated = any(self.stream.lemma(c) == "не" for c in self.stream.children(i))
        wanted = any(path[0].name == "negation" for p, _ in rule.when for path in p.paths)
        return negated <= wanted and refusal(self.scene.syntax(sentence), token, rule) is None

    def why_not(self, i: int) -> str:
        """Why the word tells of nothing said."""
        if not self.asserts(i):
            return "not told as said"
        if not any(self.applies(i, rule) for rule in self.rules[i]):
            sentence, token = self.stream.address(i)
            refused = refusal(self.scene.syntax(sentence), token, self.rules[i][-1])
            return refused or "denied"
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


def _speech_rules(templates: Templates) -> Iterator[Rule]:
    for table in (templates.verbs, templates.nouns, templates.words):
        for rules in table.values():
            yield from (r for r in rules if r.template.reader == "speech")
