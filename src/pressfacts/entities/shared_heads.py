"""A plural head noun that several bodies share: «министерства обороны и внутренних дел».

Each complement or adjective of a list makes a body of its own. The first mention holds the head
with the first member, or, after adjectives, the last one does; the others hold the member alone.
A head in the singular with a list is one body («министерство науки и высшего образования»).
"""

from collections.abc import Callable, Sequence

from pressfacts.entities.growth import TERRITORY_NOUNS
from pressfacts.entities.organization_view import TITLE_LENGTH, View, short_names
from pressfacts.entities.phrase import OrganizationSpan, Share
from pressfacts.entities.territory_lists import JOINTS, TerritoryList
from pressfacts.entities.vocabulary import heads
from pressfacts.language.morphology import fold

DIRECT = {"nsubj": "nomn", "obj": "accs"}
BRACKET = 5  # tokens of the longest bracket between two names: «завод «Маяк» (Тверь) и …»


def find_shared(scan: View) -> dict[int, list[OrganizationSpan]]:
    """The bodies that share a head, by the token with which the first mention begins."""
    found: dict[int, list[OrganizationSpan]] = {}
    for i in scan.kinds:
        token = scan.tokens[i]
        if token.number == "Plur" or token.rel in DIRECT or token.lemma in scan.words.territorial:
            if scan.titles and scan.in_title(i):
                continue
            shared = SharedHead(scan, i)
            members = shared.members() if _is_plural(scan, i) else shared.governments()
            if len(members) > 1:
                found[members[0].first] = members
    return found


def _is_plural(scan: View, i: int) -> bool:
    """Tagged so, or a subject or object in a form that is no such case of the singular.

    The model often takes «министерства» at the beginning of a sentence for a genitive.
    """
    token = scan.tokens[i]
    if token.number == "Plur":
        return True
    verb = scan.tokens[token.head] if token.head >= 0 else None
    if verb is None or (token.rel == "nsubj" and verb.number != "Plur"):
        return False
    case = DIRECT.get(token.rel)
    tags = [parse.tag for parse in scan.morphology.unranked(token.text.lower())]
    return {tag.number for tag in tags if tag.case == case} == {"plur"}


