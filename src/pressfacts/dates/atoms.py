"""Tokens cut into atoms: «17–19», «24.09.2021», «2018-м» are one token each, and several atoms.

The grammar reads atoms, so it meets every date in one alphabet, whatever the tokeniser glued
together. Most tokens are one atom.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pressfacts.dates.vocabulary import Meaning, vocabulary
from pressfacts.records import Token

PIECE = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LOOKALIKES = str.maketrans("ІХ", "IX")  # Cyrillic letters that stand in for Roman digits
ROMAN_DIGITS = frozenset((*ROMAN, *map(chr, LOOKALIKES)))
DASHES = frozenset("-–—‑−")
SIGNS = {",": "comma", ".": "dot", ":": "colon", "/": "slash", "(": "open", ")": "close"}


class Atom(Struct, frozen=True, gc=False):
    """A word, a run of digits or a sign.

    `start`/`end` are offsets in the text, `token` the index in the sentence; `opens` and `closes`
    tell whether the atom begins and ends its token. Digits have kind "number" and `width` digits.
    """

    kind: str
    value: int
    name: str
    token: int
    start: int
    end: int
    opens: bool
    closes: bool
    width: int = 0
    case: str | None = None


LOOKAHEAD = 6
END = Atom("end", 0, "", -1, -1, -1, True, True)  # stands after the last atom


def atoms_of(tokens: Sequence[Token]) -> list[Atom]:
    """The atoms of a sentence, with enough `END` after them to look ahead without care."""
    atoms = [
        atom if atom.kind not in NAMELIKE else _as_name(atom, tokens)
        for i, token in enumerate(tokens)
        for atom in _atoms(i, token)
    ]
    atoms += [END] * LOOKAHEAD
    return atoms


@lru_cache(maxsize=4_096)
def is_datelike(text: str, lemma: str) -> bool:
    """Whether a sentence with this word may hold a date at all."""
    if text[0].isdigit():
        return True
    if _meaning(text, lemma).kind in STARTERS:
        return True
    return _is_compound(text) or lemma in vocabulary().holiday_starts


NAMELIKE = frozenset(("month", "season", "weekday", "eve"))


def _as_name(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """The atom as a mere word, where it is part of a name («улица 8 Марта», «Русская Весна»).

    «накануне саммита» becomes another kind: it is the eve of something, and not of today.
    """
    i = atom.token
    if atom.kind == "eve":
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        of_something = (
            after and after.case == "Gen" and after.pos in ("NOUN", "PROPN", "ADJ", "DET")
        )
        is_number = after and after.text[0].isdigit()
        return replace(atom, kind="eve-of") if of_something or is_number else atom
    text = tokens[i].text
    if i == 0 or not text[0].isupper() or text.isupper() or not atom.opens:
        return atom
    before = tokens[i - 1]
    if before.text[0].isdigit() and i > 1:
        before = tokens[i - 2]
    begins = before.pos == "PUNCT" and before.text not in '«»"“”'
    return atom if before.pos == "ADP" or begins else replace(atom, kind="word")


STARTERS = frozenset(
    ["month", "weekday", "season", "day-word", "eve", "ago", "after", "unit", "roman"]
)


def _atoms(i: int, token: Token) -> Iterator[Atom]:
    text = token.text
    if text.isdigit():
        yield Atom("number", _integer(text), text, i, token.start, token.end, True, True, len(text))
        return
    meaning = _meaning(text, token.lemma)
    if meaning.kind != "word" or not _is_compound(text):
        kind, value, name = meaning
        yield Atom(kind, value, name, i, token.start, token.end, True, True, 0, token.case)
        return
    yield from _pieces(i, token)


def _is_compound(text: str) -> bool:
    if len(text) == 1 or text.isalpha():
        return False
    return any(sign.isdigit() or sign in DASHES for sign in text)


def _pieces(i: int, token: Token) -> Iterator[Atom]:
    pieces = list(PIECE.finditer(token.text))
    # Soft hyphens leave the text of a token shorter than its span; the last piece takes the rest.
    for piece in pieces:
        opens, closes = piece is pieces[0], piece is pieces[-1]
        start = token.start + piece.start()
        end = token.end if closes else token.start + piece.end()
        if piece[0].isdigit():
            yield Atom(
                "number", _integer(piece[0]), piece[0], i, start, end, opens, closes, len(piece[0])
            )
        else:
            meaning = _meaning(piece[0], piece[0].lower())
            yield Atom(meaning.kind, meaning.value, meaning.name, i, start, end, opens, closes)


def _integer(digits: str) -> int:
    return int(digits) if len(digits) < 10 and digits.isdecimal() else 0


@lru_cache(maxsize=4_096)
def _meaning(text: str, lemma: str) -> Meaning:
    folded = text.lower().replace("ё", "е")
    words = vocabulary()
    found = words.forms.get(folded) or words.lemmas.get(lemma)
    if found:
        return found._replace(name=found.name or folded)
    if text in SIGNS:
        return Meaning(SIGNS[text])
    if text in DASHES:
        return Meaning("dash")
    roman = roman_number(text)
    return Meaning("roman", roman, folded) if roman else Meaning("word", 0, lemma)


def roman_number(text: str) -> int:
    """The value of a Roman numeral below 40; 0 for anything else."""
    if text[:1] not in ROMAN_DIGITS:
        return 0
    digits = [ROMAN.get(letter, 0) for letter in text.translate(LOOKALIKES)]
    if not digits or not all(digits):
        return 0
    value = sum(
        -digit if any(later > digit for later in digits[i + 1 :]) else digit
        for i, digit in enumerate(digits)
    )
    return value if 0 < value < 40 else 0
