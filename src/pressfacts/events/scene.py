"""What the engine knows of a release before it looks for events."""

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from functools import cached_property
from typing import get_args

from pressfacts.events.syntax import Syntax, lemmas_of
from pressfacts.records import (
    Block,
    Entity,
    Findings,
    Position,
    Reference,
    Sentence,
)

PREFERENCE = {"name": 0, "role": 1, "noun": 2, "pronoun": 3}
KINDS: dict[type[Entity], str] = {kind: kind.__name__.lower() for kind in get_args(Entity)}
OPENING = 2  # blocks: the title and the lead
OFTEN = 3  # mentions that make a body the matter of its release


class Scene:
    """The sentences of a release with the entities that their words stand for."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        findings: Findings,
        positions: Sequence[Position],
        published: datetime.date | None = None,
    ) -> None:
        self.published = published
        self.text = text
        self.blocks = blocks
        self.sentences = sentences
        self.positions = positions
        self._spoken_of = findings.references
        self.entities: dict[str, Entity] = {entity.id: entity for entity in findings.entities}
        self._kinds = {entity.id: KINDS[type(entity)] for entity in findings.entities}
        # what each phrase stands for, by its sentence and head and the kinds wanted
        self.referents: dict[tuple[int, int, Set[str]], Sequence[Reference]] = {}
        self._lemmas: list[frozenset[str] | None] = [None] * len(sentences)
        self._syntax: list[Syntax | None] = [None] * len(sentences)
        self._references: list[dict[int, list[Reference]]] = [{} for _ in sentences]
        self._named: list[set[str]] = [set() for _ in sentences]
        self._dated: dict[int, list[Reference]] = defaultdict(list)
        shared: list[tuple[list[Reference], int]] = []
        for reference in findings.references:
            kind, sentence = self._kinds[reference.entity], reference.sentence
            self._named[sentence].add(kind)
            if kind == "date":
                self._dated[sentence].append(reference)
            there = self._references[sentence]
            for token in range(reference.first, reference.last):
                if token not in there:
                    there[token] = [reference]
                    continue
                there[token].append(reference)
                if len(there[token]) == 2:
                    shared.append((there[token], token))
        for references, token in shared:
            _put_in_order(references, token)
        self._dates: dict[int, list[Reference]] = {}

    def syntax(self, sentence: int) -> Syntax:
        """The sentence's repaired tree, built at its first use."""
        syntax = self._syntax[sentence]
        if syntax is None:
            words = self.sentences[sentence]
            syntax = self._syntax[sentence] = Syntax(words, self._lemmas[sentence])
        return syntax

    def lemmas(self, sentence: int) -> frozenset[str]:
        """The lemmas of a sentence, with the wildcards of patterns: they spare many a tree."""
        lemmas = self._lemmas[sentence]
        if lemmas is None:
            lemmas = self._lemmas[sentence] = lemmas_of(self.sentences[sentence])
        return lemmas

    def references(self, sentence: int, token: int) -> Sequence[Reference]:
        """What the token stands for: names before role words, nouns and pronouns."""
        return self._references[sentence].get(token, ())

    def kind(self, reference: Reference) -> str:
        """The type of the entity referred to."""
        return self._kinds[reference.entity]

    def named(self, sentence: int) -> Set[str]:
        """The types of the entities that a sentence refers to."""
        return self._named[sentence]

    def dates(self, sentence: int) -> list[Reference]:
        """The dates of a sentence, in its order."""
        if sentence not in self._dated:  # as most
            return []
        if sentence not in self._dates:
            dated = self._dated[sentence]
            found = {
                reference.head: reference
                for i in sorted({i for date in dated for i in range(date.first, date.last)})
                for reference in self.references(sentence, i)[:1]
                if self.kind(reference) == "date"
            }
            self._dates[sentence] = [found[head] for head in sorted(found)]
        return self._dates[sentence]

    def sentences_in(self, start: int, end: int) -> range:
        """The sentences of which something stands between two offsets."""
        starts, ends = self._bounds
        return range(bisect_right(ends, start), bisect_left(starts, end))

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        return [s.start for s in self.sentences], [s.end for s in self.sentences]

    @cached_property
    def paragraphs(self) -> dict[int, list[int]]:
        """The sentences of each block."""
        found: dict[int, list[int]] = defaultdict(list)
        for i, sentence in enumerate(self.sentences):
            found[sentence.block].append(i)
        return dict(found)

    @cached_property
    def home(self) -> Reference | None:
        """The body that the release is about: named at its head, and more often than any other."""
        bodies = [r for r in self._spoken_of if self._kinds[r.entity] == "organization"]
        often = Counter(reference.entity for reference in bodies)
        if max(often.values(), default=0) < OFTEN:
            return None
        opening = sorted(self.paragraphs)[:OPENING]
        named: dict[str, Reference] = {}
        for reference in bodies:
            if reference.form == "name" and self.sentences[reference.sentence].block in opening:
                named.setdefault(reference.entity, reference)
        ranked = sorted(named, key=lambda entity: -often[entity])[:2]
        counts = [often[entity] for entity in ranked]
        alone = len(counts) < 2 or counts[0] > counts[1]
        return named[ranked[0]] if alone and counts and counts[0] >= OFTEN else None


def _put_in_order(references: list[Reference], token: int) -> None:
    references.sort(key=lambda reference: _preference(reference, token))


def _preference(reference: Reference, token: int) -> tuple[bool, bool, int, int]:
    """Names first; then what the token is the head of, before what it only stands inside.

    Of names that overlap, the longer one: the phrase that names several under one head.
    """
    return (
        reference.form != "name",
        reference.head != token,
        PREFERENCE[reference.form],
        (reference.first - reference.last) * (1 if reference.form == "name" else -1),
    )