class SharedHead(TerritoryList):
    """A plural head noun with the list that follows or precedes it."""

    def members(self) -> list[OrganizationSpan]:
        """One span for each body, none where the head has no list that makes names."""
        if self.scan.is_model(self.head, "PER") or self.lemma in self.words.only_with:
            return []
        return self._described() or self._named() or self._in_charge()

    def governments(self) -> list[OrganizationSpan]:
        """«(главы) правительства Тверской и Псковской областей»: each has one of its own."""
        if not self._is_territorial():
            return []
        territories = self.territories(self.head + 1, told=False)
        if self.plurals.isdisjoint(i for words in territories for i in words):
            return []
        return self._spans([self.head], territories)

    # ------------------------------------------------------------ «Тверской и Псковский суды»

    def _described(self) -> list[OrganizationSpan]:
        """Adjectives in the singular before the head, each with a capital."""
        if self.lemma in self.words.unit:
            return []
        if self.lemma in self.words.company and not self.scan.is_model(self.head, "ORG"):
            return []
        tokens, at = self.tokens, self.head
        while at > 0 and self._precedes(tokens[at - 1], tokens[self.head]):
            at -= 1
        singular: list[int] = []
        while at > 0 and self._tells_one(at - 1):
            singular.insert(0, at - 1)
            if at < 2 or tokens[at - 2].text not in JOINTS:
                break
            at -= 2
        if len(singular) < 2 or tokens[singular[-1] - 1].text != "и":
            return []
        if not self.scan.is_capital(singular[-1]):
            return []
        self.plurals.update(range(singular[-1] + 1, self.head + 1))
        self._complements()
        common = range(singular[-1] + 1, self.last)
        spans = [(i, i + 1, i) for i in singular[:-1]]
        spans.append((singular[-1], self.last, self.head))
        return self._sharing(spans, [(i, *common) for i in singular])

    def _tells_one(self, i: int) -> bool:
        token = self.tokens[i]
        return token.pos == "ADJ" and token.number == "Sing" and token.text[0].isupper()

    # ------------------------------------------------------------ «заводы «Заря» и «Ясень»»

    def _named(self) -> list[OrganizationSpan]:
        """Quotations, Latin names and numbers."""
        spans: list[tuple[int, int]] = []
        at = self.head + 1
        while at < len(self.tokens):
            end = self._name_end(at, listed=bool(spans))
            if end == at:
                break
            spans.append((at, end))
            end = self._after_bracket(end)
            if end >= len(self.tokens) or self.tokens[end].text not in JOINTS:
                break
            at = end + 1
        if len(spans) < 2 or self.tokens[spans[-1][0] - 1].text != "и":
            return []
        self.named, self.last = True, spans[0][1]
        self._adjectives()
        if self.lemma in self.words.neutral:
            self.first = self.head
        elif self._has_own_name():
            self._descriptive_adjectives()
        sign = self.head + 1  # «№» of «школы № 5 и 7»
        members = [
            (sign, *range(*span)) if self.tokens[span[0]].text.isdigit() else range(*span)
            for span in spans
        ]
        return self._spans(range(self.first, self.head + 1), members)

    def _name_end(self, at: int, *, listed: bool) -> int:
        scan, token = self.scan, self.tokens[at]
        if at in scan.quotes:
            quote = scan.quotes[at]
            letters = sum(len(self.tokens[i].text) for i in quote.inside)
            title = quote in scan.titles or quote.last - at > TITLE_LENGTH
            return at if title or letters == 1 else quote.last  # «группы «А» и «Б»»
        if scan.is_latin(at) and token.text[0].isupper() and len(token.text) > 1:
            return scan.latin_run(at)
        if token.text in ("№", "N") and at + 1 < len(self.tokens):
            return at + 2
        if token.text.startswith("№") and len(token.text) > 1:
            return at + 1
        numbered = listed and self._is_word(self.head + 1, "№")
        return at + 1 if numbered and token.text.isdigit() else at

    def _after_bracket(self, at: int) -> int:
        if not self._is_word(at, "("):
            return at
        reach = range(at + 1, min(at + 1 + BRACKET, len(self.tokens)))
        return next((i + 1 for i in reach if self.tokens[i].text == ")"), at)

    # ------------------------------------------------------------ fields, territories

    def _in_charge(self) -> list[OrganizationSpan]:
        """What the bodies are in charge of, by topic or field, and the territories they are of."""
        if not self.words.is_topical(self.lemma):
            return []
        self._adjectives()
        if self.first and self.tokens[self.first - 1].lemma in self.words.evaluative:
            return []
        shared = list(range(self.first, self.head + 1))
        at = self.head + 1
        listed = self.lemma in self.words.fielded
        topics = self._topics(at) if listed else []
        at = topics[-1][-1] + 1 if topics else at
        if not topics and self._is_owner(at):
            shared.append(at)
            at += 1
        fields = self._fields(at) if not topics else []
        at = fields[-1][-1] + 1 if fields else at
        told = topics or fields
        territories = self.territories(at, told=bool(told) or len(shared) > self.head + 1)
        if len(territories) > 1 and (told or len(shared) > 1 or self._is_territorial()):
            between = range(self.head + 1, at)
            return self._spans([*range(self.first, self.head + 1), *between], territories)
        if len(told) < 2 or self._is_general(at):
            return []
        return self._spans(shared, told, territories[0] if territories else ())

    def _is_territorial(self) -> bool:
        return self.lemma in self.words.territorial

    def _is_owner(self, i: int) -> bool:
        """«комитеты Госдумы по …», «управления Минюста по …»."""
        if i >= len(self.tokens):
            return False
        token = self.tokens[i]
        return fold(token.text) in short_names() or (
            self.scan.is_model(i, "ORG") and token.text[0].isupper() and token.case == "Gen"
        )

    def _topics(self, at: int) -> list[range]:
        """Phrases in the genitive: «обороны», «внутренних дел»."""
        return self._listed(at, lambda i, joined: self._phrase_end(i, "Gen", joined=joined))

    def _fields(self, at: int) -> list[range]:
        """«по культуре» and «по спорту»; without the second «по» only of some kinds."""
        if not self._is_word(at, "по") or self.lemma not in self.words.with_field:
            return []
        return self._listed(at, self._field_end)

    def _field_end(self, at: int, joined: bool) -> int:
        own = self._is_word(at, "по")
        if not own and (not joined or self.lemma not in self.words.fielded):
            return at
        # a second «по» alone tells that the list goes on, wherever the model hangs it
        end = self._phrase_end(at + own, "Dat", joined=joined, told=joined and own)
        none = end == at + own or self.tokens[at + own].lemma in self.words.matters
        return at if none else end

    def _listed(self, at: int, end_of: Callable[[int, bool], int]) -> list[range]:
        """Phrases joined by commas and «и»; `end_of` is told whether one stands before."""
        found: list[range] = []
        while at < len(self.tokens):
            end = end_of(at, bool(found))
            if end == at:
                break
            found.append(range(at, end))
            if end >= len(self.tokens) or self.tokens[end].text not in JOINTS:
                break
            at = end + 1
        return found if self.closes(found) else found[:1]

    def _phrase_end(self, at: int, case: str, *, joined: bool, told: bool = False) -> int:
        """Where a noun with its adjectives and what it governs in the genitive ends."""
        noun = self._noun_phrase(at, case) if at < len(self.tokens) else None
        if noun is None or not self._is_topic(noun):
            return at
        if not told and not self._is_joined(noun, joined=joined):
            return at
        end = noun + 1
        while end < len(self.tokens):
            more = self._noun_phrase(end, "Gen")
            if more is None or self.tokens[more].head != noun or not self._is_topic(more):
                break
            noun, end = more, more + 1
        return end

    def _is_topic(self, i: int) -> bool:
        token = self.tokens[i]
        return (
            token.text.islower()
            and token.lemma not in heads()
            and token.lemma not in TERRITORY_NOUNS
            and token.feats.get("Animacy") != "Anim"
        )

    def _is_joined(self, noun: int, *, joined: bool) -> bool:
        token = self.tokens[noun]
        if joined:
            return token.rel == "conj" and self.head < token.head < noun
        return token.head == self.head

    def _is_general(self, at: int) -> bool:
        """«комитеты по культуре и спорту районов»: of many, and of none in particular."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        return token.number == "Plur" and token.case == "Gen" and token.pos in ("NOUN", "ADJ")

    # ------------------------------------------------------------ the mentions

    def _spans(
        self, shared: Sequence[int], members: Sequence[Sequence[int]], tail: Sequence[int] = ()
    ) -> list[OrganizationSpan]:
        """The first member with the head, the others alone, the last one with what ends all."""
        self.plurals.update(range(self.first, self.head + 1))
        spans: list[tuple[int, int, int]] = []
        for number, member in enumerate(members):
            run = self._own_words(members[:number], member)
            first = run[0] if number else shared[0]
            last = (*member, *tail)[-1] if number == len(members) - 1 else run[-1]
            spans.append((first, last + 1, self._noun_of(run) if number else self.head))
        return self._sharing(spans, [(*shared, *member, *tail) for member in members])

    def _sharing(
        self, spans: Sequence[tuple[int, int, int]], words: Sequence[tuple[int, ...]]
    ) -> list[OrganizationSpan]:
        extent = spans[0][0], spans[-1][1]
        plurals = frozenset(self.plurals)
        return [
            OrganizationSpan(*span, share=Share(self.head, own, plurals, *extent))
            for span, own in zip(spans, words, strict=True)
        ]

    def _own_words(self, before: Sequence[Sequence[int]], member: Sequence[int]) -> list[int]:
        """What no member before has, without a gap: «Ржева» of «городов Твери и Ржева»."""
        taken = {i for other in before for i in other}
        own = [i for i in member if i not in taken] or list(member)
        return [i for n, i in enumerate(own) if i == own[0] + n]

    def _noun_of(self, run: Sequence[int]) -> int:
        return next((i for i in run if self.tokens[i].pos in ("NOUN", "PROPN")), run[-1])
