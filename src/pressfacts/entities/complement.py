"""What follows the noun of a title: its field, and the organization or place that it is of."""

from collections.abc import Sequence

from msgspec import Struct

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import kinds_marked, kinds_meant, load_kinds, may_describe
from pressfacts.entities.nominative import nominative
from pressfacts.entities.noun_groups import MODIFIERS, NounGroups
from pressfacts.entities.posts import Posts, post_noun
from pressfacts.language.morphology import Morphology
from pressfacts.records import Sentence, Token

QUOTES = {"«": "»", "„": "“", "“": "”", '"': '"'}


class Complement(Struct):
    """What has been read after a head: the end, the words of the title, what the post is of.

    `unlisted` is the name of an organization in quotes that is no entity of the release,
    `described` tells that a word for an organization stands before it; `bare` is the common noun
    that alone tells what the post is of («директор завода»); `cases` are those in which a list may
    go on after «по …».
    """

    end: int
    words: list[int]
    organization: str | None = None
    closed: bool = False
    unlisted: str | None = None
    described: bool = False
    bare: str | None = None
    cases: tuple[str, ...] = ()


class ComplementReader:
    """Reads complements, one word group after another, as far as they go."""

    def __init__(self, index: Index, posts: Posts, morphology: Morphology) -> None:
        self.index = index
        self.posts = posts
        self.morphology = morphology
        self.kinds = load_kinds()
        self.groups = NounGroups(index, posts, morphology)

    def read(
        self, number: int, sentence: Sentence, head: int, wanted: str, noun: str
    ) -> Complement:
        """The complement of the noun at `head`, whose own case it asks for is `wanted`."""
        read = Complement(head + 1, [])
        tokens = sentence.tokens
        while read.end < len(tokens):
            i = read.end
            if not (
                self._organization(number, sentence, read)
                or self._quoted(sentence, read, head)
                or self._nominal(number, sentence, read, wanted if i == head + 1 else "Gen")
                or self._field(number, sentence, read)
                or self._where(number, sentence, read, head, noun)
                or self._coordinated(number, sentence, read)
            ):
                break
        return read

    def _organization(self, number: int, sentence: Sentence, read: Complement) -> bool:
        """An organization, a place or a noun that stands for one: what the post is of."""
        reference = self.index.of_type(number, read.end, "organization", "place")
        tokens, quotes = sentence.tokens, 0
        if reference is None and tokens[read.end].text in QUOTES:
            # «директор «Hansa Ltd.»»: the name may be known without its quotation marks
            reference = self.index.of_type(number, read.end + 1, "organization")
            quotes = 1
        if reference is None or not self._closes(tokens, read.end, reference.last, quotes):
            return False
        if read.organization is None:
            if read.closed:
                return False
            read.organization = reference.entity
            read.closed = True
        read.end = self._bracket(tokens, reference.last + quotes)
        return True

    def _closes(self, tokens: Sequence[Token], opening: int, end: int, quotes: int) -> bool:
        """Does the name in quotation marks reach to their end?"""
        return not quotes or (
            end < len(tokens) and tokens[end].text == QUOTES[tokens[opening].text]
        )

    def _bracket(self, tokens: Sequence[Token], i: int) -> int:
        """The end of a short bracket that begins at i («университета (ТГУ)»)."""
        if i < len(tokens) and tokens[i].text == "(":
            for j in range(i + 1, min(i + 6, len(tokens))):
                if tokens[j].text == ")":
                    return j + 1
        return i

    def _quoted(self, sentence: Sentence, read: Complement, head: int) -> bool:
        """A quoted name that is no known entity, with the descriptor before it."""
        tokens, opening = sentence.tokens, read.end
        closing = QUOTES.get(tokens[opening].text)
        if closing is None:
            return False
        for j in range(opening + 1, min(opening + 10, len(tokens))):
            if tokens[j].text == closing:
                if tokens[opening - 1].lemma in self.posts.undertakings:
                    read.words.extend(range(opening, j + 1))
                else:
                    self._close(sentence, read, head, j)
                read.end = j + 1
                return True
        return False

    def _close(self, sentence: Sentence, read: Complement, head: int, closing: int) -> None:
        """What is in quotes from the end of the complement on is what the post is of."""
        opening, tokens = read.end, sentence.tokens
        read.closed = True
        noun = opening - 1
        read.described = noun > head and noun not in read.words and self._is_body(tokens[noun])
        if noun > head and noun not in read.words:
            first = opening - 1
            while first - 1 > head and tokens[first - 1].pos == "ADJ":
                first -= 1
            read.unlisted = nominative(sentence, first, closing + 1, self.morphology)
        elif tokens[opening + 1].text[0].isupper():
            read.unlisted = nominative(sentence, opening + 1, closing, self.morphology)

    def _is_body(self, descriptor: Token) -> bool:
        return may_describe(descriptor.lemma, "organization")

    def _nominal(self, number: int, sentence: Sentence, read: Complement, wanted: str) -> bool:
        """A noun with its modifiers in the wanted case; a descriptor before a name is left out."""
        end = self.groups.end(number, sentence, read.end, wanted)
        if end is None or self._is_honour(number, sentence.tokens, end - 1):
            return False
        if self._is_degree(sentence.tokens[end - 1]):
            return False
        if self._stands_for_one(number, sentence.tokens, end):
            if not read.closed:
                read.bare = sentence.tokens[end - 1].lemma
            read.closed = True
        elif sentence.tokens[end - 1].lemma in self.posts.grades:
            pass  # «высшей категории»
        elif not self._describes(number, sentence, end) and (
            not read.closed or self._in_field(read)
        ):
            tokens = sentence.tokens
            read.words.extend(
                j for j in range(read.end, end) if tokens[j].pos not in ("DET", "PART")
            )
        read.end = end
        return True

    def _in_field(self, read: Complement) -> bool:
        """Right after «по вопросам», which may follow the organization."""
        return bool(read.cases and read.words and read.words[-1] == read.end - 1)

    def _stands_for_one(self, number: int, tokens: Sequence[Token], end: int) -> bool:
        """A bare «компании», «страны» that stands for none we know: no part of the title."""
        noun = tokens[end - 1]
        told = kinds_meant(noun.lemma) or (
            kinds_marked(noun.lemma) and noun.lemma not in self.kinds.collegial
        )
        if not told or noun.number != "Sing":
            return False
        if end >= len(tokens) or self.index.of_type(number, end, "person") is not None:
            return True
        following = tokens[end]
        if following.text in QUOTES or self.index.at(number, end) is not None:
            return False
        return following.case != "Gen" or self._is_honour(number, tokens, end)

    def _is_honour(self, number: int, tokens: Sequence[Token], i: int) -> bool:
        """A rank between a title and a name: «заместителя начальника полковника Иванова»."""
        if self.index.of_type(number, i + 1, "person") is None or (
            self.index.at(number, i) is not None
        ):
            return False
        noun = post_noun(tokens[i], self.posts, self.morphology)
        return noun is not None and noun.group == "honour" and "anim" in noun.parse.tag

    def _is_degree(self, token: Token) -> bool:
        """«избрание ректором доктора наук …»: another's degree or rank, no part of the title."""
        noun = post_noun(token, self.posts, self.morphology)
        return noun is not None and noun.lemma in self.posts.degrees and token.number == "Sing"

    def _describes(self, number: int, sentence: Sentence, end: int) -> bool:
        """The noun before `end` is the descriptor of the name that follows it."""
        tokens = sentence.tokens
        if end >= len(tokens):
            return False
        quoted = tokens[end].text in QUOTES
        reference = self.index.of_type(number, end, "organization", "place")
        noun = tokens[end - 1]
        part = noun.lemma in self.posts.units or noun.lemma in self.kinds.collegial
        if noun.lemma in self.posts.organs or (part and self._is_genitive(tokens, end)):
            return False  # «правления «Маяка»», «филиала «Маяка»»
        if reference is not None and noun.lemma in self.kinds.collegial and not quoted:
            # «совета завода» is a part of it, «группы Nord» and «команды «Ринг»» are the thing.
            first = tokens[reference.first].text
            return first in QUOTES or first[0].isascii()
        lemma = noun.lemma.partition("-")[0]  # «города-побратима»
        if reference is not None and may_describe(lemma, self.index.type_of(reference.entity)):
            return True
        if quoted:
            thing = noun.number == "Sing" and noun.feats.get("Animacy") != "Anim"
            return thing and noun.lemma not in self.posts.undertakings
        return reference is not None and noun.pos in MODIFIERS

    def _is_genitive(self, tokens: Sequence[Token], i: int) -> bool:
        """A quoted name at i that can only be an oblique form."""
        if tokens[i].text not in QUOTES or i + 1 >= len(tokens):
            return False
        tags = self.morphology.tags(tokens[i + 1].text)
        return not any(t.case is None or (t.case == "nomn" and t.number == "sing") for t in tags)

    def _field(self, number: int, sentence: Sentence, read: Complement) -> bool:
        """«по развитию», «по связям с общественностью и СМИ»: the field, part of the title."""
        tokens = sentence.tokens
        if tokens[read.end].lemma != "по":
            return False
        end = self.groups.end(number, sentence, read.end + 1, "Dat", "Loc")
        if end is None:
            return False
        read.cases = ("Dat", "Loc", "Gen")
        if end < len(tokens) and tokens[end].lemma in ("с", "со"):
            partners = self.groups.end(number, sentence, end + 1, "Ins")
            if partners is not None:
                end, read.cases = partners, ("Ins", "Dat", "Gen")
        # «вице-президент «Сатурна» по странам Азии»: what follows the field is no employer.
        place = self.index.of_type(number, end, "place", "organization") if read.closed else None
        if place is not None and place.form == "name" and tokens[place.head].case == "Gen":
            end = place.last
        read.words.extend(range(read.end, end))
        read.end = end
        return True

    def _where(
        self, number: int, sentence: Sentence, read: Complement, head: int, noun: str
    ) -> bool:
        """«в регионе», «при ООН», «из Твери»: an organization for some posts, else left aside."""
        tokens = sentence.tokens
        preposition = tokens[read.end].lemma
        if preposition not in ("в", "на", "при", "от", "из", "во"):
            return False
        i = read.end + 1
        while (
            i < len(tokens)
            and self.index.at(number, i) is None
            and (tokens[i].pos in MODIFIERS or self._is_ruler(preposition, tokens[i]))
        ):
            i += 1
        reference = (
            self.index.of_type(number, i, "organization", "place") if i < len(tokens) else None
        )
        if reference is None:
            return False
        follows = reference.last < len(tokens) and (
            self.index.of_type(number, reference.last, "person") is not None
        )
        sent = noun in self.posts.government.envoys
        governing = sent or noun in self.posts.government.place
        if not follows and not (governing or self._held(tokens, head)):
            return False
        if read.organization is None and not read.closed and preposition != "из" and not sent:
            read.organization = reference.entity
            read.closed = True
        read.end = reference.last
        return True

    def _is_ruler(self, preposition: str, token: Token) -> bool:
        """«уполномоченный при Президенте РФ»: the head whom a post is with."""
        noun = post_noun(token, self.posts, self.morphology) if preposition == "при" else None
        return noun is not None and noun.group in ("territorial", "general")

    def _held(self, tokens: Sequence[Token], head: int) -> bool:
        """A verb of holding a post stands over the title: «работает учителем в школе»."""
        governor = tokens[head].head
        return (
            tokens[head].case == "Ins"
            and governor >= 0
            and tokens[governor].lemma in self.posts.predicates.holding
        )

    def _coordinated(self, number: int, sentence: Sentence, read: Complement) -> bool:
        """«цифрового развития, связи и массовых коммуникаций»: more of the field."""
        if not read.words or (read.closed and not self._in_field(read)):
            return False
        end = self.groups.joined_end(number, sentence, read.end, *(read.cases or ("Gen",)))
        if end is None:
            return False
        if not self._describes(number, sentence, end):
            read.words.extend(range(read.end, end))
        read.end = end
        return True
