"""`Language`: from blocks to sentences with grammar, trees and names."""

from collections.abc import Sequence
from functools import cached_property

from pressfacts.language.analysis import Analysis, Tag
from pressfacts.language.models import Models, load_models
from pressfacts.language.morphology import Morphology
from pressfacts.language.segment import Words, split_sentences
from pressfacts.language.tree import tree_of
from pressfacts.records import Block, NameSpan, Sentence, Token

CLAUSE = {"amod": "parataxis", "nmod": "parataxis", "flat:name": "parataxis"}


class Language:
    """Models and dictionary, loaded at their first use and kept."""

    @cached_property
    def models(self) -> Models:
        """The neural models."""
        return load_models()

    @cached_property
    def morphology(self) -> Morphology:
        """The dictionary."""
        return Morphology()

    def annotate(self, text: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
        """Every sentence of every block but the noise, in the order of the text."""
        split = [
            (number, block, words)
            for number, block in enumerate(blocks)
            if block.kind != "noise"
            for words in split_sentences(text, block.start, block.end)
        ]
        analyses = self.models.analyse([words.texts for _, _, words in split])
        return tuple(
            self._sentence(text, number, block, words, analysis)
            for (number, block, words), analysis in zip(split, analyses, strict=True)
        )

    def _sentence(
        self, text: str, number: int, block: Block, words: Words, analysis: Analysis
    ) -> Sentence:
        heads, children = tree_of(analysis.heads)
        grammar = self.morphology.grammar
        first = grammar(words.texts[0], analysis.tags[0], True)
        others = map(grammar, words.texts[1:], analysis.tags[1:])
        tags, lemmas = zip(first, *others, strict=True)
        rels = _corrected(analysis, tags, heads)
        tokens = [
            Token(
                start,
                end,
                word,
                lemma,
                tag.pos,
                tag.case,
                tag.number,
                tag.gender,
                tag.feats,
                head,
                rel,
            )
            for start, end, word, lemma, tag, head, rel in zip(
                words.starts, words.ends, words.texts, lemmas, tags, heads, rels, strict=True
            )
        ]
        start, end = words.starts[0], words.ends[-1]
        return Sentence(
            start=start,
            end=end,
            text=text[start:end],
            block=number,
            kind=block.kind,
            tokens=tuple(tokens),
            lemmas=lemmas,
            names=tuple([NameSpan(*name) for name in analysis.names]),  # type: ignore[arg-type]
            children=children,
        )


def _corrected(analysis: Analysis, tags: Sequence[Tag], heads: Sequence[int]) -> list[str]:
    """The relations, where the dictionary was surer of another tag than the model's."""
    guesses, rels = analysis.tags, analysis.rels
    if list(tags) != guesses:
        for i, (tag, guess) in enumerate(zip(tags, guesses, strict=True)):
            if tag is not guess:
                rels[i] = _verbal(rels[i], heads[i]) if tag.pos == "VERB" else _nominal(rels[i])
    return rels


def _verbal(rel: str, head: int) -> str:
    """The relation of a noun or adjective that turns out to be a verb."""
    return CLAUSE.get(rel, rel) if head >= 0 else "root"


def _nominal(rel: str) -> str:
    """The relation of an adjective that turns out to be a noun."""
    return "nmod" if rel == "amod" else rel
