"""Which name stands at a token: an index over the references of a release."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pressfacts.records import Entity, Findings, Reference, Sentence

EMPTY: Mapping[int, Reference] = {}


class Index:
    """References by sentence and token; where two overlap, the longer one holds the tokens."""

    def __init__(self, sentences: Sequence[Sentence], names: Findings) -> None:
        self.sentences = sentences
        self.entities: dict[str, Entity] = {entity.id: entity for entity in names.entities}
        self._mentions: dict[str, list[Reference]] = {}
        for reference in names.references:
            self._mentions.setdefault(reference.entity, []).append(reference)
        self._rows: dict[int, dict[int, Reference]] = {}
        self.add(names.references)

    def add(self, references: Iterable[Reference]) -> None:
        """Let more references hold the tokens that are still free."""
        for reference in sorted(references, key=lambda r: (r.first - r.last, r.sentence, r.first)):
            row = self._rows.setdefault(reference.sentence, {})
            for token in range(reference.first, reference.last):
                row.setdefault(token, reference)

    def row(self, sentence: int) -> Mapping[int, Reference]:
        """The references of a sentence by the tokens that they hold: for a walk over all tokens."""
        return self._rows.get(sentence, EMPTY)

    def at(self, sentence: int, token: int) -> Reference | None:
        """The reference that holds a token."""
        return self._rows.get(sentence, EMPTY).get(token)

    def mentions(self, entity: str) -> list[Reference]:
        """The references by name to an entity."""
        return self._mentions.get(entity, [])

    def references(self) -> Iterator[Reference]:
        """Every reference that holds a token, once, in the order of the text."""
        seen = None
        for _, row in sorted(self._rows.items()):
            for token in sorted(row):
                if row[token] is not seen:
                    seen = row[token]
                    yield seen

    def of_sentence(self, sentence: int) -> list[Reference]:
        """The references of one sentence that hold tokens, in their order."""
        found: list[Reference] = []
        for _, reference in sorted(self.row(sentence).items()):
            if not found or found[-1] is not reference:
                found.append(reference)
        return found

    def type_of(self, entity: str) -> str:
        """The type that an entity's id begins with."""
        return entity.rpartition("-")[0]

    def of_type(self, sentence: int, token: int, *types: str) -> Reference | None:
        """The reference that holds a token, if its entity is of one of the types."""
        reference = self.at(sentence, token)
        if reference is None or self.type_of(reference.entity) not in types:
            return None
        return reference
