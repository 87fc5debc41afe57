"""What the models say of a sentence, whoever ran them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct


class Tag(Struct, frozen=True, eq=False):
    """Part of speech and features of Universal Dependencies; one object for each tag there is.

    So it is a cheap key: two tags are equal if they are the same object.
    """

    pos: str
    feats: dict[str, str]
    case: str | None
    number: str | None
    gender: str | None
    verb_form: str | None


class Analysis(NamedTuple):
    """Every list is as long as the sentence's words."""

    tags: list[Tag]
    heads: list[int]  # -1 for the root
    rels: list[str]
    names: list[tuple[str, int, int]]  # type, first, last (half-open)


@cache
def read_tag(written: str) -> Tag:
    """«NOUN|Case=Nom|Number=Sing», as the morphology model writes it; there are 753 of them."""
    pos, _, rest = written.partition("|")
    feats = dict(pair.split("=", 1) for pair in rest.split("|")) if rest else {}
    named = (feats.get(key) for key in ("Case", "Number", "Gender", "VerbForm"))
    return Tag(pos, feats, *named)


def name_spans(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Type and half-open token range of each B-/I- run."""
    if tags.count("O") == len(tags):
        return  # as in most sentences
    first = 0
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        if i == 0 or tag.startswith("B-") or tags[i - 1][2:] != tag[2:]:
            first = i
        after = tags[i + 1] if i + 1 < len(tags) else "O"
        if after.startswith("B-") or after[2:] != tag[2:]:
            yield tag[2:], first, i + 1
