"""`Language`: from blocks to sentences with grammar, trees and names."""

from collections.abc import Sequence
from functools import cached_property

from pressfacts.language.analysis import Analysis, Tag
from pressfacts.language.models import Models, load_models
from pressfacts.language.morphology import Morphology
from pressfacts.language.segment import Word, split_sentences
from pressfacts.language.tree import children_of, rooted
from pressfacts.records import Block, NameSpan, Sentence, Token

DECLINED = frozenset({"NOUN", "PROPN", "ADJ", "ADV"})
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
        tokens = tuple(
            self._token(word, tag, head, rel, first=word is words[0])
            for word, tag, head, rel in zip(words, analysis.tags, heads, analysis.rels, strict=True)
        )
        return Sentence(
            start=words[0].start,
            end=words[-1].end,
            text=text[words[0].start : words[-1].end],
            block=number,
            kind=block.kind,
            tokens=tokens,
            names=tuple(NameSpan(*name) for name in analysis.names),  # type: ignore[arg-type]
            children=children_of(heads),
        )

    def _token(self, word: Word, tag: Tag, head: int, rel: str, *, first: bool) -> Token:
        if tag.pos in DECLINED and (first or word.text.islower()):
            verb = self.morphology.only_verb(word.text)
            if verb is not None:
                # the models do not know the form, and guess; their tree is right all the same
                tag, rel = verb, CLAUSE.get(rel, rel) if head >= 0 else "root"
        return Token(
            start=word.start,
            end=word.end,
            text=word.text,
            lemma=self.morphology.lemma(word.text, tag),
            pos=tag.pos,
            case=tag.case,
            number=tag.number,
            gender=tag.gender,
            feats=tag.feats,
            head=head,
            rel=rel,
        )
