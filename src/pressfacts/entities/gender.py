"""The grammatical gender of an entity: what a pronoun has to agree with."""

from collections import Counter
from collections.abc import Sequence

from pressfacts.entities.index import Index
from pressfacts.language.morphology import Morphology
from pressfacts.records import Entity, Organization, Person, Place, Sentence

DICTIONARY = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}


class Genders:
    """The genders of the people of a release, each found when it is first asked for."""

    def __init__(self, sentences: Sequence[Sentence], index: Index, morphology: Morphology) -> None:
        self._sentences = sentences
        self._index = index
        self._morphology = morphology
        self._known: dict[str, str | None] = {}

    def of(self, person: str) -> str | None:
        """The gender of a person by id."""
        if person not in self._known:
            entity = self._index.entities[person]
            self._known[person] = gender_of(entity, self._sentences, self._index, self._morphology)
        return self._known[person]


def gender_of(
    entity: Entity, sentences: Sequence[Sentence], index: Index, morphology: Morphology
) -> str | None:
    """Masc, Fem or Neut; by the dictionary's given name for people, else as the model tags it."""
    if not isinstance(entity, Person | Organization | Place):
        return None
    if isinstance(entity, Person):
        for word in (entity.middle, entity.first):
            genders = _genders_of_name(word, morphology) if word and len(word) > 2 else ()
            if genders:
                return DICTIONARY.get(str(genders[0]))
    votes: Counter[str] = Counter()
    for reference in index.mentions(entity.id):
        tokens = sentences[reference.sentence].tokens
        marked = tokens[reference.first : reference.last]
        heads = marked if isinstance(entity, Person) else (tokens[reference.head],)
        votes.update(token.gender for token in heads if token.gender and token.number != "Plur")
    return min(votes, key=lambda g: (-votes[g], g)) if votes else None


def _genders_of_name(word: str, morphology: Morphology) -> Sequence[str | None]:
    """The genders of a given name or patronymic, the most probable first."""
    for ask in (morphology.unranked, morphology.parses):
        tags = [parse.tag for parse in ask(word) if parse.tag.case == "nomn"]
        genders = [tag.gender for tag in tags if "Name" in tag or "Patr" in tag]
        if len(set(genders)) < 2:
            break  # hardly any name must be ranked
    return genders
