"""What stands before the noun of a title: where it begins, and what of it is left aside."""

from collections.abc import Sequence

from pressfacts.entities.index import Index
from pressfacts.entities.kinds import load_kinds
from pressfacts.entities.noun_groups import MODIFIERS
from pressfacts.entities.posts import PostNoun, Posts
from pressfacts.language.morphology import CASES, GENDERS, NUMBERS, Morphology, fold
from pressfacts.records import Sentence, Token

AGREEING = frozenset({"ADJF", "PRTF", "NPRO"})


class Modifiers:
    """Adjectives and participles that agree with a noun, by the model or else by the dictionary."""

    def __init__(self, index: Index, posts: Posts, morphology: Morphology) -> None:
        self.index = index
        self.posts = posts
        self.morphology = morphology
        self.kinds = load_kinds()

    def begin(self, number: int, sentence: Sentence, head: int) -> int:
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
            tag.POS in AGREEING
            and "Fixd" not in tag
            and tag.case in CASES.get(noun.case or "", ())
            and tag.number == NUMBERS.get(noun.number or "")
            and tag.gender in (None, gender)
            for tag in self.morphology.tags(token.text)
        )

    def _adjectival(self, token: Token) -> bool:
        """A form that agrees, by the dictionary: the model takes some verbs for adjectives."""
        if not token.text[0].isalpha():
            return token.pos == "ADJ"
        return any(tag.POS in AGREEING for tag in self.morphology.tags(token.text))

    def precedes_noun(self, number: int, tokens: Sequence[Token], i: int) -> bool:
        """A participle stands before a noun of its own («управляющий партнёр»), and no name."""
        if i + 1 >= len(tokens) or tokens[i + 1].pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        if self.index.of_type(number, i + 1, "person") or not self._adjectival(tokens[i]):
            return False
        same = tokens[i + 1].case == tokens[i].case and tokens[i + 1].gender == tokens[i].gender
        return same or self._may_agree(tokens[i], tokens[i + 1])

    def is_aside(self, token: Token, noun: PostNoun) -> bool:
        """A modifier that is no part of the title: time, praise, a territory."""
        if not token.text[0].isalpha() or self._describing(token):
            return True
        lemma = self.adjective(token)
        if lemma in self.posts.ordinals:
            return not any(part in noun.lemma for part in self.posts.ordered)
        return (
            lemma in self.posts.aside
            or (lemma in self.kinds.adjectives and noun.group in ("territorial", "general"))
            or (self._geographic(lemma) and lemma not in self.posts.kept)
        )

    def adjective(self, token: Token) -> str:
        """The masculine nominative of an adjective or participle, folded."""
        if token.lemma.endswith(("ый", "ий", "ой")) and token.pos != "VERB":
            return token.lemma
        parse = self.morphology.parse(token.text, "ADJ", token.case, token.number, token.gender)
        return fold(self.morphology.inflect(parse, "nomn", "sing", "masc") or token.text)

    def _describing(self, token: Token) -> bool:
        """A participle that is no noun by itself («свергнутый», but not «приглашённый»)."""
        if token.pos not in ("VERB", "ADJ"):
            return False
        # Hardly any modifier is one, and to rank the readings costs more than to look at tags.
        if all(tag.POS != "PRTF" for tag in self.morphology.tags(token.text)):
            return False
        parse = self.morphology.parse(token.text, "VERB", token.case, token.number, token.gender)
        return parse.tag.POS == "PRTF" and "Subx" not in parse.tag and "pres" not in parse.tag

    def _geographic(self, lemma: str) -> bool:
        return lemma.endswith(("ский", "цкий")) and not lemma.endswith("ческий")
