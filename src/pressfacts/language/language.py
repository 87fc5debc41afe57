"""`Language`: from blocks to sentences with grammar, trees and names."""

from collections.abc import Sequence
from functools import cached_property

from pressfacts.language.analysis import Analysis
from pressfacts.language.models import Models, load_models
from pressfacts.language.morphology import Morphology
from pressfacts.language.segment import Word, split_sentences
from pressfacts.language.tree import children_of, rooted
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
        analyses = self.models.analyse([[word.text for word in words] for _, _, words in split])
        return tuple(
            self._sentence(text, number, block, words, analysis)
            for (number, block, words), analysis in zip(split, analyses, strict=True)
        )

    def _sentence(
        self, text: str, number: int, block: Block, words: list[Word], analysis: Analysis
    ) -> Sentence:
        heads, rels, grammar = rooted(analysis.heads), analysis.rels, self.morphology.grammar
        grammars = list(map(grammar, [word.text for word in words], analysis.tags))
        grammars[0] = grammar(words[0].text, analysis.tags[0], True)
        for i, guess in enumerate(analysis.tags):
            tag = grammars[i][0]
            if tag is not guess:
                rels[i] = _verbal(rels[i], heads[i]) if tag.pos == "VERB" else _nominal(rels[i])
        tokens = [
            Token(
                word.start,
                word.end,
                word.text,
                lemma,
                tag.pos,
                tag.case,
                tag.number,
                tag.gender,
                tag.feats,
                head,
                rel,
            )
            for word, (tag, lemma), head, rel in zip(words, grammars, heads, rels, strict=True)
        ]
        return Sentence(
            start=words[0].start,
            end=words[-1].end,
            text=text[words[0].start : words[-1].end],
            block=number,
            kind=block.kind,
            tokens=tuple(tokens),
            names=tuple(NameSpan(*name) for name in analysis.names),  # type: ignore[arg-type]
            children=children_of(heads),
        )


def _verbal(rel: str, head: int) -> str:
    """The relation of a noun or adjective that turns out to be a verb."""
    return CLAUSE.get(rel, rel) if head >= 0 else "root"


def _nominal(rel: str) -> str:
    """The relation of an adjective that turns out to be a noun."""
    return "nmod" if rel == "amod" else rel
