"""The frozen records that cross a stage or are printed. No logic lives here.

Every `start`/`end` is a half-open pair of code-point offsets into `Document.text`; every
`first`/`last` is a half-open pair of token indices within one sentence.

None of them can be part of a cycle, so the collector is spared (`gc=False`) looking at them.
"""

import datetime
from typing import Literal

from msgspec import UNSET, Raw, Struct, UnsetType

# ---------------------------------------------------------------- read, layout, language

BlockKind = Literal["title", "paragraph", "item", "caption", "dateline", "noise"]


class Document(Struct, frozen=True, gc=False):
    """One release as it was read; `text` never changes after this.

    `other_fields` are those of an input record that the program does not know, as they stood;
    `warnings` say what could not be understood without loss of the release itself.
    """

    source: str
    text: str
    id: str | None = None
    title: str | None = None
    published: datetime.date | None = None
    other_fields: dict[str, Raw] = {}
    warnings: tuple[str, ...] = ()


class Failure(Struct, frozen=True, gc=False):
    """An input without a release: what it is called, where it stopped, and why."""

    input: str
    stage: str
    message: str

    def __str__(self) -> str:
        return f"{self.input}: {self.message}"


class Block(Struct, frozen=True, gc=False):
    """A stretch of lines that belong together.

    A `caption` names people or a part of the release, a `dateline` the day of the page or of the
    release; both yield no events. `noise` yields nothing.
    """

    kind: BlockKind
    start: int
    end: int


class Token(Struct, frozen=True, gc=False):
    """A word with its grammar.

    `lemma` is lower-case with «ё» folded to «е»; `pos`, `case` (Nom Gen Dat Acc Ins Loc), `number`
    (Sing Plur), `gender` (Masc Fem Neut), `feats` and `rel` are those of Universal Dependencies;
    `head` is the index of the governing token in the sentence, -1 for the root.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    case: str | None
    number: str | None
    gender: str | None
    feats: dict[str, str]
    head: int
    rel: str


class NameSpan(Struct, frozen=True, gc=False):
    """A name that the model sees: tokens `first` to `last`."""

    type: Literal["PER", "LOC", "ORG"]
    first: int
    last: int


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of one block, with its tree; `children[i]` are the dependents of token i.

    `text` is what stands from `start` to `end`, as it stands; `lemmas` are those of the tokens.
    """

    start: int
    end: int
    text: str
    block: int
    kind: BlockKind
    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    names: tuple[NameSpan, ...]
    children: tuple[tuple[int, ...], ...]


# ---------------------------------------------------------------- entities, dates, amounts


class Mention(Struct, frozen=True, gc=False):
    """Words of the text: `text` is what stands from `start` to `end`."""

    start: int
    end: int
    text: str


class Person(Struct, frozen=True, gc=False, tag="person"):
    """A named human being."""

    id: str
    name: str
    first: str | None
    middle: str | None
    last: str | None
    mentions: tuple[Mention, ...]


class Organization(Struct, frozen=True, gc=False, tag="organization"):
    """A named body: company, authority, institution."""

    id: str
    name: str
    mentions: tuple[Mention, ...]


class Place(Struct, frozen=True, gc=False, tag="place"):
    """A named place; `code` is ISO 3166-1 alpha-2 or ISO 3166-2 where it is settled."""

    id: str
    name: str
    code: str | None
    mentions: tuple[Mention, ...]


class Date(Struct, frozen=True, gc=False, tag="date"):
    """A calendar expression; `value` is EDTF, None where nothing settles it."""

    id: str
    name: str
    value: str | None
    mentions: tuple[Mention, ...]


Qualifier = Literal["more than", "at least", "less than", "up to", "about"]


class Money(Struct, frozen=True, gc=False, tag="money"):
    """A sum: `value` is "AMOUNT CUR" with an ISO 4217 code.

    `qualifier` tells how the words limit it, None where they give it outright.
    """

    id: str
    name: str
    value: str
    qualifier: Qualifier | None
    mentions: tuple[Mention, ...]


Entity = Person | Organization | Place | Date | Money


class Reference(Struct, frozen=True, gc=False):
    """Words that stand for an entity, wherever they stand and whatever they are.

    `form`: a `name` (also an alias, or the words of a date or sum), a `role` word («губернатор»),
    a common `noun` («компания») or a `pronoun`. `head` is the token that carries the case;
    `first`/`last` the tokens of the words themselves.
    """

    entity: str
    form: Literal["name", "role", "noun", "pronoun"]
    sentence: int
    first: int
    last: int
    head: int


class Findings(Struct, frozen=True, gc=False):
    """What a finder gives: entities in the order of their first mention, and all references.

    `shared` are further references to several entities by one phrase with a plural head. `warnings`
    say, a line each, what the text contradicts itself in.
    """

    entities: tuple[Entity, ...] = ()
    references: tuple[Reference, ...] = ()
    shared: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()


class Link(Struct, frozen=True, gc=False):
    """An entity named from elsewhere; `entity` is None where it is not one of the entities."""

    entity: str | None
    name: str


class Position(Struct, frozen=True, gc=False):
    """Who holds which post where."""

    person: Link
    title: str
    organization: Link | None
    evidence: Mention


# ---------------------------------------------------------------- events

Status = Literal["happened", "ongoing", "planned", "denied"]


class Filler(Struct, frozen=True, gc=False):
    """What fills a role: an entity, or words. `value` is there for dates and sums only."""

    entity: str | None
    name: str
    start: int
    end: int
    text: str
    value: str | UnsetType | None = UNSET


class Event(Struct, frozen=True, gc=False):
    """One real-world event that the release tells of."""

    id: str
    type: str
    status: Status
    trigger: Mention
    roles: dict[str, tuple[Filler, ...]]
    evidence: tuple[Mention, ...]


class Release(Struct, frozen=True, gc=False):
    """Everything that is printed about one document, in the order of printing."""

    schema: Literal["1"]
    source: str
    id: str | None
    title: str | None
    published: datetime.date | None
    entities: tuple[Entity, ...]
    positions: tuple[Position, ...]
    events: tuple[Event, ...]
    text: str | UnsetType = UNSET
    source_record: dict[str, Raw] | UnsetType = UNSET
