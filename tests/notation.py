"""Sentences and scenes built by hand, a token to a line, so that no model is loaded.

    Министр        noun nom anim  nsubj  посетил
    посетил/посетить  verb past fin  root
    завод          noun acc       obj    посетил

A line is the word (with «/lemma» where the lemma is not the word in lower case), its part of
speech, its features, its relation and the word that it depends on; «^» and «^^» name the first and
the second token above instead, «2:в» the second «в» of the sentence. The root names nothing. An
empty line ends a sentence, «# title» or «# paragraph» begins a block.
"""

import datetime
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pressfacts.events import Scene
from pressfacts.events.syntax import Syntax
from pressfacts.language.morphology import fold
from pressfacts.language.tree import children_of
from pressfacts.records import (
    Block,
    BlockKind,
    Date,
    Entity,
    Findings,
    Mention,
    Money,
    Organization,
    Person,
    Place,
    Position,
    Reference,
    Sentence,
    Token,
)

FEATURES = {
    **{case.lower(): ("Case", case) for case in ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")},
    **{number.lower(): ("Number", number) for number in ("Sing", "Plur")},
    **{gender.lower(): ("Gender", gender) for gender in ("Masc", "Fem", "Neut")},
    **{animacy.lower(): ("Animacy", animacy) for animacy in ("Anim", "Inan")},
    **{tense.lower(): ("Tense", tense) for tense in ("Past", "Pres", "Fut")},
    **{form.lower(): ("VerbForm", form) for form in ("Fin", "Inf", "Part", "Conv")},
    **{voice.lower(): ("Voice", voice) for voice in ("Act", "Pass")},
    "short": ("Variant", "Short"),
    "1st": ("Person", "1"),
    "3rd": ("Person", "3"),
}
# (kind of entity, name, value of a date or sum) by the words that stand for it
Names = Mapping[str, tuple[str, str]]
NOBODY: Names = MappingProxyType({})
# «в рамках» is one preposition, and «визита» hangs on the verb by it.
VISIT_TOLD = """
    В          adp                         case   рамках
    рамках/рамки     noun loc inan plur    obl    подписал
    визита/визит     noun gen inan sing    nmod   рамках
    министр    noun nom anim sing masc     nsubj  подписал
    подписал/подписать   verb past fin sing masc  root
    план       noun acc inan sing          obj    подписал
"""


def syntax(lines: str) -> Syntax:
    """The repaired tree of one sentence."""
    return Syntax(sentence(lines))


def sentence(lines: str) -> Sentence:
    """One sentence, which is the whole text."""
    return _sentences(lines)[1][0]


def scene(
    lines: str,
    names: Names = NOBODY,
    *,
    positions: tuple[Position, ...] = (),
    published: datetime.date | None = None,
) -> Scene:
    """A release of several sentences; `names` says what entity the words stand for.

    A key is the words as they stand, a value (kind, name): «person», «organization» and «place» by
    name, «date» and «money» by value, «pronoun» by the name of the entity that is meant.
    """
    text, sentences = _sentences(lines)
    entities: dict[str, Entity] = {}
    references = []
    for words, (kind, name) in names.items():
        for number, each in enumerate(sentences):
            for first, last in _places(each, words.split()):
                tokens = each.tokens[first:last]
                start, end = tokens[0].start, tokens[-1].end
                mention = Mention(start, end, text[start:end])
                if kind != "pronoun":
                    entities.setdefault(name, _entity(kind, name, mention))
                head = next(
                    i for i in range(first, last) if not first <= each.tokens[i].head < last
                )
                form = "pronoun" if kind == "pronoun" else "name"
                references.append(
                    Reference(entities[name].id, form, number, first, last, head)  # type: ignore[arg-type]
                )
    blocks = {s.block: Block(s.kind, s.start, s.end) for s in sentences}
    return Scene(
        text,
        [blocks[number] for number in sorted(blocks)],
        sentences,
        Findings(tuple(entities.values()), tuple(references)),
        positions,
        published,
    )


def _entity(kind: str, name: str, mention: Mention) -> Entity:
    found = f"{kind}-{name}"
    match kind:
        case "person":
            return Person(found, name, None, None, name, (mention,))
        case "organization":
            return Organization(found, name, (mention,))
        case "place":
            return Place(found, name, None, (mention,))
        case "date":
            return Date(found, mention.text, name, (mention,))
        case "money":
            return Money(found, mention.text, name, None, (mention,))
    raise ValueError(f"no kind of entity: {kind!r}")


def _places(of: Sentence, words: list[str]) -> Iterator[tuple[int, int]]:
    texts = [token.text for token in of.tokens]
    for first in range(len(texts) - len(words) + 1):
        if texts[first : first + len(words)] == words:
            yield first, first + len(words)


# ---------------------------------------------------------------- reading the notation


def _sentences(lines: str) -> tuple[str, list[Sentence]]:
    found: list[Sentence] = []
    parts: list[str] = []
    kind: BlockKind = "paragraph"
    block, position = -1, 0
    for stretch in "\n".join(line.strip() for line in lines.splitlines()).split("\n\n"):
        rows = [row for row in stretch.split("\n") if row]
        for heading in [row for row in rows if row.startswith("# ")]:
            kind = heading.removeprefix("# ")  # type: ignore[assignment]
            block += 1
        rows = [row for row in rows if not row.startswith("# ")]
        if not rows:
            continue
        block = max(block, 0)
        found.append(_sentence(rows, position, block, kind))
        parts.append(found[-1].text)
        position = found[-1].end + 1
    return "\n".join(parts), found


def _sentence(rows: list[str], start: int, block: int, kind: BlockKind) -> Sentence:
    words = [row.split() for row in rows]
    texts = [word[0].partition("/")[0] or "/" for word in words]
    tokens, here = [], start
    for i, (text, word) in enumerate(zip(texts, words, strict=True)):
        rooted = word[-1] == "root"
        middle = word[2:-1] if rooted else word[2:-2]
        feats = dict(FEATURES[feature] for feature in middle)
        tokens.append(
            Token(
                start=here,
                end=here + len(text),
                text=text,
                lemma=fold(word[0].partition("/")[2] or text),
                pos=word[1].upper(),
                case=feats.get("Case"),
                number=feats.get("Number"),
                gender=feats.get("Gender"),
                feats=feats,
                head=-1 if rooted else _head(texts, i, word[-1]),
                rel="root" if rooted else word[-2],
            )
        )
        here += len(text) + 1
    return Sentence(
        start=start,
        end=here - 1,
        text=" ".join(texts),
        block=block,
        kind=kind,
        tokens=tuple(tokens),
        lemmas=tuple([token.lemma for token in tokens]),
        names=(),
        children=tuple(map(tuple, children_of([token.head for token in tokens]))),
    )


def _head(texts: list[str], i: int, named: str) -> int:
    if set(named) == {"^"}:
        return i - len(named)
    count, colon, word = named.rpartition(":")
    if not (colon and count.isdigit()):
        return texts.index(named)
    return [j for j, text in enumerate(texts) if text == word][int(count) - 1]
