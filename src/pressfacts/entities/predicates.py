"""Posts that a predicate gives: «назначен директором», «занимает пост ректора», «возглавляет завод»."""

from collections.abc import Iterator, Sequence

import msgspec

from pressfacts.entities.gender import gender_of
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.entities.titles import Title
from pressfacts.language.morphology import Morphology
from pressfacts.records import Reference, Sentence, Token


def find_predicated(
    sentences: Sequence[Sentence],
    titles: Sequence[Title],
    holdings: Sequence[Holding],
    references: Sequence[Reference],
    index: Index,
    morphology: Morphology,
) -> tuple[Holding, ...]:
    """The posts that verbs give to the people they speak of, in the order of the text."""
    held = {(h.title.sentence, h.title.first) for h in holdings}
    free = [title for title in titles if (title.sentence, title.first) not in held]
    reader = _Predicates(sentences, titles, references, index, morphology)
    found = [
        holding
        for title in free
        if title.group != "honour" and title.number != "Plur"
        for holding in reader.read(title)
    ]
    found += reader.leading()
    return tuple(sorted(found, key=lambda h: (h.title.sentence, h.first)))


class _Predicates:
    def __init__(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[Title],
        references: Sequence[Reference],
        index: Index,
        morphology: Morphology,
    ) -> None:
        self.sentences = sentences
        self.titles = titles
        self.index = index
        self.morphology = morphology
        self.predicates = load_posts().predicates
        self.heads = load_kinds().roles["глава"]
        self.references: dict[tuple[int, int], Reference] = {}
        for reference in references:
            if index.type_of(reference.entity) == "person":
                for token in range(reference.first, reference.last):
                    self.references.setdefault((reference.sentence, token), reference)

    def read(self, title: Title) -> Iterator[Holding]:
        """The holders of one title phrase."""
        tokens = self.sentences[title.sentence].tokens
        duty = self._duty(tokens, title)
        if duty is not None:
            for charged in self._charged(title.sentence, tokens, duty, title):
                yield self._holding(_acting(title), charged)
            return
        verb = self._verb(tokens, title)
        if verb is None or self._unreal(title.sentence, verb):
            return
        person = self._holder(title.sentence, tokens, verb)
        if person is not None:
            yield self._holding(title, person)

    def _holding(self, title: Title, person: Reference) -> Holding:
        first, last = title.first, title.last
        if person.sentence == title.sentence:
            first, last = min(first, person.first), max(last, person.last)
        return Holding(person.entity, title, title.organization, first, last)

    # ------------------------------------------------------------ the verb

    def _verb(self, tokens: Sequence[Token], title: Title) -> int | None:
        """The verb that gives the post: over the title in the instrumental, or over an office."""
        before = title.first - 1
        if title.case == "Gen" and before >= 0 and tokens[before].lemma in self.predicates.offices:
            return _verb_above(tokens, before)
        if title.case != "Ins" or title.group == "open":
            return None
        governor = tokens[title.head].head
        for candidate in (governor, _verb_above(tokens, title.head), before, title.last):
            if candidate is None or not 0 <= candidate < len(tokens):
                continue
            if tokens[candidate].lemma in self.predicates.holding:
                return candidate
            if tokens[candidate].lemma in self.predicates.nominal:
                return candidate
        return None

    def _holder(
        self, sentence: int, tokens: Sequence[Token], verb: int
    ) -> Reference | None:
        passive = tokens[verb].feats.get("Voice") == "Pass"
        if tokens[verb].pos == "NOUN":
            return self._in_case(sentence, tokens, verb, "Gen")
        if self._is_participle(tokens[verb]):
            return self._left_of(sentence, verb)
        if tokens[verb].lemma in self.predicates.appointing and not passive:
            return self._in_case(sentence, tokens, verb, "Acc")
        return self._subject(sentence, tokens, verb)

    def _is_participle(self, token: Token) -> bool:
        """A participle in an active long form, whatever the model takes it for."""
        return any(
            parse.tag.POS == "PRTF" and "actv" in parse.tag
            for parse in self.morphology.parses(token.text)
        )

    def _unreal(self, sentence: int, verb: int) -> bool:
        """The verb is denied, wished for or still to come."""
        tokens = self.sentences[sentence].tokens
        feats = tokens[verb].feats
        infinitive = feats.get("VerbForm") == "Inf" and not self._is_participle(tokens[verb])
        if feats.get("Tense") == "Fut" or infinitive:
            return True
        return any(
            tokens[child].text.lower() in ("не", "бы") or tokens[child].feats.get("Tense") == "Fut"
            for child in self.sentences[sentence].children[verb]
            if tokens[child].pos in ("PART", "AUX")
        )

    def _in_case(
        self, sentence: int, tokens: Sequence[Token], verb: int, case: str
    ) -> Reference | None:
        """The first person after a verb in a case, else the last one before it."""
        spots = [*range(verb + 1, len(tokens)), *range(verb - 1, -1, -1)]
        for i in spots:
            reference = self.references.get((sentence, i))
            if reference is not None and tokens[reference.head].case in (case, "Gen"):
                return reference
        return None

    def _left_of(self, sentence: int, i: int) -> Reference | None:
        """The person whom a participle describes: the last one named before it."""
        for j in range(i - 1, -1, -1):
            reference = self.references.get((sentence, j))
            if reference is not None:
                return reference
        return None

    def _subject(self, sentence: int, tokens: Sequence[Token], verb: int) -> Reference | None:
        children = self.sentences[sentence].children
        seen: set[int] = set()
        current = verb
        while current >= 0 and current not in seen:
            seen.add(current)
            for child in children[current]:
                if tokens[child].rel.startswith("nsubj"):
                    return self._person_under(sentence, child)
            if tokens[current].rel != "conj":
                break
            current = tokens[current].head
        return self._nominative(sentence, tokens, verb) or self._carried(sentence, tokens[verb])

    def _person_under(self, sentence: int, i: int) -> Reference | None:
        """The person that a subject names, itself or in apposition."""
        if (sentence, i) in self.references:
            return self.references[sentence, i]
        for child in self.sentences[sentence].children[i]:
            if self.sentences[sentence].tokens[child].rel.startswith(("appos", "flat")):
                found = self._person_under(sentence, child)
                if found is not None:
                    return found
        return None

    def _nominative(
        self, sentence: int, tokens: Sequence[Token], verb: int
    ) -> Reference | None:
        """The person in the nominative that is nearest to a verb with no subject in the tree."""
        spots = [i for i in range(len(tokens)) if (sentence, i) in self.references]
        spots = [i for i in spots if tokens[self.references[sentence, i].head].case == "Nom"]
        if not spots:
            return None
        return self.references[sentence, min(spots, key=lambda i: (abs(i - verb), i))]

    def _carried(self, sentence: int, verb: Token) -> Reference | None:
        """The person that the sentence before was about, for a verb with no subject at all."""
        if sentence == 0 or verb.feats.get("VerbForm") == "Inf":
            return None
        before = self.sentences[sentence - 1]
        for i, token in enumerate(before.tokens):
            reference = self.references.get((sentence - 1, i))
            if reference is None or before.tokens[reference.head].case != "Nom":
                continue
            entity = self.index.entities[reference.entity]
            gender = gender_of(entity, self.sentences, self.index, self.morphology)
            if verb.gender in (None, gender) and token.text:
                return reference
        return None

    # ------------------------------------------------------------ acting

    def _duty(self, tokens: Sequence[Token], title: Title) -> int | None:
        """The token of «исполнение» or «исполнять» in «исполнять обязанности директора»."""
        i = title.first - 1
        if i >= 1 and tokens[i].lemma in self.predicates.duties:
            j = i - 1
            if tokens[j].lemma in ("исполнение", "исполнять"):
                return j
        return None

    def _charged(
        self, sentence: int, tokens: Sequence[Token], duty: int, title: Title
    ) -> Iterator[Reference]:
        verb = duty if tokens[duty].feats.get("VerbForm") == "Fin" else _verb_above(tokens, duty)
        if verb is None or self._unreal(sentence, verb):
            return
        if verb == duty:
            person = self._subject(sentence, tokens, verb)
        else:
            person = next(
                (
                    self.references[sentence, i]
                    for i in range(title.last, len(tokens))
                    if (sentence, i) in self.references and tokens[i].pos != "DET"
                ),
                None,
            )
        if person is not None:
            yield person

    # ------------------------------------------------------------ «возглавляет»

    def leading(self) -> list[Holding]:
        """The heads of organizations that a verb makes such."""
        found: list[Holding] = []
        for number, sentence in enumerate(self.sentences):
            for i, token in enumerate(sentence.tokens):
                if token.pos == "VERB" and token.lemma in self.predicates.leading:
                    found += self._leader(number, sentence, i)
        return found

    def _leader(self, number: int, sentence: Sentence, verb: int) -> Iterator[Holding]:
        tokens = sentence.tokens
        if self._unreal(number, verb):
            return
        organization = self._led(number, sentence, verb)
        if organization is None:
            return
        person = (
            self._left_of(number, verb)
            if self._is_participle(tokens[verb])
            else self._subject(number, tokens, verb)
        )
        if person is None or organization.entity == person.entity:
            return
        noun = self.predicates.leading[tokens[verb].lemma]
        title = self._known_title(organization.entity) or noun
        phrase = Title(
            sentence=number,
            first=verb,
            last=organization.last if organization.first > verb else verb + 1,
            head=verb,
            title=title,
            genitive=title,
            noun=noun,
            lemmas=frozenset({noun}),
            group="general",
            case=None,
            number="Sing",
            organization=organization.entity,
            closed=True,
        )
        yield self._holding(phrase, person)

    def _led(self, number: int, sentence: Sentence, verb: int) -> Reference | None:
        """The organization or place that is the object of a verb."""
        for child in sentence.children[verb]:
            token = sentence.tokens[child]
            if token.rel.startswith(("obj", "obl", "iobj")) and token.case in ("Acc", "Ins", "Gen"):
                reference = self.index.of_type(number, child, "organization", "place")
                if reference is not None and not _prepositional(sentence, child):
                    return reference
        return None

    def _known_title(self, organization: str) -> str | None:
        """What the head of an organization is called elsewhere in the release."""
        for title in self.titles:
            if title.organization == organization and title.noun in self.heads:
                return title.title
        return None


def _acting(title: Title) -> Title:
    """«исполняющий обязанности» before a title, whose words stand in the genitive in the text."""
    return msgspec.structs.replace(
        title, title=f"исполняющий обязанности {title.genitive}", noun="исполняющий"
    )


def _verb_above(tokens: Sequence[Token], i: int) -> int | None:
    seen: set[int] = set()
    while i >= 0 and i not in seen:
        seen.add(i)
        i = tokens[i].head
        if i >= 0 and tokens[i].pos == "VERB":
            return i
    return None


def _prepositional(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[child].pos == "ADP" for child in sentence.children[i])
