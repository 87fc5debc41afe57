"""Who says it: by the trigger's patterns, else by place among the narrator's words."""

from pressfacts.events.arguments import find_arguments
from pressfacts.events.fillers import Found, entity_filler, fill
from pressfacts.events.grammar import function_words
from pressfacts.events.relations import Argument
from pressfacts.events.scene import Scene
from pressfacts.events.stream import Stream
from pressfacts.events.templates import FillerKind
from pressfacts.events.told import Told
from pressfacts.records import Reference

SPEAKERS = frozenset(("person", "organization"))


class Speakers:
    """Finds the speakers of attributions."""

    def __init__(self, scene: Scene, stream: Stream) -> None:
        self.scene = scene
        self.stream = stream

    def of(self, told: Told, before: tuple[Found, ...]) -> tuple[Found, ...]:
        """The speakers of an attribution; `before` are those of the attribution before it."""
        i = told.trigger
        token = self.stream.tokens[i]
        if token.pos == "PROPN":
            return self._by_place(told)
        found = [f for f in self.by_syntax(told) if not self._is_said(told, f)]
        if any(f.filler.entity for f in found):
            return tuple(found)
        found = self._named_within(found) or found
        free = token.feats.get("VerbForm") == "Conv" or told.is_quoted
        found = found or (list(self._by_place(told)) if free else [])
        if found:
            return tuple(found)
        bare = token.pos in {"VERB", "ADJ"} and token.number == "Sing" and not self._has_subject(i)
        return before if bare or self._points_back(i) else ()

    def _is_said(self, told: Told, found: Found) -> bool:
        """Does the filler stand among the words said? The parser reaches over colons and marks."""
        return told.says(self.stream.offsets[found.sentence] + found.head)

    def by_syntax(self, told: Told) -> list[Found]:
        """What the trigger's patterns for the speaker lead to."""
        sentence, token = self.stream.address(told.trigger)
        syntax = self.scene.syntax(sentence)
        kinds = told.rule.template.roles["speaker"].fillers
        reflexive = syntax.tokens[token].lemma.endswith("ся")  # «признавался» is no passive
        own = self._subject_s(told, kinds) if reflexive else []
        if own:
            return own
        for pattern in told.rule.patterns["speaker"]:
            if pattern.marks.isdisjoint(syntax.prepositions):
                continue
            found = [
                f
                for argument in find_arguments(syntax, token, pattern)
                if argument.head != token
                for f in fill(self.scene, sentence, argument, kinds)
            ]
            if found:
                return _distinct(found)
        return self._subject_s(told, kinds) if syntax.is_verb(token) else []

    def _subject_s(self, told: Told, kinds: tuple[FillerKind, ...]) -> list[Found]:
        """The nominative of a verb that was taken for a passive, or the body of «в компании»."""
        sentence, token = self.stream.address(told.trigger)
        syntax = self.scene.syntax(sentence)
        subjects = [c for c in syntax.dependents[token] if syntax.tokens[c].rel.startswith("nsubj")]
        if not subjects and syntax.tokens[token].rel == "conj":
            # «в компании подтвердили …, и подчеркнули, что …»
            above = syntax.governor[token]
            subjects = [c for c in syntax.below(above) if syntax.preposition[c] in {"в", "на"}]
        return [
            f for c in subjects for f in fill(self.scene, sentence, Argument(c, "subject"), kinds)
        ]

    def label(self, first: int, last: int) -> Reference | None:
        """Whom words without a verb name («Иван Петров, директор завода:»): a person first."""
        found = self._references(first, last)
        found.sort(key=lambda r: (self.scene.kind(r) != "person", r.form != "name", self.index(r)))
        return found[0] if found and found[0].form in {"name", "role"} else None

    def index(self, reference: Reference) -> int:
        """The stream's index of the word that heads a reference."""
        return self.stream.offsets[reference.sentence] + reference.head

    def _references(self, first: int, last: int) -> list[Reference]:
        """The people and organizations that words refer to, each at its head."""
        found = []
        for k in range(first, last):
            sentence, token = self.stream.address(k)
            found += [
                r
                for r in self.scene.references(sentence, token)[:1]
                if r.head == token and self.scene.kind(r) in SPEAKERS
            ]
        return found

    def _by_place(self, told: Told) -> tuple[Found, ...]:
        """The nominative name (else another name) among the words, behind the trigger first."""
        near = [
            (self._distance(r, told.trigger), self.index(r), r)
            for r in self._references(*told.narration)
            if not told.says(self.index(r))
        ]
        if not near:
            return ()
        distance, _, best = min(near, key=lambda one: one[:2])
        if distance[0] > 1:
            return ()
        return (Found(entity_filler(self.scene, best), "nearest name", best.sentence, best.head),)

    def _distance(self, reference: Reference, trigger: int) -> tuple[int, bool, int]:
        index = self.index(reference)
        wrong_case = self.stream.tokens[index].case not in {None, "Nom"}
        organization = self.scene.kind(reference) == "organization"
        return wrong_case + organization, index < trigger, abs(index - trigger)

    def _named_within(self, groups: list[Found]) -> list[Found]:
        """«её коллега, директор «Сатурна» Иван Петров»: the name that the phrase ends in."""
        for group in groups:
            tokens = self.scene.sentences[group.sentence].tokens
            for k, token in enumerate(tokens):
                if not group.filler.start <= token.start < group.filler.end:
                    continue
                for r in self.scene.references(group.sentence, k)[:1]:
                    named = r.form == "name" and self.scene.kind(r) == "person"
                    if named and tokens[r.head].case in {None, "Nom"}:
                        filler = entity_filler(self.scene, r)
                        return [Found(filler, group.rule, group.sentence, r.head)]
        return []

    def _has_subject(self, i: int) -> bool:
        return any(self.stream.tokens[c].rel.startswith("nsubj") for c in self.stream.children(i))

    def _points_back(self, i: int) -> bool:
        """«добавил он», «по её словам», where nothing else says whom the pronoun means."""
        return any(
            self.stream.tokens[c].rel.startswith(("nsubj", "det", "nmod"))
            and self.stream.lemma(c) in function_words().possessive
            for c in self.stream.children(i)
        )


def _distinct(found: list[Found]) -> list[Found]:
    seen: dict[object, Found] = {}
    for f in found:
        seen.setdefault(f.filler.entity or (f.filler.start, f.filler.end), f)
    return list(seen.values())
