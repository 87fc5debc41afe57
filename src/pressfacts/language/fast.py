"""slovnet's three models in plain numpy, several times as fast, with the same answers.

What makes it fast, with the share of the gain that each step brings, is told where it is done:
weights read in place (`archive`), no dictionary of words (`vocabulary`), a table of the first
layer (`encoder`, `table`), whole texts in one product (`encoder`), decoding in blocks (`decode`).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import numpy as np

from pressfacts.language.analysis import Analysis, name_spans, read_tag
from pressfacts.language.archive import Archive
from pressfacts.language.decode import Ids, NameTagger, Tagger, TreeBuilder, sentence_rows
from pressfacts.language.encoder import (
    Encoder,
    FirstLayers,
    Floats,
    Rows,
    blocks,
    neighbours,
)
from pressfacts.language.recent import Recent
from pressfacts.language.table import RowTable
from pressfacts.language.vocabulary import WordList, shape_of

CAPACITY = 4_096  # rows of the first layer's tables: 38 MB when all are filled
FORMS = 4_096  # surface forms whose key is remembered, and as many of the generation before
SHAPES = 128  # more than there are


class FastModels:
    """Morphology, syntax and names over one set of vectors and one table of words."""

    def __init__(self, archives: dict[str, Archive], capacity: int = CAPACITY) -> None:
        morph, syntax, ner = archives["morph"], archives["syntax"], archives["ner"]
        self._vectors = Vectors(archives["navec"])
        self._keys = Keys(morph)
        names = morph.lines("vocabs/tag.gz")
        self._tag = cache(lambda number: read_tag(names[number]))
        self._relations = syntax.lines("vocabs/rel.gz")
        self._name_tags = ner.lines("vocabs/tag.gz")
        self._encoders = morph_encoder, syntax_encoder, ner_encoder = (
            Encoder(morph),
            Encoder(syntax),
            Encoder(ner),
        )
        self._first = FirstLayers(self._encoders, self._vectors.order, capacity)
        self._tagger = Tagger(morph, morph_encoder)
        self._trees = TreeBuilder(syntax, syntax_encoder)
        self._name_tagger = NameTagger(ner, ner_encoder)
        self._table = RowTable(capacity)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Tags, trees and names of tokenised sentences, in their order."""
        if not any(sentences):
            return [Analysis([], [], [], []) for _ in sentences]
        starts, ends = sentence_rows(sentences)
        keys = self._keys.of(chain.from_iterable(sentences))
        around = neighbours(starts, ends)
        projected = [
            self._project(keys[read], around[read] - read.start, kept)
            for read, kept in blocks(len(keys))
        ]
        tags, hidden, emissions = map(np.concatenate, zip(*projected, strict=True))
        heads, relations = self._trees.decode(hidden, starts, ends)
        names = self._name_tagger.decode(emissions, starts, ends)
        all_tags = list(map(self._tag, tags.tolist()))
        all_heads = heads.tolist()
        relation_names = _named(relations, self._relations)
        name_tags = _named(names, self._name_tags)
        return [
            Analysis(
                tags=all_tags[start:end],
                heads=all_heads[start:end],
                rels=relation_names[start:end],
                names=list(name_spans(name_tags[start:end])),
            )
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    def _project(self, keys: list[int], around: Rows, kept: slice) -> tuple[Ids, Floats, Floats]:
        """What the three decoders need of a block of rows."""
        rows, added = self._table.assign(keys)
        if added:
            words, shapes = np.divmod(np.fromiter(added, np.intp, len(added)), SHAPES)
            new = np.fromiter(added.values(), np.intp, len(added))
            self._first.learn(new, self._vectors[words], shapes)
        morph, syntax, ner = (
            encoder.features(inner, around)[kept]
            for encoder, inner in zip(self._encoders, self._first.read(rows, around), strict=True)
        )
        return (
            self._tagger.project(morph),
            self._trees.project(syntax),
            self._name_tagger.project(ner),
        )


def _named(ids: Ids, names: list[str]) -> list[str]:
    # Through a list: Python reads those several times faster than arrays.
    return [names[i] for i in ids.tolist()]


class Keys:
    """For each surface form a number for all that the models see of it: its word and its shape.

    Unknown words of one shape are the same to them.
    """

    def __init__(self, archive: Archive) -> None:
        self._words = WordList(archive.unzipped("vocabs/word.gz"))
        self._shapes = {shape: i for i, shape in enumerate(archive.lines("vocabs/shape.gz"))}
        self._of_form = Recent(self._find, FORMS).__getitem__

    def of(self, forms: Iterable[str]) -> list[int]:
        """The keys of the words of a text."""
        return list(map(self._of_form, forms))

    def _find(self, form: str) -> int:
        return self._words.id(form.lower()) * SHAPES + self._shapes[shape_of(form)]


class Vectors:
    """navec's vectors, each word stored as a hundred references to pieces of three numbers."""

    def __init__(self, archive: Archive) -> None:
        header = np.frombuffer(archive.member("pq.bin"), np.uint32, 4)
        words, dimensions, parts, centroids = header.tolist()
        start = header.nbytes
        self._references = archive.array("pq.bin", start, np.uint8, (words, parts))
        pieces = archive.array(
            "pq.bin",
            start + self._references.nbytes,
            np.float32,
            (parts * centroids, dimensions // parts),
        )
        # By first, second and third numbers: the same numbers of all words lie side by side.
        self._numbers = np.ascontiguousarray(pieces.T)
        self._first_piece = np.arange(parts)[:, None] * centroids
        self.order = np.arange(dimensions).reshape(parts, -1).T.ravel()

    def __getitem__(self, words: Ids) -> Floats:
        """Words x dimensions, which stand in another `order`."""
        pieces = self._first_piece + self._references[words].T
        vectors: Floats = np.take(self._numbers, pieces, axis=1, mode="clip")
        return vectors.reshape(-1, len(words)).T
