"""Title phrases: «первого заместителя министра энергетики РФ» taken apart.

A title phrase is read forward from the noun that names the post: its modifiers stand before it, its
complement after it, and the first organization or place of the complement is what the post is of.
The rest is the title, given in the nominative.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import kinds_marked, kinds_meant, load_kinds, may_describe
from pressfacts.entities.posts import Group, PostNoun, Posts, load_posts, post_noun
from pressfacts.language.morphology import GENDERS, Morphology, fold
from pressfacts.records import Place, Reference, Sentence, Token

QUOTES = {"«": "»", "„": "“", "“": "”", '"': '"'}
DASHES = frozenset({"-", "–", "—", "−"})
MODIFIERS = frozenset({"ADJ", "DET", "VERB"})
AGREEING = frozenset({"ADJF", "PRTF", "NPRO"})


class Title(Struct, frozen=True):
    """A title phrase: tokens `first` to `last`, its noun at `head`.

    `title` is the post without the organization, in the nominative, and `genitive` the
    same in the genitive; `noun` its head's lemma, `lemmas`
    those of all its words. `organization` is the entity the phrase names, `closed` tells that it
    names some organization, known or not, so that none is to be supplied. `case` is None where the
    form does not tell it.
    """

    sentence: int
    first: int
    last: int
    head: int
    title: str
    genitive: str
    noun: str
    lemmas: frozenset[str]
    group: Group
    case: str | None
    number: str | None
    organization: str | None
    closed: bool


def find_titles(
    sentences: Sequence[Sentence], index: Index, morphology: Morphology
) -> tuple[Title, ...]:
    """Every title phrase of a release, in the order of the text; none lies in another."""
    reader = _Reader(index, load_posts(), morphology)
    return tuple(
        title
        for number, sentence in enumerate(sentences)
        for title in reader.read(number, sentence)
    )


class _Complement(Struct):
    """What has been read after a head: the end, the words of the title, what the post is of."""

    end: int
    words: list[int]
    organization: str | None = None
    closed: bool = False


class _Reader:
    def __init__(self, index: Index, posts: Posts, morphology: Morphology) -> None:
        self.index = index
        self.posts = posts
        self.morphology = morphology
        self.kinds = load_kinds()

    def read(self, number: int, sentence: Sentence) -> Iterator[Title]:
        i = 0
        while i < len(sentence.tokens):
            title = None if self._named(number, i) else self._title(number, sentence, i)
            if title is None:
                i += 1
            else:
                yield title
                i = title.last

    def _named(self, number: int, i: int) -> bool:
        reference = self.index.at(number, i)
        return reference is not None and reference.form == "name"

    def _title(self, number: int, sentence: Sentence, i: int) -> Title | None:
        head, acting = self._acting(sentence, i)
        tokens = sentence.tokens
        if head >= len(tokens) or self._named(number, head):
            return None
        noun = post_noun(tokens[head], self.posts, self.morphology)
        if noun is None or (noun.parse.tag.POS != "NOUN" and self._modifies(tokens, head)):
            return None
        first = i if acting else self._modified(number, sentence, head)
        modifiers = [j for j in range(first, head) if not self._aside(tokens[j], noun.lemma)]
        wanted = "Ins" if noun.lemma in self.posts.government.instrumental else "Gen"
        complement = self._complement(number, sentence, head, wanted, noun.lemma)
        if acting:
            words = [*self._words(tokens, range(i, head)), tokens[head].text.lower()]
            case = tokens[i].case if tokens[i].pos == "VERB" else None
            words[: head - i] = self._acting_words(tokens, i, head)
        else:
            words = self._inflected(tokens, modifiers, head, noun.parse, "nomn")
            case = None if "Fixd" in noun.parse.tag else tokens[head].case
        rest = self._words(tokens, complement.words)
        genitive = self._inflected(tokens, modifiers, head, noun.parse, "gent")
        organization = complement.organization or self._adjective_place(tokens[first:head])
        return Title(
            sentence=number,
            first=first,
            last=complement.end,
            head=head,
            title=_joined([*words, *rest]),
            genitive=_joined([*genitive, *rest]),
            noun=noun.lemma,
            lemmas=frozenset(tokens[j].lemma for j in (*modifiers, *complement.words))
            | {noun.lemma},
            group=self._group(noun, tokens, modifiers, complement.words),
            case=case,
            number="Sing" if acting else tokens[head].number,
            organization=organization,
            closed=complement.closed or organization is not None,
        )

    def _group(
        self,
        noun: PostNoun,
        tokens: Sequence[Token],
        modifiers: Sequence[int],
        complement: Sequence[int],
    ) -> Group:
        """«Народный артист» is an honour; a minister's deputy serves the territory too."""
        if any(tokens[j].lemma in self.posts.honours for j in modifiers):
            return "honour"
        if noun.group == "corporate" and any(
            self.posts.listed(tokens[j].lemma) == "territorial" for j in complement
        ):
            return "territorial"
        return noun.group

    # ------------------------------------------------------------ before the head

    def _acting(self, sentence: Sentence, i: int) -> tuple[int, bool]:
        """Where the post stands if «врио», «и. о.» or «исполняющий обязанности» begins at i."""
        tokens = sentence.tokens
        letters = [token.text.lower() for token in tokens[i : i + 4]]
        if letters[:1] and letters[0] in self.posts.acting:
            return i + 1, True
        if letters[:2] == ["и.о", "."] or letters[:2] == ["и.о", "."]:
            return i + 2, True
        if letters == ["и", ".", "о", "."]:
            return i + 4, True
        j = i + (letters[:1] == ["временно"])
        if j + 1 >= len(tokens) or tokens[j].lemma not in ("исполнять", "исполняющий"):
            return i, False
        participle = tokens[j].pos != "VERB" or tokens[j].feats.get("VerbForm") == "Part"
        if participle and tokens[j + 1].lemma == "обязанность":
            return j + 2, True
        return i, False

    def _acting_words(self, tokens: Sequence[Token], i: int, head: int) -> list[str]:
        words = [token.text.lower() for token in tokens[i:head]]
        if len(words) >= 2 and words[-1] == "обязанности":
            words[-2] = "исполняющий"
        elif not words[0].startswith("в"):
            words = ["и. о."]
        return words

    def _modified(self, number: int, sentence: Sentence, head: int) -> int:
        """Where the agreeing modifiers of a head begin."""
        tokens = sentence.tokens
        first = head
        while first > 0:
            joined = first < head and tokens[first - 1].text == "и"
            if not self._is_modifier(number, tokens, first - 1 - joined, head):
                break
            first -= 1 + joined
        return first

    def _is_modifier(self, number: int, tokens: Sequence[Token], i: int, head: int) -> bool:
        if i < 0 or tokens[i].pos not in MODIFIERS or self.index.at(number, i) is not None:
            return False
        token = tokens[i]
        if not self._adjectival(token):
            return False
        return token.case == tokens[head].case or tokens[head].case is None

    def _adjectival(self, token: Token) -> bool:
        """A form that agrees, by the dictionary: the model takes some verbs for adjectives."""
        if not token.text[0].isalpha():
            return token.pos == "ADJ"
        return any(parse.tag.POS in AGREEING for parse in self.morphology.parses(token.text))

    def _modifies(self, tokens: Sequence[Token], i: int) -> bool:
        """A participle stands before a noun of its own («управляющий партнёр»)."""
        return (
            i + 1 < len(tokens)
            and tokens[i + 1].pos in ("NOUN", "ADJ")
            and tokens[i + 1].case == tokens[i].case
            and tokens[i + 1].gender == tokens[i].gender
        )

    def _aside(self, token: Token, noun: str) -> bool:
        """A modifier that is no part of the title: time, praise, a territory."""
        if not token.text[0].isalpha() or self._describing(token):
            return True
        lemma = self._adjective(token)
        if lemma in self.posts.ordinals:
            return not any(part in noun for part in self.posts.ordered)
        return (
            lemma in self.posts.aside
            or lemma in self.kinds.adjectives
            or (self._geographic(lemma) and lemma not in self.posts.kept)
        )

    def _adjective(self, token: Token) -> str:
        """The masculine nominative of an adjective or participle, folded."""
        if token.pos != "VERB":
            return token.lemma
        parse = self.morphology.parse(token.text, "ADJ", token.case, token.number, token.gender)
        return fold(self.morphology.inflect(parse, "nomn", "sing", "masc") or token.text)

    def _describing(self, token: Token) -> bool:
        """A participle that is no noun by itself («свергнутый», but not «приглашённый»)."""
        if token.pos not in ("VERB", "ADJ"):
            return False
        parse = self.morphology.parse(token.text, "VERB", token.case, token.number, token.gender)
        return parse.tag.POS == "PRTF" and "Subx" not in parse.tag and "pres" not in parse.tag

    def _geographic(self, lemma: str) -> bool:
        return lemma.endswith(("ский", "цкий")) and not lemma.endswith("ческий")

    def _adjective_place(self, tokens: Sequence[Token]) -> str | None:
        """«костромской губернатор», «британский премьер»: the place that the adjective is from."""
        for token in tokens:
            found = [
                entity.id
                for entity in self.index.entities.values()
                if isinstance(entity, Place) and _derived(token.lemma, entity.name)
            ]
            # The territory before its capital: it has the longer name.
            found.sort(key=lambda place: " " not in self.index.entities[place].name)
            if found:
                return found[0]
        return None

    # ------------------------------------------------------------ after the head

    def _complement(
        self, number: int, sentence: Sentence, head: int, wanted: str, noun: str
    ) -> _Complement:
        read = _Complement(head + 1, [])
        tokens = sentence.tokens
        while read.end < len(tokens):
            i = read.end
            if not (
                self._organization(number, sentence, read)
                or self._quoted(tokens, read)
                or self._nominal(number, sentence, read, wanted if i == head + 1 else "Gen")
                or self._field(number, sentence, read)
                or self._where(number, sentence, read, head, noun)
                or self._coordinated(number, sentence, read, tokens[head])
            ):
                break
        return read

    def _organization(self, number: int, sentence: Sentence, read: _Complement) -> bool:
        """An organization, a place or a noun that stands for one: what the post is of."""
        reference = self.index.of_type(number, read.end, "organization", "place")
        if reference is None:
            return False
        if read.organization is None:
            if read.closed:
                return False
            read.organization = reference.entity
            read.closed = True
        read.end = self._bracket(sentence.tokens, reference.last)
        return True

    def _bracket(self, tokens: Sequence[Token], i: int) -> int:
        """The end of a short bracket that begins at i («университета (ТГУ)»)."""
        if i < len(tokens) and tokens[i].text == "(":
            for j in range(i + 1, min(i + 6, len(tokens))):
                if tokens[j].text == ")":
                    return j + 1
        return i

    def _quoted(self, tokens: Sequence[Token], read: _Complement) -> bool:
        """A quoted name that is no known entity, with the descriptor before it."""
        closing = QUOTES.get(tokens[read.end].text)
        if closing is None:
            return False
        for j in range(read.end + 1, min(read.end + 10, len(tokens))):
            if tokens[j].text == closing:
                read.end = j + 1
                read.closed = True
                return True
        return False

    def _nominal(self, number: int, sentence: Sentence, read: _Complement, wanted: str) -> bool:
        """A noun with its modifiers in the wanted case; a descriptor before a name is left out."""
        end = self._nominal_end(number, sentence, read.end, wanted)
        if end is None or self._is_honour(number, sentence.tokens, end - 1):
            return False
        if self._stands_for_one(number, sentence.tokens, end):
            read.closed = True
        elif not self._describes(number, sentence, end) and not read.closed:
            read.words.extend(range(read.end, end))
        read.end = end
        return True

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
        if self.index.of_type(number, i + 1, "person") is None or self._named(number, i):
            return False
        noun = post_noun(tokens[i], self.posts, self.morphology)
        return noun is not None and noun.group == "honour" and "anim" in noun.parse.tag

    def _nominal_end(self, number: int, sentence: Sentence, i: int, wanted: str) -> int | None:
        tokens, start = sentence.tokens, i
        while i < len(tokens) and self.index.at(number, i) is None:
            token = tokens[i]
            if token.pos in ("NOUN", "PROPN") and self._stands_in(token, wanted):
                return i + 1
            if token.pos not in MODIFIERS or not self._stands_in(token, wanted):
                return None
            i += 1
        reference = (
            self.index.of_type(number, i, "organization", "place") if i < len(tokens) else None
        )
        return i if reference is not None and i > start else None

    def _stands_in(self, token: Token, case: str) -> bool:
        # Animate nouns have one form for the genitive and the accusative, and the model may err.
        animate = token.case == "Acc" and token.feats.get("Animacy") == "Anim"
        return token.case == case or (case == "Gen" and animate)

    def _describes(self, number: int, sentence: Sentence, end: int) -> bool:
        """The noun before `end` is the descriptor of the name that follows it."""
        tokens = sentence.tokens
        if end >= len(tokens):
            return False
        quoted = tokens[end].text in QUOTES
        reference = self.index.of_type(number, end, "organization", "place")
        noun = tokens[end - 1]
        if reference is not None and may_describe(noun.lemma, self.index.type_of(reference.entity)):
            return True
        if quoted:
            return noun.number == "Sing" and noun.feats.get("Animacy") != "Anim"
        return reference is not None and noun.pos in MODIFIERS

    def _field(self, number: int, sentence: Sentence, read: _Complement) -> bool:
        """«по развитию», «по связям с общественностью»: the field, part of the title."""
        tokens = sentence.tokens
        if tokens[read.end].lemma != "по":
            return False
        end = self._phrase_end(number, sentence, read.end + 1, ("Dat", "Loc"))
        if end is None:
            return False
        if end < len(tokens) and tokens[end].lemma in ("с", "со"):
            end = self._phrase_end(number, sentence, end + 1, ("Ins",)) or end
        read.words.extend(range(read.end, end))
        read.end = end
        return True

    def _phrase_end(
        self, number: int, sentence: Sentence, i: int, cases: tuple[str, ...]
    ) -> int | None:
        for case in cases:
            end = self._nominal_end(number, sentence, i, case)
            if end is not None:
                return end
        return None

    def _where(
        self, number: int, sentence: Sentence, read: _Complement, head: int, noun: str
    ) -> bool:
        """«в регионе», «при ООН», «из Твери»: an organization for some posts, else left aside."""
        tokens = sentence.tokens
        preposition = tokens[read.end].lemma
        if preposition not in ("в", "на", "при", "от", "из", "во"):
            return False
        i = read.end + 1
        while i < len(tokens) and tokens[i].pos in MODIFIERS and self.index.at(number, i) is None:
            i += 1
        reference = (
            self.index.of_type(number, i, "organization", "place") if i < len(tokens) else None
        )
        if reference is None:
            return False
        follows = reference.last < len(tokens) and (
            self.index.of_type(number, reference.last, "person") is not None
        )
        if not follows and not (noun in self.posts.government.place or self._held(tokens, head)):
            return False
        if read.organization is None and not read.closed and preposition != "из":
            read.organization = reference.entity
            read.closed = True
        read.end = reference.last
        return True

    def _held(self, tokens: Sequence[Token], head: int) -> bool:
        """A verb of holding a post stands over the title: «работает учителем в школе»."""
        governor = tokens[head].head
        return (
            tokens[head].case == "Ins"
            and governor >= 0
            and tokens[governor].lemma in self.posts.predicates.holding
        )

    def _coordinated(self, number: int, sentence: Sentence, read: _Complement, head: Token) -> bool:
        """«цифрового развития, связи и массовых коммуникаций»: more genitives of the field."""
        tokens = sentence.tokens
        i = read.end
        if read.closed or not read.words or tokens[i].text not in (",", "и"):
            return False
        end = self._nominal_end(number, sentence, i + 1, "Gen")
        if end is None or self.index.at(number, i + 1) is not None:
            return False
        noun = post_noun(tokens[end - 1], self.posts, self.morphology)
        if noun is not None and (noun.group != "open" and head.case == "Gen"):
            return False
        if tokens[i].text == "," and not self._list_goes_on(number, sentence, end):
            return False
        if not self._describes(number, sentence, end):
            read.words.extend(range(i, end))
        read.end = end
        return True

    def _list_goes_on(self, number: int, sentence: Sentence, end: int) -> bool:
        """After a comma, only a list that ends in «и» belongs to the title."""
        tokens = sentence.tokens
        while end < len(tokens):
            if tokens[end].text == "и":
                return self._nominal_end(number, sentence, end + 1, "Gen") is not None
            step = end + 1 if tokens[end].text == "," else end
            after = self._nominal_end(number, sentence, step, "Gen")
            if after is None or after <= end:
                return False
            end = after
        return False

    # ------------------------------------------------------------ the title's words

    def _inflected(
        self,
        tokens: Sequence[Token],
        modifiers: Sequence[int],
        head: int,
        parse: Any,
        case: str,
    ) -> list[str]:
        noun = self.morphology.inflect(parse, case, "sing") or tokens[head].text
        gender = str(parse.tag.gender or "masc")
        if gender not in ("masc", "femn", "neut"):
            gender = GENDERS.get(tokens[head].gender or "", "masc")
        words = []
        for j in modifiers:
            token = tokens[j]
            if token.pos == "CCONJ":
                words.append(token.text)
                continue
            form = self.morphology.parse(
                token.text, token.pos, token.case, token.number, token.gender
            )
            words.append(self.morphology.inflect(form, case, "sing", gender) or token.text.lower())
        return [*words, noun]

    def _words(self, tokens: Sequence[Token], indices: Sequence[int] | range) -> list[str]:
        return [
            tokens[j].text
            if tokens[j].pos == "PROPN" or not tokens[j].text[1:].islower()
            else tokens[j].text.lower()
            for j in indices
        ]


def _derived(adjective: str, name: str) -> bool:
    """The adjective is made of the name's first word, as far as the letters tell."""
    word = fold(name.partition(" ")[0])
    if " " in name:
        return word[:-2] == adjective[:-2]
    stem = word[: max(4, len(word) - 3)]
    return (
        len(word) > 4 and adjective.endswith(("ский", "цкий", "ный")) and adjective.startswith(stem)
    )


def _joined(words: Sequence[str]) -> str:
    text = " ".join(words)
    for mark in (",", ".", ")", "»"):
        text = text.replace(f" {mark}", mark)
    return text.replace("« ", "«").replace("( ", "(").replace(" - ", "-")


def person_at(index: Index, sentence: int, token: int) -> Reference | None:
    """The named person whose mention begins at a token."""
    reference = index.of_type(sentence, token, "person")
    return reference if reference is not None and reference.first == token else None
