"""slovnet itself, for model files that the fast path does not know: slower, and never wrong."""

from collections.abc import Sequence
from typing import Any

from navec import Navec
from slovnet import NER, Morph, Syntax

from pressfacts.language.analysis import Analysis, name_spans, read_tag
from pressfacts.language.archive import model_path


class StockModels:
    """The three models over one set of vectors, as slovnet runs them."""

    def __init__(self) -> None:
        vectors = Navec.load(str(model_path("navec")))
        self.morph = Morph.load(str(model_path("morph"))).navec(vectors)
        self.syntax = Syntax.load(str(model_path("syntax"))).navec(vectors)
        self.ner = NER.load(str(model_path("ner"))).navec(vectors)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Tags, trees and names of tokenised sentences, in their order."""
        every = zip(
            _decoded(self.morph, sentences),
            self.syntax.map(sentences),
            _decoded(self.ner, sentences),
            strict=True,
        )
        return [
            Analysis(
                tags=[read_tag(tag) for tag in tags],
                heads=[_head(int(token.head_id) - 1, i) for i, token in enumerate(tree.tokens)],
                rels=[token.rel for token in tree.tokens],
                names=list(name_spans(name_tags)),
            )
            for tags, tree, name_tags in every
        ]


def _decoded(model: Any, sentences: Sequence[Sequence[str]]) -> Any:
    # slovnet's own entry points take texts, or wrap each word; the parts below do neither.
    infer = model.infer
    return infer.decoder(infer.process(infer.encoder(sentences)))


def _head(head: int, own: int) -> int:
    # The arc decoder sometimes makes a token its own head; that is a root.
    return -1 if head == own else head
