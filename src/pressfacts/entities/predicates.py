"""Posts that a predicate gives: «назначен директором», «занимает пост ректора»."""

from collections.abc import Iterator, Sequence

import msgspec

from pressfacts.entities.positions import Holding
from pressfacts.entities.posts import is_time, load_posts
from pressfacts.entities.subjects import Subjects, is_unreal, verb_above
from pressfacts.entities.titles import DASHES, Title
from pressfacts.records import Reference, Token


def find_predicated(
    titles: Sequence[Title], holdings: Sequence[Holding], subjects: Subjects
) -> tuple[Holding, ...]:
    """The posts that verbs give to people, for titles with no name beside them."""
    held = {(holding.title.sentence, holding.title.first) for holding in holdings}
    reader = _Predicates(titles, subjects)
    return tuple(
        holding
        for title in titles
        if (title.sentence, title.first) not in held and title.group != "honour"
        for holding in reader.read(title)
    )


class _Predicates:
    def __init__(self, titles: Sequence[Title], subjects: Subjects) -> None:
        self.titles = titles
        self.subjects = subjects
        self.predicates = load_posts().predicates

    def read(self, title: Title) -> Iterator[Holding]:
        """The holder of one title phrase; several of one in the plural."""
        holding = self._holding(title)
        if holding is None:
            return
        person, post = holding
        if title.number != "Plur":
            yield _held(post, person)
            return
        # «Спикерами форума стали Ли и Ким» tells what they do today, not where they work.
        people = list(self.subjects.with_conjuncts(person)) if post.closed else ()
        if len(people) > 1:
            yield from (_held(post, each) for each in people)

    def _holding(self, title: Title) -> tuple[Reference, Title] | None:
        tokens = self.subjects.sentences[title.sentence].tokens
        duty = self._duty(tokens, title)
        person, post = None, title
        if duty is not None:
            person, post = self._charged(title, duty), _acting(self._whole(title))
        elif self._copula(title) is not None:
            person = self.subjects.of(title.sentence, title.head)
        elif self._is_note(tokens, title):
            person = self.subjects.carried(title.sentence, None)
        else:
            verb = self._verb(tokens, title)
            staying = (
                verb is not None
                and title.case == "Ins"
                and tokens[verb].lemma in self.predicates.remaining
            )
            if verb is not None and (staying or not is_unreal(self.subjects, title.sentence, verb)):
                person = self._after_dash(tokens, title) or self._holder(title, tokens, verb)
        return None if person is None else (person, post)

    def _after_dash(self, tokens: Sequence[Token], title: Title) -> Reference | None:
        """«Директором стал Ли, ректором – Ким»: the dash stands for the verb."""
        if (
            title.case != "Ins"
            or title.last >= len(tokens)
            or tokens[title.last].text not in DASHES
        ):
            return None
        return self.subjects.person_at(title.sentence, title.last + 1)

    def _copula(self, title: Title) -> int | None:
        """The past or present «быть» of «был директором», whose subject hangs on the title."""
        if title.case not in ("Ins", "Nom"):
            return None
        sentence = self.subjects.sentences[title.sentence]
        return next(
            (
                child
                for child in sentence.children[title.head]
                if sentence.tokens[child].rel == "cop"
                and not is_unreal(self.subjects, title.sentence, child)
                and not is_unreal(self.subjects, title.sentence, title.head)
            ),
            None,
        )

    def _is_note(self, tokens: Sequence[Token], title: Title) -> bool:
        """«С 2011 года – директор завода», «Прежде – ректор»: a biography's line, nobody in it."""
        first = title.first
        return (
            title.case == "Nom"
            and title.group != "open"
            and first > 1
            and tokens[first - 1].text in DASHES
            and all(is_time(token) or token.text in DASHES for token in tokens[:first])
        )

    def _whole(self, title: Title) -> Title:
        """A bare «министр» is the one last named with his field."""
        if len(title.lemmas) > 1 or title.closed:
            return title
        for before in reversed(self.titles):
            earlier = (before.sentence, before.first) < (title.sentence, title.first)
            if earlier and before.noun == title.noun and len(before.lemmas) > 1:
                return msgspec.structs.replace(
                    title,
                    nominative=before.nominative,
                    genitive=before.genitive,
                    lemmas=before.lemmas,
                    organization=before.organization,
                )
        return title

    def _verb(self, tokens: Sequence[Token], title: Title) -> int | None:
        """The verb that gives the post: over the title in the instrumental, or over an office."""
        before = title.first - 1
        if title.case == "Gen" and before >= 0 and tokens[before].lemma in self.predicates.offices:
            if title.last < len(tokens) and self._takes(tokens[title.last]):
                return title.last  # «пост директора займёт Ли»: the tree may err
            governor = tokens[before].head
            if governor >= 0 and tokens[governor].pos == "VERB":
                return governor
            return self._taking(tokens, before)
        if title.case == "Gen" and before >= 0 and tokens[before].text in ("от", "до"):
            verb = verb_above(tokens, title.head)
            return (
                verb if verb is not None and tokens[verb].lemma in self.predicates.rising else None
            )
        if title.case != "Ins" or title.group == "open":
            return None
        near = (tokens[title.head].head, verb_above(tokens, title.head), before, title.last)
        return next(
            (i for i in near if i is not None and 0 <= i < len(tokens) and self._gives(tokens[i])),
            None,
        )

    def _taking(self, tokens: Sequence[Token], office: int) -> int | None:
        """«перешла в компанию на должность директора»: the office hangs on another word."""
        verb = verb_above(tokens, office)
        return verb if verb is not None and self._takes(tokens[verb]) else None

    def _takes(self, verb: Token) -> bool:
        return verb.lemma in self.predicates.taking or verb.lemma in self.predicates.holding

    def _gives(self, word: Token) -> bool:
        return word.lemma in self.predicates.holding or word.lemma in self.predicates.nominal

    def _named_after(self, sentence: int, title: Title) -> Reference | None:
        """«назначенный директором завода Иван Петров»: nothing between the title and the name."""
        person = self.subjects.person_at(sentence, title.last)
        tokens = self.subjects.sentences[sentence].tokens
        agrees = person is not None and tokens[person.head].case != "Gen"
        return person if agrees else None

    def _holder(self, title: Title, tokens: Sequence[Token], verb: int) -> Reference | None:
        sentence = title.sentence
        if tokens[verb].pos == "NOUN":
            return self.subjects.in_case(sentence, verb, "Gen")
        participle = self.subjects.is_participle(tokens[verb])
        given = tokens[verb].lemma in self.predicates.appointing
        if participle or (given and self.subjects.is_passive_participle(tokens[verb])):
            return self._named_after(sentence, title) or self.subjects.described_by(sentence, verb)
        active = tokens[verb].feats.get("Voice") != "Pass"
        if active and tokens[verb].lemma in self.predicates.appointing:
            return self.subjects.in_case(sentence, verb, "Acc", "Gen")
        return self.subjects.of(sentence, verb)

    def _duty(self, tokens: Sequence[Token], title: Title) -> int | None:
        """The token of «исполнение» or «исполнять» in «исполнять обязанности директора»."""
        i = title.first - 1
        if i < 0 or tokens[i].lemma not in self.predicates.duties:
            return None
        # «Обязанности директора исполняет Анна Ли»: the verb may come later.
        near = (i - 1, tokens[i].head)
        return next((j for j in near if j >= 0 and self._performs(tokens[j])), None)

    def _performs(self, token: Token) -> bool:
        return token.lemma in self.predicates.performing

    def _charged(self, title: Title, duty: int) -> Reference | None:
        """The person who is charged with the duties of a post, or performs them."""
        sentence = title.sentence
        tokens = self.subjects.sentences[sentence].tokens
        performed = tokens[duty].feats.get("VerbForm") == "Fin"
        verb = duty if performed else verb_above(tokens, duty)
        if verb is None or is_unreal(self.subjects, sentence, verb):
            return None
        if performed:
            return self.subjects.of(sentence, verb)
        following = (
            self.subjects.person_at(sentence, i)
            for i in range(title.last, len(tokens))
            if tokens[i].pos != "DET"
        )
        return next((person for person in following if person is not None), None)


def _held(title: Title, person: Reference) -> Holding:
    first, last = title.first, title.last
    if person.sentence == title.sentence:
        first, last = min(first, person.first), max(last, person.last)
    return Holding(person.entity, title, title.organization, first, last)


def _acting(title: Title) -> Title:
    """«исполняющий обязанности» before a title that stands in the genitive."""
    return msgspec.structs.replace(
        title,
        nominative=lambda: f"исполняющий обязанности {title.genitive()}",
        noun="исполняющий",
    )
