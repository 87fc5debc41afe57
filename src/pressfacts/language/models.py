"""slovnet's models with the weights that lie in the natasha distribution.

The natasha package itself is never imported: it pulls pymorphy2, which fails on a fresh Python.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

from navec import Navec
from slovnet import NER, Morph, Syntax

from pressfacts.errors import ModelError

NAVEC = "natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar"
MORPH = "natasha/data/model/slovnet_morph_news_v1.tar"
SYNTAX = "natasha/data/model/slovnet_syntax_news_v1.tar"
NER_MODEL = "natasha/data/model/slovnet_ner_news_v1.tar"


class Analysis(NamedTuple):
    """What the models say of one sentence; every list is as long as its words."""

    pos: list[str]
    feats: list[dict[str, str]]
    heads: list[int]  # -1 for the root
    rels: list[str]
    names: list[tuple[str, int, int]]  # type, first, last (half-open)


class Models:
    """The three models over one set of vectors."""

    def __init__(self) -> None:
        vectors = Navec.load(_weights(NAVEC))
        self._morph = Morph.load(_weights(MORPH)).navec(vectors)
        self._syntax = Syntax.load(_weights(SYNTAX)).navec(vectors)
        self._ner = NER.load(_weights(NER_MODEL)).navec(vectors)

    def analyse(self, sentences: Sequence[list[str]]) -> list[Analysis]:
        """Tags, trees and names of tokenised sentences, in their order."""
        tags = self._morph.map(sentences)
        trees = self._syntax.map(sentences)
        names = self._name_tags(sentences)
        return [
            _analysis(morph, syntax, ner)
            for morph, syntax, ner in zip(tags, trees, names, strict=True)
        ]

    def _name_tags(self, sentences: Sequence[list[str]]) -> Iterable[list[str]]:
        # slovnet's own entry point splits the text into words again; the parts below do not.
        infer = self._ner.infer
        predictions = infer.process(infer.encoder(sentences))
        decoded: Iterable[list[str]] = infer.decoder(predictions)
        return decoded


def _analysis(morph: Any, syntax: Any, name_tags: list[str]) -> Analysis:
    return Analysis(
        pos=[token.pos for token in morph.tokens],
        feats=[dict(token.feats) for token in morph.tokens],
        heads=[_head(int(token.head_id) - 1, i) for i, token in enumerate(syntax.tokens)],
        rels=[token.rel for token in syntax.tokens],
        names=list(_name_spans(name_tags)),
    )


def _head(head: int, own: int) -> int:
    # The arc decoder sometimes makes a token its own head; that is a root.
    return -1 if head == own else head


def _name_spans(tags: list[str]) -> Iterator[tuple[str, int, int]]:
    """Type and half-open token range of each B-/I- run."""
    first = 0
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        if i == 0 or tag.startswith("B-") or tags[i - 1][2:] != tag[2:]:
            first = i
        after = tags[i + 1] if i + 1 < len(tags) else "O"
        if after.startswith("B-") or after[2:] != tag[2:]:
            yield tag[2:], first, i + 1


def _weights(name: str) -> str:
    try:
        path = Path(str(distribution("natasha").locate_file(name)))
    except PackageNotFoundError as problem:
        raise ModelError("the natasha distribution is not installed", "pip install natasha") from problem
    if not path.is_file():
        raise ModelError(f"no model at {path}", "pip install --force-reinstall natasha")
    return str(path)
