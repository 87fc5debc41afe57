"""Words for several at once: «они», «стороны», «собеседники», «вузы», «оба губернатора»."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import Named, kinds_marked, kinds_meant, load_kinds
from pressfacts.entities.positions import Holding
from pressfacts.entities.pronouns import load_pronouns
from pressfacts.entities.titles import Title
from pressfacts.language.morphology import fold
from pressfacts.records import Reference, Sentence, Token

NOUNS = ("NOUN", "PROPN")
REACH = 3  # sentences before the word, in which the several were named


class Plurals:
    """What the words for several of a release stand for."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        named: dict[str, Named],
        holdings: Sequence[Holding],
        index: Index,
    ) -> None:
        self.sentences = sentences
        self.named = named
        self.holdings = holdings
        self.index = index
        self.words = load_pronouns().plural
        self.roles = load_kinds().roles
        self._said: dict[int, list[Reference]] = {}

    def note(self, reference: Reference) -> None:
        """Take note of a pronoun or role word that names one of those who may be meant."""
        self._said.setdefault(reference.sentence, []).append(reference)

    def _spoken(self, number: int) -> Sequence[Reference]:
        """Everything in a sentence that stands for an entity, in its order."""
        said = self._said.get(number, ())
        named = self.index.of_sentence(number)
        return sorted((*named, *said), key=lambda r: r.first) if said else named

    def references(self, number: int, i: int) -> Iterator[Reference]:
        """Each of those whom the word at a token means, if it means any."""
        tokens = self.sentences[number].tokens
        token = tokens[i]
        several: Collection[str] = ()
        if self._is_pronoun(token, tokens):
            several = self._pair(number, i)
        elif token.pos in NOUNS and token.number == "Plur" and _is_bare(tokens, i):
            several = self._meant(number, i)
        for entity in several:
            yield Reference(entity, "pronoun", number, i, i + 1, i)

    def holders(self, title: Title) -> Iterator[Reference]:
        """«оба губернатора», «ректоры»: those who hold such a post and were just named."""
        tokens = self.sentences[title.sentence].tokens
        if not _is_bare(tokens, title.head):
            return
        described = load_kinds().epithets.get(title.noun, ())  # «чиновники», «врачи»
        posts = {title.noun, *self.roles.get(title.noun, ()), *described}
        known = {holding.person for holding in self.holdings if holding.title.noun in posts}
        people = [p for p in self._near(title.sentence, title.first) if p in known]
        if len(people) == 2:
            for person in people:
                yield Reference(
                    person, "role", title.sentence, title.first, title.head + 1, title.head
                )

    def _is_pronoun(self, token: Token, tokens: Sequence[Token]) -> bool:
        if token.pos not in ("PRON", "DET", "NUM") or fold(token.text) not in self.words.forms:
            return False
        governor = tokens[token.head] if token.head >= 0 else None
        return governor is None or governor.pos not in ("NOUN", "PROPN") or token.pos == "PRON"

    def _meant(self, number: int, i: int) -> Collection[str]:
        """The parties, those who talk, or the two of a kind."""
        token = self.sentences[number].tokens[i]
        # The model takes a plural at the beginning of a sentence for an object now and then.
        nominative = token.case == "Nom" or i == 0
        if token.lemma in self.words.parties and nominative:
            return self._pair(number, i)
        if token.lemma in self.words.people:
            return self._talking(number, i)
        body = load_kinds().members.get(token.lemma)
        if body is not None and nominative:
            found = [e.id for e in self.named.values() if body in e.kinds]
            return found if len(found) == 1 else ()
        kinds = kinds_meant(token.lemma) | kinds_marked(token.lemma)
        if not kinds or not (nominative or token.case == "Gen"):
            return ()
        fitting = [
            entity
            for entity in self._near(number, i)
            if entity in self.named and kinds & self.named[entity].kinds
        ]
        return fitting if len(fitting) == 2 else ()

    def _talking(self, number: int, i: int) -> Collection[str]:
        """The two people spoken of last; nobody where a third stands beside them."""
        found: dict[str, None] = {}
        for back in range(number, max(-1, number - REACH - 1), -1):
            for reference in self._spoken(back):
                person = self.index.type_of(reference.entity) == "person"
                if person and (back < number or reference.last <= i):
                    found.setdefault(reference.entity)
            if len(found) > 1:
                break
        return found if len(found) == 2 else ()

    def _near(self, number: int, i: int) -> list[str]:
        """Who and what was named before a token, in its sentence and a few before it."""
        found: dict[str, None] = {}
        for back in range(max(0, number - REACH), number + 1):
            for reference in self._spoken(back):
                if back < number or reference.last <= i:
                    found.setdefault(reference.entity)
        return list(found)

    def _pair(self, number: int, i: int) -> Sequence[str]:
        """The pair last spoken of, in this sentence before the word or in one of those before."""
        for back in range(number, max(-1, number - REACH - 1), -1):
            limit = i if back == number else len(self.sentences[back].tokens)
            spoken = [r for r in self._spoken(back) if r.last <= limit]
            pair = _pair(spoken, self.sentences[back].tokens, self.index)
            if pair:
                return pair
        return ()


def _is_bare(tokens: Sequence[Token], i: int) -> bool:
    """Nothing beside the noun tells which: no adjective, number or genitive; «оба» may stand."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is not None and before.pos in ("ADJ", "NUM", "DET", "ADP"):
        return before.lemma in load_pronouns().several
    return after is None or not (
        (after.case == "Gen" and after.pos in ("NOUN", "PROPN", "ADJ")) or after.text == "«"
    )


def _pair(spoken: Sequence[Reference], tokens: Sequence[Token], index: Index) -> tuple[str, ...]:
    """Two of one kind joined by «и», or one in the nominative and one with «с»."""
    for left, right in pairwise(spoken):
        between = tokens[left.last : right.first]
        joined = [token for token in between if token.text == "и"]
        same_type = index.type_of(left.entity) == index.type_of(right.entity)
        plain = not any(token.pos == "VERB" or token.text in (",", ";") for token in between)
        agree = tokens[left.head].case == tokens[right.head].case
        agree = agree or tokens[left.head].text.isupper() or tokens[right.head].text.isupper()
        if len(joined) == 1 and plain and same_type and agree and left.entity != right.entity:
            return left.entity, right.entity
    nominative = [r for r in spoken if tokens[r.head].case == "Nom"]  # rare names often are not
    beside = [r for r in spoken if tokens[r.head].case in ("Ins", "Nom") and _with(tokens, r)]
    actors = [r.entity for r in nominative if r not in beside]
    others = [r.entity for r in beside]
    if len(set(actors)) == 1 and len(set(others)) == 1 and actors[0] != others[0]:
        return actors[0], others[0]
    return ()


def _with(tokens: Sequence[Token], reference: Reference) -> bool:
    """«с» governs the reference, with at most its own post and descriptors between."""
    for i in range(reference.first - 1, -1, -1):
        if tokens[i].text in (",", ";") or tokens[i].pos == "VERB":
            return False
        if tokens[i].pos == "ADP":
            return tokens[i].lemma in ("с", "со")
    return False
