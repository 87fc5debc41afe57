"""`Language`: from blocks to sentences with grammar, trees and names."""

from collections.abc import Sequence
from functools import cached_property

from pressfacts.language.analysis import Analysis
from pressfacts.language.models import Models, load_models
from pressfacts.language.morphology import Morphology
from pressfacts.language.segment import Word, split_sentences
from pressfacts.language.tree import children_of, rooted
from pressfacts.records import Block, NameSpan, Sentence, Token

GUESSED = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "VERB"})
NO_NOUN = frozenset({"ADJ", "ADV", "VERB"})
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
        heads = rooted(analysis.heads)
        tags, rels = analysis.tags, analysis.rels
        for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
            if tag.pos in GUESSED and (i == 0 or word.text.islower()):
                verb = self.morphology.only_verb(word.text)
                if verb is not None and verb.verb_form != tag.verb_form:
                    # the models do not know the form, and guess; their tree is right all the same
                    tags[i], rels[i] = verb, _verbal(rels[i], heads[i])
                elif tag.pos in NO_NOUN:
                    noun = self.morphology.only_noun(word.text, tag.case)
                    if noun is not None:
                        tags[i], rels[i] = noun, _nominal(rels[i])
        lemma = self.morphology.lemma
        tokens = [
            Token(
                word.start,
                word.end,
                word.text,
                lemma(word.text, tag),
                tag.pos,
                tag.case,
                tag.number,
                tag.gender,
                tag.feats,
                head,
                rel,
            )
            for word, tag, head, rel in zip(words, tags, heads, rels, strict=True)
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
