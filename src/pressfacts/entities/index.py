"""Which name stands at a token, and where a word stands: an index over a release."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from pressfacts.records import Entity, Findings, Reference, Sentence


class Index:
    """References by sentence and token, and where words stand.

    Where two references overlap, the longer one holds the tokens. `lemmas` are those of all words.
    """

    def __init__(self, sentences: Sequence[Sentence], names: Findings) -> None:
        self.sentences = sentences
        self.entities: dict[str, Entity] = {entity.id: entity for entity in names.entities}
        self._types = {entity: entity.rpartition("-")[0] for entity in self.entities}
        self._mentions: dict[str, list[Reference]] = {}
        for reference in names.references:
            self._mentions.setdefault(reference.entity, []).append(reference)
        self.lemmas = set[str]().union(*[sentence.lemmas for sentence in sentences])
        self._rows: list[dict[int, Reference]] = [{} for _ in sentences]
        self._ordered: list[Sequence[Reference]] = [()] * len(sentences)
        self.add(names.references)

    def spots(self, *lists: Collection[str]) -> list[tuple[int, int]]:
        """Sentence and token of each word whose lemma is in a list, in the order of the text.

        Of most rules no word stands in a release.
        """
        wanted = set[str]().union(*map(self.lemmas.intersection, lists))
        if not wanted:
            return []
        return [
            (number, i)
            for number, sentence in enumerate(self.sentences)
            if not wanted.isdisjoint(sentence.lemmas)
            for i, lemma in enumerate(sentence.lemmas)
            if lemma in wanted
        ]

    def add(self, references: Sequence[Reference]) -> None:
        """Let more references hold the tokens that are still free."""
        for reference in sorted(references, key=lambda r: (r.first - r.last, r.sentence, r.first)):
            row = self._rows[reference.sentence]
            for token in range(reference.first, reference.last):
                row.setdefault(token, reference)
        for sentence in {reference.sentence for reference in references}:
            self._ordered[sentence] = _in_order(self._rows[sentence])

    def row(self, sentence: int) -> Mapping[int, Reference]:
        """The references of a sentence by the tokens that they hold: for a walk over all tokens."""
        return self._rows[sentence]

    def at(self, sentence: int, token: int) -> Reference | None:
        """The reference that holds a token."""
        return self._rows[sentence].get(token)

    def mentions(self, entity: str) -> list[Reference]:
        """The references by name to an entity."""
        return self._mentions.get(entity, [])

    def references(self) -> Iterable[Reference]:
        """Every reference that holds a token, in the order of the text."""
        return chain.from_iterable(self._ordered)

    def of_sentence(self, sentence: int) -> Sequence[Reference]:
        """The references of one sentence that hold tokens, in their order."""
        return self._ordered[sentence]

    def type_of(self, entity: str) -> str:
        """The type that an entity's id begins with."""
        return self._types[entity]

    def of_type(self, sentence: int, token: int, *types: str) -> Reference | None:
        """The reference that holds a token, if its entity is of one of the types."""
        reference = self._rows[sentence].get(token)
        if reference is None or self._types[reference.entity] not in types:
            return None
        return reference


def _in_order(row: Mapping[int, Reference]) -> Sequence[Reference]:
    """The references that hold the tokens of a sentence."""
    found: list[Reference] = []
    for token in sorted(row):
        if not found or found[-1] is not row[token]:
            found.append(row[token])
    return found
