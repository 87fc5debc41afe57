"""Members of bodies that a verb makes such: «избраны в совет директоров», «входит в жюри»."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from pressfacts.entities.complement import ComplementReader
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import Posts, load_posts
from pressfacts.entities.subjects import Subjects, is_unreal, verb_above
from pressfacts.entities.titles import Title
from pressfacts.language.morphology import Morphology
from pressfacts.records import Reference, Sentence

MEMBER = "член"
INTO = frozenset({"в"})


class Body(Struct, frozen=True):
    """What somebody enters: its words in the genitive, and what it is of; tokens as usual."""

    name: str
    organization: str | None
    first: int
    last: int


def find_members(subjects: Subjects, index: Index, morphology: Morphology) -> Iterator[Holding]:
    """The people who enter a body of several, in the order of the text."""
    posts = load_posts()
    joining = {number for number, _ in index.spots(posts.predicates.joining)}
    if not joining:
        return
    reader = _Members(subjects, index, morphology, posts)
    for number, i in index.spots(INTO):
        sentence = subjects.sentences[number]
        if number in joining and sentence.tokens[i].pos == "ADP":
            yield from reader.read(number, sentence, i)


def name_chairs(
    holdings: Sequence[Holding], subjects: Subjects, index: Index, morphology: Morphology
) -> Iterator[Holding]:
    """«Совет директоров избрал председателем …»: the chair is of the body that elects."""
    posts = load_posts()
    for holding in holdings:
        title = holding.title
        chairing = title.noun in posts.chairing and title.organization is None
        body = (
            _Members(subjects, index, morphology, posts).electing(title)
            if chairing and title.lemmas == {title.noun}
            else None
        )
        if body is None:
            yield holding
            continue
        yield msgspec.structs.replace(
            holding,
            title=msgspec.structs.replace(
                title.with_words(body.name),
                organization=body.organization,
                closed=body.organization is not None,
            ),
            organization=body.organization,
        )


class _Members:
    def __init__(
        self, subjects: Subjects, index: Index, morphology: Morphology, posts: Posts
    ) -> None:
        self.subjects = subjects
        self.index = index
        self.morphology = morphology
        self.posts = posts
        self.collegial = load_kinds().collegial
        self.complements = ComplementReader(index, posts, morphology)

    def read(self, number: int, sentence: Sentence, preposition: int) -> Iterator[Holding]:
        """The members whom the verb over «в» brings into the body after it."""
        noun = sentence.tokens[preposition].head
        verb = verb_above(sentence.tokens, preposition)
        if noun <= preposition or verb is None:
            return
        if sentence.tokens[verb].lemma not in self.posts.predicates.joining:
            return
        if is_unreal(self.subjects, number, verb):
            return
        body = self._body(number, sentence, preposition + 1, noun)
        if body is None:
            return
        for person in self._entering(number, sentence, verb):
            title = f"{MEMBER} {body.name}"
            yield Holding(
                person.entity,
                _title(number, verb, body, title),
                body.organization,
                min(person.first, body.first),
                max(person.last, body.last),
            )

    def electing(self, title: Title) -> Body | None:
        """The body without a name of its own that is the subject here or just before."""
        for number in (title.sentence, title.sentence - 1):
            sentence = self.subjects.sentences[number] if number >= 0 else None
            tokens = sentence.tokens if sentence is not None else ()
            last = title.first if number == title.sentence else len(tokens)
            for i in range(last):
                electing = tokens[i].rel.startswith("nsubj")
                if sentence is not None and electing and tokens[i].lemma in self.collegial:
                    return self._body(number, sentence, i, i)
        return None

    def _body(self, number: int, sentence: Sentence, first: int, noun: int) -> Body | None:
        """«(новый) совет директоров банка», «состав совета директоров»; a named one is itself."""
        tokens = sentence.tokens
        if tokens[noun].lemma == "состав":
            inner = [c for c in sentence.children[noun] if c > noun and tokens[c].case == "Gen"]
            if not inner:
                return None
            first, noun = noun + 1, inner[0]
        named = self.index.of_type(number, noun, "organization")
        if tokens[noun].lemma not in self.collegial or named is not None:
            return None
        while first < noun and tokens[first].lemma in self.posts.aside:
            first += 1
        complement = self.complements.read(number, sentence, noun, "Gen", tokens[noun].lemma)
        words = [self._genitive(sentence, i) for i in range(first, noun + 1)]
        words += [tokens[i].text.lower() for i in complement.words]
        organization = complement.organization or self._told_before(number, tokens[noun].lemma)
        return Body(" ".join(words), organization, first, complement.end)

    def _told_before(self, number: int, noun: str) -> str | None:
        """What the same body was said to be of («прошло заседание совета банка»)."""
        for before in range(number - 1, -1, -1):
            sentence = self.subjects.sentences[before]
            for i, token in enumerate(sentence.tokens):
                if token.lemma == noun and self.index.at(before, i) is None:
                    told = self.complements.read(before, sentence, i, "Gen", noun)
                    if told.organization is not None:
                        return told.organization
        return None

    def _genitive(self, sentence: Sentence, i: int) -> str:
        token = sentence.tokens[i]
        parse = self.morphology.parse(token.text, token.pos, token.case, token.number, token.gender)
        gender = str(parse.tag.gender or "masc")
        forms = ("gent", "sing", gender) if token.pos == "ADJ" else ("gent",)
        return self.morphology.inflect(parse, *forms) or token.text.lower()

    def _entering(self, number: int, sentence: Sentence, verb: int) -> Iterable[Reference]:
        """The subject of the verb and those coordinated with it, else the object after it."""
        tokens = sentence.tokens
        told = tokens[verb].feats.get("Voice") == "Pass" or (
            tokens[verb].lemma in self.posts.predicates.entering
        )
        first = (
            self.subjects.of(number, verb)
            if told
            else self.subjects.in_case(number, verb, "Acc", "Gen")
        )
        return () if first is None else self.subjects.with_conjuncts(first)


def _title(number: int, verb: int, body: Body, name: str) -> Title:
    return Title(
        sentence=number,
        first=verb,
        last=verb + 1,
        head=verb,
        nominative=lambda: name,
        genitive=lambda: f"{MEMBER}а{name.removeprefix(MEMBER)}",
        noun=MEMBER,
        lemmas=frozenset({MEMBER}),
        group="corporate",
        case=None,
        number="Sing",
        organization=body.organization,
        closed=body.organization is not None,
    )
