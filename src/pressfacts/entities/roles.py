"""Role words: «губернатор», «глава региона», «спикер» for the one who holds the post."""

from collections.abc import Iterator, Sequence

from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.people import People
from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import load_posts
from pressfacts.entities.titles import Title
from pressfacts.entities.vocabulary import topic_of
from pressfacts.records import Organization, Reference, Token

OPENING = 6  # letters by which a topic is told in whatever case


class Roles:
    """The title phrases of a release and the people they stand for."""

    def __init__(self, people: People, titles: Sequence[Title]) -> None:
        self.people = people
        self.posts = load_posts()
        self.kinds = load_kinds()
        self.roles = self.kinds.roles
        self.titles = {(title.sentence, title.first): title for title in titles}
        self.held: dict[tuple[int, int], list[Holding]] = {}
        self.by_noun: dict[str, list[Holding]] = {}
        for holding in people.holdings:
            key = holding.title.sentence, holding.title.first
            self.held.setdefault(key, []).append(holding)
            self.by_noun.setdefault(holding.title.noun, []).append(holding)

    def beside_name(self, title: Title) -> bool:
        """A holder's name stands beside the title, so that the title adds no mention."""
        return (title.sentence, title.first) in self.held

    def references(self, title: Title) -> Iterator[Reference]:
        """What a title phrase stands for: its holder beside it, or the one who holds the post."""
        beside = self.held.get((title.sentence, title.first))
        if beside:
            for holding in beside:
                yield _reference(title, holding.person)
        elif title.group not in ("honour", "open") and self.points(title):
            person = self._newcomer(title) if self._is_new(title) else self._holder(title)
            if person is not None:
                yield _reference(title, person)

    def points(self, title: Title) -> bool:
        """The phrase points at somebody: it is no predicate, no office, no newcomer."""
        tokens = self.people.sentences[title.sentence].tokens
        head = tokens[title.head]
        governor = tokens[head.head].lemma if head.head >= 0 else ""
        before = tokens[title.first - 1].lemma if title.first else ""
        predicates = self.posts.predicates
        return (
            title.number != "Plur"
            and governor not in predicates.offices
            and before not in predicates.offices
            and not (head.case == "Ins" and governor in predicates.holding)
            and not (self._is_new(title) and self._newcomer(title) is None)
        )

    def _is_new(self, title: Title) -> bool:
        """«новый директор»."""
        tokens = self.people.sentences[title.sentence].tokens
        return title.first < title.head and not self.posts.newcomers.isdisjoint(
            [token.lemma for token in tokens[title.first : title.head]]
        )

    def _newcomer(self, title: Title) -> str | None:
        """The one whom the release has just told to take the post («назначен директором»)."""
        tokens = self.people.sentences[title.sentence].tokens
        future = any(t.lemma == "будущий" for t in tokens[title.first : title.head])
        appointed = [
            holding.person
            for holding in self.people.holdings
            if holding.title.sentence < title.sentence
            and self._is_told(holding.title)
            and holding.title.noun in (title.noun, *self.roles.get(title.noun, ()))
            and _related(title.organization, holding.organization)
        ]
        return appointed[-1] if appointed and not future else None

    def _is_told(self, title: Title) -> bool:
        """«назначен директором», «на пост директора»: a verb gives the post."""
        before = title.first - 1
        lemma = self.people.sentences[title.sentence].tokens[before].lemma if before >= 0 else ""
        return title.case == "Ins" or lemma in self.posts.predicates.offices

    def _holder(self, title: Title) -> str | None:
        """The one person of the release who holds such a post, the last in focus of several."""
        posts = [*self.by_noun.get(title.noun, ())]
        for noun in self.roles.get(title.noun, frozenset()) - {title.noun}:
            posts += self.by_noun.get(noun, ())
        if not posts:
            return None
        ranked: dict[int, set[str]] = {}
        genders = verb_genders(self.people.sentences[title.sentence].tokens, title.head)
        for holding in posts:
            fit = self._fits(title, holding)
            if fit and self.people.genders.of(holding.person) in genders:
                ranked.setdefault(fit, set()).add(holding.person)
        if not ranked:
            return None
        people = ranked[max(ranked)]
        return next(iter(people)) if len(people) == 1 else self.people.focus.last(people)

    def _of_kind(self, title: Title, post: Title) -> bool:
        """«глава ведомства» for a minister: the complement tells the kind of body alone."""
        if title.noun not in self.roles or title.organization is not None:
            return False
        tokens = self.people.sentences[title.sentence].tokens[title.head + 1 : title.last]
        return any(post.noun in self.kinds.headed.get(token.lemma, ()) for token in tokens)

    def _in_charge(self, title: Title, post: Title) -> bool:
        """«глава Минтруда» for the minister of labour: what the body is named by is the post's."""
        entity = self.people.index.entities.get(title.organization or "")
        if title.noun not in self.roles or not isinstance(entity, Organization):
            return False
        openings = {word[:OPENING] for word in topic_of(entity.name)}
        return any(lemma[:OPENING] in openings for lemma in post.lemmas - {post.noun})

    def _fits(self, title: Title, holding: Holding) -> int:
        """How well a held post of a fitting noun fits a role word: 0 not at all."""
        post = holding.title
        same = title.noun == post.noun
        if self._of_kind(title, post) or self._in_charge(title, post):
            return 1
        extra = title.lemmas - {title.noun}
        if not extra <= post.lemmas:
            return 0
        if same:
            related = _related(title.organization, holding.organization)
            return 3 * related + (extra == post.lemmas - {post.noun}) if related else 0
        if title.organization is None or post.noun == "заместитель":
            return 0
        return int(title.organization == holding.organization)


def verb_genders(tokens: Sequence[Token], i: int) -> frozenset[str | None]:
    """What a verb in the past says of its subject; everything where it says nothing."""
    token = tokens[i]
    verb = tokens[token.head] if token.head >= 0 and token.rel.startswith("nsubj") else None
    told = verb is not None and verb.pos == "VERB" and verb.number == "Sing"
    if verb is not None and told and verb.gender in ("Masc", "Fem"):
        return frozenset({verb.gender, None})
    return frozenset({"Masc", "Fem", "Neut", None})


def _related(wanted: str | None, held: str | None) -> int:
    """2 the same organization, 1 one of them unknown, 0 different ones."""
    if wanted is None or held is None:
        return 1
    return 2 * (wanted == held)


def _reference(title: Title, person: str) -> Reference:
    return Reference(person, "role", title.sentence, title.first, title.last, title.head)
