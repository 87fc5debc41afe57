"""Title phrases: «первого заместителя министра энергетики РФ» taken apart.

A title phrase is read forward from the noun that names the post: its modifiers stand before it, its
complement after it, and the first organization or place of the complement is what the post is of.
The rest is the title, given in the nominative.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from pressfacts.entities.complement import ComplementReader
from pressfacts.entities.index import Index
from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.noun_groups import MODIFIERS
from pressfacts.entities.places import table_key, territories
from pressfacts.entities.posts import (
    FORMER,
    Group,
    PostNoun,
    Posts,
    case_of,
    load_posts,
    number_of,
    post_noun,
)
from pressfacts.entities.territory_adjectives import territory_of
from pressfacts.language.morphology import CASES, GENDERS, NUMBERS, Morphology, fold
from pressfacts.records import Place, Reference, Sentence, Token

DASHES = frozenset({"-", "–", "—", "−"})
OFFICES = frozenset({"territorial", "corporate", "general"})
PERFORMING = ("исполнять", "исполняющий")
AGREEING = frozenset({"ADJF", "PRTF", "NPRO"})


class Title(Struct, frozen=True):
    """A title phrase: tokens `first` to `last`, its noun at `head`.

    `title` is the post without the organization, in the nominative, and `genitive` the same in the
    genitive; `noun` its head's lemma, `lemmas` those of all its words. `organization` is the entity
    the phrase names, `closed` tells that it names some organization, known or not, so that none is
    to be supplied; `unlisted` is the name of one that is no entity of the release («французский
    посол», «директор «Маяка»»); `bare` is the common noun that names it («директор
    завода») and stands for none that we know. `case` is None where the form does not tell it.
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
    unlisted: str | None = None
    bare: str | None = None


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


