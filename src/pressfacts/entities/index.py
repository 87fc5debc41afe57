"""Which name stands at a token, and where a word stands: an index over a release."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pressfacts.records import Entity, Findings, Reference, Sentence

EMPTY: Mapping[int, Reference] = {}


class Index:
    """References by sentence and token, and words by lemma.

    Where two references overlap, the longer one holds the tokens.
    """

    def __init__(self, sentences: Sequence[Sentence], names: Findings) -> None:
        self.sentences = sentences
        self.entities: dict[str, Entity] = {entity.id: entity for entity in names.entities}
        self._mentions: dict[str, list[Reference]] = {}
        for reference in names.references:
            self._mentions.setdefault(reference.entity, []).append(reference)
        self._rows: dict[int, dict[int, Reference]] = {}
        self._ordered: dict[int, list[Reference]] = {}
        self._spots: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for i, token in enumerate(sentence.tokens):
                self._spots[token.lemma].append((number, i))
        self.add(names.references)

    def spots(self, *lists: Collection[str]) -> list[tuple[int, int]]:
        """Sentence and token of each word whose lemma is in a list, in the order of the text.

        Few words of a rule stand in a release: asked for here, they need no walk over all of it.
        """
        spots, found = self._spots, set[tuple[int, int]]()
        for words in lists:
            for lemma in spots.keys() & words:
                found.update(spots[lemma])
        return sorted(found)

    @property
    def lemmas(self) -> Collection[str]:
        """The lemmas of all words."""
        return self._spots.keys()

    def add(self, references: Iterable[Reference]) -> None:
        """Let more references hold the tokens that are still free."""
        for reference in sorted(references, key=lambda r: (r.first - r.last, r.sentence, r.first)):
            row = self._rows.setdefault(reference.sentence, {})
            for token in range(reference.first, reference.last):
                row.setdefault(token, reference)
        self._ordered.clear()

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
        """Every reference that holds a token, in the order of the text."""
        for sentence in sorted(self._rows):
            yield from self.of_sentence(sentence)

    def of_sentence(self, sentence: int) -> Sequence[Reference]:
        """The references of one sentence that hold tokens, in their order."""
        found = self._ordered.get(sentence)
        if found is None:
            found = self._ordered[sentence] = []
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
