"""Role words and pronouns that stand for a named person, organization or place.

The release is read once from left to right. What was last spoken of is in focus; a word takes the
candidate that grammar and kind allow, and nothing where two stand equal.
"""

from collections.abc import Iterable, Iterator, Sequence

from pressfacts.entities.focus import Focus, Spoken
from pressfacts.entities.gender import gender_of
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import Named, load_kinds
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.entities.titles import Title
from pressfacts.language.morphology import Morphology
from pressfacts.records import Person, Reference, Sentence, Token

PERSONAL = {
    "он": "Masc", "его": "Masc", "ему": "Masc", "им": "Masc", "него": "Masc", "нему": "Masc",
    "ним": "Masc", "нем": "Masc", "нём": "Masc",
    "она": "Fem", "ее": "Fem", "её": "Fem", "ей": "Fem", "нее": "Fem", "неё": "Fem", "ней": "Fem",
    "ею": "Fem", "нею": "Fem",
}  # fmt: skip
REACH = 3  # sentences that a pronoun may look back


def resolve_references(
    sentences: Sequence[Sentence],
    titles: Sequence[Title],
    holdings: Sequence[Holding],
    index: Index,
    named: dict[str, Named],
    morphology: Morphology,
) -> tuple[Reference, ...]:
    """The role words and pronouns that resolve, in the order of the text."""
    return tuple(_Resolver(sentences, titles, holdings, index, named, morphology).resolve())


class _Resolver:
    def __init__(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[Title],
        holdings: Sequence[Holding],
        index: Index,
        named: dict[str, Named],
        morphology: Morphology,
    ) -> None:
        self.sentences = sentences
        self.index = index
        self.named = named
        self.holdings = holdings
        self.titles = {(title.sentence, title.first): title for title in titles}
        self.held: dict[tuple[int, int], list[Holding]] = {}
        for holding in holdings:
            key = holding.title.sentence, holding.title.first
            self.held.setdefault(key, []).append(holding)
        self.genders = {
            entity.id: gender_of(entity, sentences, index, morphology)
            for entity in index.entities.values()
        }
        self.focus = Focus()
        self.posts = load_posts()
        self.roles = load_kinds().roles

    def resolve(self) -> Iterator[Reference]:
        for number, sentence in enumerate(self.sentences):
            quoted = _quoted(sentence)
            for i, token in enumerate(sentence.tokens):
                title = self.titles.get((number, i))
                if title is not None:
                    for reference in self._role(title):
                        if not self.held.get((number, i)):
                            self._speak(reference, title.case, quoted)
                        yield reference
                name = self.index.at(number, i)
                if name is not None and name.first == i:
                    self._speak(name, sentence.tokens[name.head].case, quoted)
                elif name is None and token.text.lower() in PERSONAL:
                    entity = self._pronoun(number, i, token, quoted[i])
                    if entity is not None:
                        reference = Reference(entity, "pronoun", number, i, i + 1, i)
                        self._speak(reference, token.case, quoted)
                        yield reference

    def _speak(self, reference: Reference, case: str | None, quoted: Sequence[bool]) -> None:
        sentence = self.sentences[reference.sentence]
        self.focus.add(
            Spoken(
                reference.entity,
                reference.sentence,
                reference.first,
                subject=case == "Nom" and not _predicative(sentence.tokens, reference.head),
                quoted=quoted[reference.first],
                clause=_clause(sentence.tokens, reference.head),
            )
        )

    # ------------------------------------------------------------ role words

    def _role(self, title: Title) -> Iterator[Reference]:
        """What a title phrase stands for: its holder beside it, or the one who holds the post."""
        beside = self.held.get((title.sentence, title.first))
        if beside:
            for holding in beside:
                yield self._reference(title, holding.person)
        elif self._refers(title):
            person = self._holder(title)
            if person is not None:
                yield self._reference(title, person)

    def _reference(self, title: Title, person: str) -> Reference:
        return Reference(person, "role", title.sentence, title.first, title.last, title.head)

    def _refers(self, title: Title) -> bool:
        tokens = self.sentences[title.sentence].tokens
        head = tokens[title.head]
        governor = tokens[head.head].lemma if head.head >= 0 else ""
        return (
            title.group not in ("honour", "open")
            and title.number != "Plur"
            and governor not in self.posts.predicates.offices
            and not (head.case == "Ins" and governor in self.posts.predicates.holding)
            and not any(t.lemma in ("новый", "будущий") for t in tokens[title.first : title.head])
        )

    def _holder(self, title: Title) -> str | None:
        """The one person of the release who holds such a post, the last in focus of several."""
        ranked: dict[int, list[str]] = {}
        for holding in self.holdings:
            fit = self._fits(title, holding)
            if fit and holding.person not in ranked.setdefault(fit, []):
                ranked[fit].append(holding.person)
        for fit in sorted(ranked, reverse=True):
            people = ranked[fit]
            return people[0] if len(people) == 1 else self.focus.last(set(people))
        return None

    def _fits(self, title: Title, holding: Holding) -> int:
        """How well a held post fits a role word: 0 not at all."""
        post = holding.title
        same = title.noun == post.noun
        if not same and post.noun not in self.roles.get(title.noun, ()):
            return 0
        extra = title.lemmas - {title.noun}
        if not extra <= post.lemmas:
            return 0
        if same:
            related = self._related(title.organization, holding.organization)
            return 3 * related + (extra == post.lemmas - {post.noun}) if related else 0
        if title.organization is None or post.noun == "заместитель":
            return 0
        return int(title.organization == holding.organization)

    def _related(self, wanted: str | None, held: str | None) -> int:
        """2 the same organization, 1 one of them unknown, 0 different ones."""
        if wanted is None or held is None:
            return 1
        return 2 * (wanted == held)

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, number: int, i: int, token: Token, quoted: bool) -> str | None:
        """The one in focus that agrees with a pronoun of the third person singular."""
        tokens = self.sentences[number].tokens
        if token.pos not in ("PRON", "DET") or token.number == "Plur" and token.case == "Dat":
            return None
        gender = PERSONAL[token.text.lower()]
        clause = _clause(tokens, i)
        subject = token.case == "Nom"
        candidates = [
            spoken
            for spoken in self.focus.recent(number, REACH)
            if self.genders.get(spoken.entity) == gender
            and not (spoken.sentence == number and spoken.clause == clause)
        ]
        people = [s for s in candidates if isinstance(self.index.entities[s.entity], Person)]
        return self.focus.best(people or candidates, number, subject=subject, quoted=quoted)


def _clause(tokens: Sequence[Token], i: int) -> int:
    """The verb of the clause that a token stands in, by the tree."""
    seen: set[int] = set()
    while i >= 0 and i not in seen:
        seen.add(i)
        if tokens[i].pos == "VERB" and tokens[i].feats.get("VerbForm") in ("Fin", None):
            return i
        i = tokens[i].head
    return -1


def _predicative(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].rel in ("root", "xcomp") and tokens[i].pos == "NOUN"


def _quoted(sentence: Sentence) -> list[bool]:
    """For each token, whether it stands in a quotation of some length."""
    depth, marks = 0, []
    for token in sentence.tokens:
        depth += token.text in ("«", "„")
        marks.append(depth > 0)
        depth -= token.text in ("»", "“") and depth > 0
    return marks


def persons(entities: Iterable[object]) -> list[Person]:
    """The people among entities."""
    return [entity for entity in entities if isinstance(entity, Person)]