class _Reader:
    def __init__(self, index: Index, posts: Posts, morphology: Morphology) -> None:
        self.index = index
        self.posts = posts
        self.morphology = morphology
        self.kinds = load_kinds()
        self.acting = posts.acting | {"и.о", "и", "временно"}
        self.complements = ComplementReader(index, posts, morphology)
        places = [entity for entity in index.entities.values() if isinstance(entity, Place)]
        # The territory before its capital: it has the longer name.
        self.places = sorted(
            ((place.name, place.id) for place in places), key=lambda named: " " not in named[0]
        )
        self.by_code = {
            code: place.id
            for place in reversed(places)
            if (code := territories().get(table_key(place.name))) is not None
        }

    def read(self, number: int, sentence: Sentence) -> Iterator[Title]:
        names, tokens = self.index.row(number), sentence.tokens
        i = 0
        while i < len(tokens):
            name = names.get(i)
            if (name is not None and name.form == "name") or not self._may_open(tokens[i]):
                i += 1
                continue
            title = self._title(number, sentence, i)
            if title is None:
                i += 1
            else:
                yield title
                i = title.last

    def _may_open(self, token: Token) -> bool:
        """Nineteen words of twenty are no noun for a human being, nor of «и. о.»."""
        return (
            post_noun(token, self.posts, self.morphology) is not None
            or token.text.lower() in self.acting
            or token.lemma in PERFORMING
        )

    def _named(self, number: int, i: int) -> bool:
        reference = self.index.at(number, i)
        return reference is not None and reference.form == "name"

    def _title(self, number: int, sentence: Sentence, i: int) -> Title | None:
        head, acting = self._acting(sentence, i)
        tokens = sentence.tokens
        if head >= len(tokens) or self._named(number, head):
            return None
        noun = post_noun(tokens[head], self.posts, self.morphology)
        if noun is None or (self._adjectival(tokens[head]) and self._modifies(tokens, head)):
            return None
        first = i if acting else self._modified(number, sentence, head)
        modifiers = [j for j in range(first, head) if not self._aside(tokens[j], noun)]
        wanted = "Ins" if noun.lemma in self.posts.government.instrumental else "Gen"
        complement = self.complements.read(number, sentence, head, wanted, noun.lemma)
        if acting:
            words = [*self._words(tokens, range(i, head)), tokens[head].text.lower()]
            performing = next((t for t in tokens[i:head] if t.lemma in PERFORMING), tokens[i])
            case = performing.case if performing.pos == "VERB" else None
            words[: head - i] = self._acting_words(tokens, i, head)
        else:
            words = self._inflected(tokens, modifiers, head, noun.parse, "nomn")
            case = case_of(noun, tokens[head], self.morphology)
        if self._is_bare_unit(noun, tokens, complement.words):
            complement.words.clear()
        rest = self._words(tokens, complement.words)
        genitive = self._inflected(tokens, modifiers, head, noun.parse, "gent")
        group = self._group(noun, tokens, range(first, head), complement.words)
        organization, unlisted = complement.organization, None
        if organization is None and (group in ("corporate", "general") or complement.described):
            unlisted = complement.unlisted
        if not complement.closed and self._of_territory(group, noun.lemma):
            organization = self._adjective_place(tokens[first:head])
            unlisted = self._adjective_territory(tokens[first:head])
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
            group=group,
            case=case,
            number="Sing" if acting else number_of(noun, tokens[head], self.morphology),
            organization=organization,
            closed=complement.closed or organization is not None,
            unlisted=unlisted if organization is None else None,
            bare=complement.bare if organization is None else None,
        )

    def _is_bare_unit(
        self, noun: PostNoun, tokens: Sequence[Token], complement: Sequence[int]
    ) -> bool:
        """«медсестра отделения»: where, and not what."""
        units = self.posts.units | self.kinds.collegial
        return noun.group == "trade" and [tokens[j].lemma in units for j in complement] == [True]

    def _group(
        self,
        noun: PostNoun,
        tokens: Sequence[Token],
        modifiers: Sequence[int],
        complement: Sequence[int],
    ) -> Group:
        """«Народный артист» is an honour, a chief of a trade sits in a body, and a minister's
        deputy serves the territory too."""
        job = noun.lemma in self.posts.government.envoys or noun.group in OFFICES
        if not job and any(self._adjective(tokens[j]) in self.posts.honours for j in modifiers):
            return "honour"
        told = {tokens[j].lemma for j in complement}
        if told & self.posts.no_posts_with.get(noun.lemma, frozenset()) or (
            noun.lemma in self.posts.degrees and told & self.posts.services
        ):
            return "honour"
        if noun.group == "trade" and any(tokens[j].lemma in self.posts.chief for j in modifiers):
            return "corporate"
        if noun.group == "corporate" and any(
            self.posts.listed(tokens[j].lemma) == "territorial" for j in complement
        ):
            return "territorial"
        return noun.group

    # ------------------------------------------------------------ before the head

    def _acting(self, sentence: Sentence, i: int) -> tuple[int, bool]:
        """Where the post stands if «врио», «и. о.» or «исполняющий обязанности» begins at i."""
        tokens = sentence.tokens
        first = tokens[i].text.lower()
        if first not in self.acting and tokens[i].lemma not in PERFORMING:
            return i, False
        letters = [first, *(token.text.lower() for token in tokens[i + 1 : i + 4])]
        if first in self.posts.acting:
            return i + 1, True
        if letters[:2] == ["и.о", "."]:
            return i + 2, True
        if letters == ["и", ".", "о", "."]:
            return i + 4, True
        j = i + (first == "временно")
        performing = j + 1 < len(tokens) and tokens[j].lemma in PERFORMING
        if performing and tokens[j + 1].lemma == "обязанность":
            finite = tokens[j].pos == "VERB" and tokens[j].feats.get("VerbForm") != "Part"
            if not finite:
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
        if i < 0 or self.index.at(number, i) is not None:
            return False
        token = tokens[i]
        if token.pos in MODIFIERS:
            if not self._adjectival(token):
                return False
            if token.case == tokens[head].case or tokens[head].case is None:
                return True
        elif token.pos not in ("NOUN", "PROPN"):
            return False
        # «учёным секретарём», «заслуженной артистке»: the model errs on one of the two.
        return token.text[0].isalpha() and self._may_agree(token, tokens[head])

    def _may_agree(self, token: Token, noun: Token) -> bool:
        """Some adjective that the form can be has the case, number and gender of a noun."""
        gender = GENDERS.get(noun.gender or "")
        return any(
            parse.tag.POS in AGREEING
            and "Fixd" not in parse.tag
            and parse.tag.case in CASES.get(noun.case or "", ())
            and parse.tag.number == NUMBERS.get(noun.number or "")
            and parse.tag.gender in (None, gender)
            for parse in self.morphology.unranked(token.text)
        )

    def _adjectival(self, token: Token) -> bool:
        """A form that agrees, by the dictionary: the model takes some verbs for adjectives."""
        if not token.text[0].isalpha():
            return token.pos == "ADJ"
        return any(parse.tag.POS in AGREEING for parse in self.morphology.unranked(token.text))

    def _modifies(self, tokens: Sequence[Token], i: int) -> bool:
        """A participle stands before a noun of its own («управляющий партнёр»)."""
        if i + 1 >= len(tokens) or tokens[i + 1].pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        same = tokens[i + 1].case == tokens[i].case and tokens[i + 1].gender == tokens[i].gender
        return same or self._may_agree(tokens[i], tokens[i + 1])

    def _aside(self, token: Token, noun: PostNoun) -> bool:
        """A modifier that is no part of the title: time, praise, a territory."""
        if not token.text[0].isalpha() or self._describing(token):
            return True
        lemma = self._adjective(token)
        if lemma in self.posts.ordinals:
            return not any(part in noun.lemma for part in self.posts.ordered)
        return (
            lemma in self.posts.aside
            or (lemma in self.kinds.adjectives and noun.group in ("territorial", "general"))
            or (self._geographic(lemma) and lemma not in self.posts.kept)
        )

    def _adjective(self, token: Token) -> str:
        """The masculine nominative of an adjective or participle, folded."""
        if token.lemma.endswith(("ый", "ий", "ой")) and token.pos != "VERB":
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
            territory = territory_of(token.lemma)
            if territory is not None and territories()[table_key(territory)] in self.by_code:
                return self.by_code[territories()[table_key(territory)]]
            found = [place for name, place in self.places if _derived(token.lemma, name)]
            if found:
                return found[0]
        return None

    def _of_territory(self, group: Group, noun: str) -> bool:
        """Posts that an adjective gives to a territory; a «московский мэр» may be anybody's."""
        envoy = noun in self.posts.government.envoys or noun in self.posts.predicates.counterparts
        return envoy or (group in ("territorial", "general") and noun not in self.posts.municipal)

    def _adjective_territory(self, tokens: Sequence[Token]) -> str | None:
        """The territory that only an adjective names («французский посол»)."""
        return next(filter(None, (territory_of(token.lemma) for token in tokens)), None)

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
        noun = _as_written(noun, tokens[head].text).removeprefix(FORMER)
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
            word = self.morphology.inflect(form, case, "sing", gender) or token.text.lower()
            words.append(word.removeprefix(FORMER))
        return [*words, noun]

    def _words(self, tokens: Sequence[Token], indices: Sequence[int] | range) -> list[str]:
        """Words of a title: small letters, but names, abbreviations and quotes as they stand."""
        words, depth = [], 0
        for j in indices:
            token = tokens[j]
            depth += token.text in ("«", "„")
            stands = depth > 0 or token.pos == "PROPN" or not token.text[1:].islower()
            words.append(token.text if stands else token.text.lower())
            depth -= token.text in ("»", "“")
        return words


def _as_written(noun: str, text: str) -> str:
    """«HR-директор» keeps its capitals."""
    if not text[0].isascii():
        return noun
    latin, dash, rest = text.partition("-")
    return f"{latin}-{noun.partition('-')[2] or rest}" if dash else text


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
