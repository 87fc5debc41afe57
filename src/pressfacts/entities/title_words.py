"""The words of a title: in the nominative or genitive, capitals as the names in it need them."""

from collections.abc import Sequence
from typing import Any

from pressfacts.entities.posts import FORMER
from pressfacts.language.morphology import GENDERS, Morphology
from pressfacts.records import Token


def inflected(
    tokens: Sequence[Token],
    modifiers: Sequence[int],
    head: int,
    parse: Any,
    case: str,
    morphology: Morphology,
) -> list[str]:
    """The noun of a title and its modifiers in a case, in the singular."""
    noun = morphology.inflect(parse, case, "sing") or tokens[head].text
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
        form = morphology.parse(token.text, token.pos, token.case, token.number, token.gender)
        word = morphology.inflect(form, case, "sing", gender) or token.text.lower()
        words.append(word.removeprefix(FORMER))
    return [*words, noun]


def words_of(tokens: Sequence[Token], indices: Sequence[int] | range) -> list[str]:
    """Words of a title: small letters, but names, abbreviations and quotes as they stand."""
    words, depth = [], 0
    for j in indices:
        token = tokens[j]
        depth += token.text in ("«", "„")
        stands = depth > 0 or token.pos == "PROPN" or not token.text[1:].islower()
        words.append(token.text if stands else token.text.lower())
        depth -= token.text in ("»", "“")
    return words


def joined(words: Sequence[str]) -> str:
    """Words as one text, marks closed up."""
    text = " ".join(words)
    if len(words) < 2:
        return text
    for mark in (",", ".", ")", "»"):
        text = text.replace(f" {mark}", mark)
    return text.replace("« ", "«").replace("( ", "(").replace(" - ", "-")


def _as_written(noun: str, text: str) -> str:
    """«HR-директор» keeps its capitals."""
    if not text[0].isascii():
        return noun
    latin, dash, rest = text.partition("-")
    return f"{latin}-{noun.partition('-')[2] or rest}" if dash else text
