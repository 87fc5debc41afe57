"""Role words and pronouns that stand for a named person, organization or place.

The release is read once from left to right. What was last spoken of is in focus; a word takes the
candidate that grammar and kind allow, and nothing where two stand equal.
"""

from collections.abc import Iterator, Sequence

from pressfacts.entities.epithets import Epithets
from pressfacts.entities.focus import Focus, Spoken
from pressfacts.entities.gender import gender_of
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import Named
from pressfacts.entities.people import People
from pressfacts.entities.plurals import Plurals
from pressfacts.entities.positions import Holding
from pressfacts.entities.pronouns import clause_of, is_pronoun, resolve_pronoun
from pressfacts.entities.roles import Roles
from pressfacts.entities.titles import Title
from pressfacts.language.morphology import Morphology
from pressfacts.records import Person, Reference, Sentence, Token

REFERRING = frozenset({"PRON", "DET", "NUM", "NOUN", "PROPN"})  # less than half of all words


def resolve_references(
    sentences: Sequence[Sentence],
    titles: Sequence[Title],
    holdings: Sequence[Holding],
    named: dict[str, Named],
    index: Index,
    morphology: Morphology,
) -> tuple[Reference, ...]:
    """The role words and pronouns that resolve, in the order of the text."""
    return tuple(_Resolver(sentences, titles, holdings, named, index, morphology).resolve())


class _Resolver:
    def __init__(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[Title],
        holdings: Sequence[Holding],
        named: dict[str, Named],
        index: Index,
        morphology: Morphology,
    ) -> None:
        self.sentences = sentences
        self.index = index
        self.focus = Focus()
        self.heads = {(title.sentence, title.head) for title in titles}
        self.genders = {
            entity.id: gender_of(entity, sentences, index, morphology)
            for entity in index.entities.values()
            if isinstance(entity, Person)
        }
        people = People(sentences, holdings, index, self.focus, self.genders)
        self.roles = Roles(people, titles)
        self.plurals = Plurals(sentences, named, holdings, index)
        self.epithets = Epithets(people)

    def resolve(self) -> Iterator[Reference]:
        rows: dict[int, dict[int, Title]] = {}
        for (number, i), titled in self.roles.titles.items():
            rows.setdefault(number, {})[i] = titled
        for number, sentence in enumerate(self.sentences):
            quoted = quoted_tokens(sentence)
            names, titles = self.index.row(number), rows.get(number, {})
            for i, token in enumerate(sentence.tokens):
                title = titles.get(i)
                if title is not None:
                    for reference in self._titled(title, quoted):
                        if not self.roles.beside_name(title):
                            self._speak(reference, title.case, quoted)
                        yield reference
                name = names.get(i)
                if name is not None:
                    if name.first == i:
                        self._speak(name, sentence.tokens[name.head].case, quoted)
                elif token.pos in REFERRING:
                    yield from self._word(number, i, token, quoted)

    def _titled(self, title: Title, quoted: Sequence[bool]) -> Sequence[Reference]:
        """Who holds the post of a title phrase, else whom its noun describes."""
        number, head = title.sentence, title.head
        if title.number == "Plur" and not self.roles.beside_name(title):
            return list(self.plurals.holders(title)) or list(self.plurals.references(number, head))
        found = list(self.roles.references(title))
        if found or not self.roles.points(title):
            return found
        return list(self.epithets.references(number, head, quoted=quoted[head]))

    def _word(
        self, number: int, i: int, token: Token, quoted: Sequence[bool]
    ) -> Iterator[Reference]:
        """A word that is no name: a pronoun, «стороны», or a thing that pronouns may mean."""
        tokens = self.sentences[number].tokens
        if is_pronoun(token):
            entity = resolve_pronoun(number, tokens, i, self.focus, quoted=quoted[i])
            if entity is not None:
                reference = Reference(entity, "pronoun", number, i, i + 1, i)
                self._speak(reference, token.case, quoted)
                yield reference
        elif token.number == "Plur" or token.pos == "NUM":
            if (number, i) not in self.heads:
                yield from self.plurals.references(number, i)
        elif token.pos in ("NOUN", "PROPN") and token.number == "Sing":
            described = False
            if (number, i) not in self.heads:
                for reference in self.epithets.references(number, i, quoted=quoted[i]):
                    self._speak(reference, token.case, quoted)
                    described = True
                    yield reference
            if not described and token.pos == "NOUN":
                self._note(number, i, quoted)

    def _speak(self, reference: Reference, case: str | None, quoted: Sequence[bool]) -> None:
        if reference.form != "name":
            self.plurals.note(reference)
        tokens = self.sentences[reference.sentence].tokens
        entity = reference.entity
        self.focus.add(
            Spoken(
                entity=entity,
                sentence=reference.sentence,
                token=reference.first,
                gender=self.genders.get(entity, tokens[reference.head].gender),
                human=entity in self.genders,
                subject=case == "Nom" and not _predicative(tokens, reference.head),
                quoted=quoted[reference.first],
                clause=clause_of(tokens, reference.head),
            )
        )

    def _note(self, number: int, i: int, quoted: Sequence[bool]) -> None:
        """Take note of a thing with no name: a pronoun may mean it, and then means no name."""
        tokens = self.sentences[number].tokens
        if tokens[i].feats.get("Animacy") == "Anim":
            return
        self.focus.add(
            Spoken(
                entity=None,
                sentence=number,
                token=i,
                gender=tokens[i].gender,
                human=False,
                subject=tokens[i].rel.startswith("nsubj"),
                quoted=quoted[i],
                clause=clause_of(tokens, i),
            )
        )


def _predicative(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].rel in ("root", "xcomp") and tokens[i].pos == "NOUN"


def quoted_tokens(sentence: Sentence) -> list[bool]:
    """For each token, whether it stands between quotation marks."""
    depth, marks = 0, []
    for token in sentence.tokens:
        depth += token.text in ("«", "„")
        marks.append(depth > 0)
        depth -= token.text in ("»", "“") and depth > 0
    return marks
