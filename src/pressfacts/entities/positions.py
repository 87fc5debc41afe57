"""Who holds which post where: title phrases joined to the people beside them."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from pressfacts.entities.index import Index
from pressfacts.entities.posts import is_time, load_posts
from pressfacts.entities.pronouns import load_pronouns
from pressfacts.entities.titles import DASHES, Title
from pressfacts.language import mention
from pressfacts.language.morphology import CASES, Morphology
from pressfacts.records import Link, Position, Reference, Sentence, Token


class Holding(Struct, frozen=True):
    """A person who holds the post of a title phrase; tokens `first` to `last` tell it.

    `unlisted` is the name of what the post is of where that is no entity of the release.
    """

    person: str
    title: Title
    organization: str | None
    first: int
    last: int
    unlisted: str | None = None


def find_holdings(
    sentences: Sequence[Sentence], titles: Sequence[Title], index: Index, morphology: Morphology
) -> tuple[Holding, ...]:
    """Everybody who holds a post, mention by mention, in the order of the text."""
    return tuple(_Appositions(sentences, titles, index, morphology).find())


def to_positions(
    holdings: Sequence[Holding], sentences: Sequence[Sentence], index: Index
) -> tuple[Position, ...]:
    """One position for each person, title and organization, from its first mention.

    What the release tells in full elsewhere («посол», «заместитель министра») is no other post.
    """
    positions: dict[tuple[str, str, str | None], Position] = {}
    by_person: dict[str, list[Holding]] = {}
    for holding in holdings:
        by_person.setdefault(holding.person, []).append(holding)
    for holding in holdings:
        others = by_person[holding.person]
        if len(others) > 1 and any(_tells_more(full, holding) for full in others):
            continue
        title = holding.title.title
        key = (holding.person, title.lower(), holding.organization)
        if key not in positions:
            positions[key] = Position(
                person=_link(holding.person, index),
                title=title,
                organization=_organization(holding, index),
                evidence=mention(sentences[holding.title.sentence], holding.first, holding.last),
            )
    return tuple(positions.values())


def _tells_more(full: Holding, holding: Holding) -> bool:
    """A holding names the post of another with more of its words, or says what it is of."""
    if full.title.noun != holding.title.noun or full.title.sentence == holding.title.sentence:
        return False
    mine, its = _place(holding), _place(full)
    more = holding.title.lemmas < full.title.lemmas
    if more:
        return mine in (None, its) and holding.title.group in ("territorial", "general")
    return holding.title.lemmas == full.title.lemmas and mine is None and its is not None


def _place(holding: Holding) -> str | None:
    return holding.organization or holding.unlisted


def _organization(holding: Holding, index: Index) -> Link | None:
    if holding.organization is not None:
        return _link(holding.organization, index)
    return None if holding.unlisted is None else Link(None, holding.unlisted)


def _link(entity: str, index: Index) -> Link:
    return Link(entity, index.entities[entity].name)


@cache
def _time_ends() -> frozenset[str]:
    """The last words of what tells the time of a post."""
    return frozenset(words.rpartition(" ")[2] for words in load_posts().times)


class _Appositions:
    """Titles before a name, after it, in chains of several and before several names."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[Title],
        index: Index,
        morphology: Morphology,
    ) -> None:
        self.sentences = sentences
        self.titles = titles
        self.index = index
        self.morphology = morphology
        self.posts = load_posts()
        self.at = {(title.sentence, title.first): title for title in titles}
        self.ends = {(title.sentence, title.last): title for title in titles}

    def find(self) -> Iterator[Holding]:
        for title in self.titles:
            if title.group == "honour" or self._is_rank(title):
                continue
            for person in self._before(title) or self._after(title):
                first, last = min(title.first, person.first), max(title.last, person.last)
                yield Holding(person.entity, title, title.organization, first, last)

    def _is_rank(self, title: Title) -> bool:
        """«Начальник отделения капитан Иван Петров»: right after a post, before the name."""
        return (
            title.noun in self.posts.degrees
            and (title.sentence, title.first) in self.ends
            and self._person(title.sentence, title.last) is not None
        )

    def _before(self, title: Title) -> list[Reference]:
        """The people whose names follow a title, at once or past other titles and honours."""
        tokens = self.sentences[title.sentence].tokens
        i, case = title.last, title.case
        person = self._person(title.sentence, i)
        if person is None and i < len(tokens) and self._introduces(title, i):
            person = self._person(title.sentence, i + 1)
        apart = both = False
        while person is None:
            chained = self._chained(title, tokens, i)
            if chained is None or (case and chained.case not in (None, case)):
                return []
            apart = apart or (tokens[i].text == "и" and chained.organization != title.organization)
            both = both or (tokens[i].text == "и" and chained.organization is None)
            case = case or chained.case
            i = chained.last
            person = self._person(title.sentence, i)
        if not self._agrees(case, person):
            return []
        if (apart and self._is_role(title)) or ((apart or both) and self._are_two(title, person)):
            return []
        people = [person]
        if title.number == "Plur":
            people += self._coordinated(title.sentence, person)
            return people if len(people) > 1 else []
        return people

    def _introduces(self, title: Title, i: int) -> bool:
        """«Руководитель проекта – Анна Ли», «Пресс-секретарь: Анна Ли», «Директор, Анна Ли, …»."""
        tokens = self.sentences[title.sentence].tokens
        mark, person = tokens[i].text, self._person(title.sentence, i + 1)
        if person is None:
            return False
        if mark == ",":
            closed = self._closes(title, person.last) and title.group != "open"
            return closed and not self._after(title)
        if title.case != "Nom" or not (mark == ":" or mark in DASHES):
            return False
        return mark == ":" or title.first == 0 or self._listed(title, person)

    def _closes(self, title: Title, i: int) -> bool:
        """An apposition ends at i, and no other one begins there."""
        tokens = self.sentences[title.sentence].tokens
        if i >= len(tokens) or tokens[i].text in (".", ";"):
            return True
        goes_on = (title.sentence, i + 1) in self.at or self._person(title.sentence, i + 1)
        return tokens[i].text == "," and not goes_on

    def _listed(self, title: Title, person: Reference) -> bool:
        """«Пришли директор – Ли, ректор – Ким»: a list, and not «Ли, ректор, – …»."""
        tokens = self.sentences[title.sentence].tokens
        ends = person.last >= len(tokens) or tokens[person.last].text in (",", ";", ".", "и")
        before = self._after(title)
        return ends and (not before or tokens[before[0].first - 1].text in DASHES)

    def _is_role(self, title: Title) -> bool:
        """A bare «губернатор» before «и ректор вуза Олег Ким» is somebody told before."""
        bare = title.organization is None and title.unlisted is None and len(title.lemmas) == 1
        return bare and title.group in ("territorial", "corporate", "general")

    def _are_two(self, title: Title, person: Reference) -> bool:
        """«Приехали посол и мэр Твери Олег Ким»: the verb tells that they are two."""
        tokens = self.sentences[title.sentence].tokens
        governor = tokens[title.head].head
        while governor >= 0 and tokens[title.head].rel == "conj" and tokens[governor].pos != "VERB":
            following = tokens[governor].head
            if following == governor or tokens[governor].rel != "conj":
                governor = following
                break
            governor = following
        ends = person.last >= len(tokens) or tokens[person.last].text not in (",", "и")
        return (
            title.case == "Nom"
            and ends
            and governor >= 0
            and tokens[governor].pos == "VERB"
            and tokens[governor].number == "Plur"
        )

    def _chained(self, title: Title, tokens: Sequence[Token], i: int) -> Title | None:
        """The next title of a chain: after a comma, a dash, «и», or nothing before an honour."""
        if i >= len(tokens):
            return None
        joined = tokens[i].text in (",", "и") or tokens[i].text in DASHES
        owned = (
            joined
            and i + 1 < len(tokens)
            and tokens[i + 1].text.lower() in load_pronouns().possessive
        )
        chained = self.at.get((title.sentence, i + joined + owned))
        if chained is None:
            return None
        if not joined and chained.group != "honour" and chained.noun not in self.posts.degrees:
            return None
        if joined and (chained.group == "open" or chained.noun in self.posts.addresses):
            return None
        return chained

    def _person(self, sentence: int, i: int) -> Reference | None:
        reference = self.index.of_type(sentence, i, "person")
        return reference if reference is not None and reference.first == i else None

    def _coordinated(self, sentence: int, person: Reference) -> list[Reference]:
        """The names joined to a name by commas and «и»."""
        tokens = self.sentences[sentence].tokens
        people, i = [], person.last
        while i < len(tokens) and tokens[i].text in (",", "и"):
            following = self._person(sentence, i + 1)
            if following is None:
                break
            people.append(following)
            i = following.last
        return people

    def _after(self, title: Title) -> list[Reference]:
        """The person whose name stands before a title: after a comma, a dash or in brackets."""
        tokens = self.sentences[title.sentence].tokens
        i = self._past_time(tokens, title.first) - 1
        if i < 1 or not (tokens[i].text in (",", "(") or tokens[i].text in DASHES):
            return []
        if title.group == "open" and tokens[i].text in DASHES:
            return []
        i -= 1
        if tokens[i].text == ")":
            while i > 0 and tokens[i].text != "(":
                i -= 1
            i -= 1
        person = self.index.of_type(title.sentence, i, "person")
        if person is not None:
            agrees = title.case in (None, "Nom") or self._agrees(title.case, person)
            if title.number != "Plur":
                return [person] if agrees else []
            people = self._joined_before(title.sentence, person)
            return people if agrees and len(people) > 1 else []
        return self._after_title(title, i)

    def _joined_before(self, sentence: int, person: Reference) -> list[Reference]:
        """A name and those joined to it before («Ли, Ким и Рой – депутаты»)."""
        tokens = self.sentences[sentence].tokens
        people, i = [person], person.first - 1
        while i > 0 and tokens[i].text in (",", "и"):
            other = self.index.of_type(sentence, i - 1, "person")
            if other is None:
                break
            people.insert(0, other)
            i = other.first - 1
        return people

    def _past_time(self, tokens: Sequence[Token], first: int) -> int:
        """Where words of time before a title begin («ныне», «до этого –»), else itself."""
        if first > 1 and tokens[first - 1].text in DASHES:
            i = first - 1
            while i > 0 and is_time(tokens[i - 1]):
                i -= 1
            if 0 < i < first - 1 and tokens[i - 1].text in (",", "("):
                return i
        if first == 0 or tokens[first - 1].text.lower() not in _time_ends():
            return first
        for length in (3, 2, 1):
            words = " ".join(token.text.lower() for token in tokens[max(0, first - length) : first])
            if words in self.posts.times:
                return first - length
        return first

    def _after_title(self, title: Title, i: int) -> list[Reference]:
        """«Иван Петров, директор завода, депутат думы»: the holder of the title before."""
        before = self.ends.get((title.sentence, i + 1))
        if before is None or before.case != title.case or before.group == "honour":
            return []
        return [] if self._before(before) else self._after(before)

    def _agrees(self, case: str | None, person: Reference) -> bool:
        """Some word of the name can stand in the case, or all are indeclinable to us."""
        if case is None:
            return True
        tokens = self.sentences[person.sentence].tokens[person.first : person.last]
        # Posts are animate: the model cannot always tell their genitive from their accusative.
        cases = {"Gen", "Acc"} if case in ("Gen", "Acc") else {case}
        declined = [t for t in tokens if len(t.text) > 1 and t.text.isalpha()]
        if any(token.case in cases for token in declined) or not declined:
            return True
        return any(all(self._may_be(token, each) for token in declined) for each in sorted(cases))

    def _may_be(self, token: Token, case: str) -> bool:
        parses = self.morphology.unranked(token.text)
        return not any(p.is_known for p in parses) or any(p.tag.case in CASES[case] for p in parses)
