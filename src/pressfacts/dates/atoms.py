"""Tokens cut into atoms: «17–19», «24.09.2021», «2018-м» are one token each, and several atoms.

The grammar reads atoms, so it meets every date in one alphabet, whatever the tokeniser glued
together. Most tokens are one atom.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressfacts.dates.vocabulary import DASHES, Meaning, vocabulary
from pressfacts.records import Sentence, Token

PIECE = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LOOKALIKES = str.maketrans("ІХ", "IX")  # Cyrillic letters that stand in for Roman digits
ROMAN_DIGITS = frozenset((*ROMAN, *map(chr, LOOKALIKES)))
MERE, COMPOUND = Meaning("word"), Meaning("compound")
DIGIT, LETTERS = re.compile(r"\d"), re.compile(r"[^\W\d_]+")


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


def forms_of(sentences: Sequence[Sentence]) -> list[str]:
    """All words of a release in lower case, «ё» as «е»."""
    lines = "\n".join([token.text for sentence in sentences for token in sentence.tokens])
    return lines.lower().replace("ё", "е").split("\n")


def telling_among(forms: Sequence[str]) -> frozenset[str]:
    """Those that tell of time: without one, or a holiday, no date is in a sentence."""
    distinct, words = frozenset(forms), vocabulary().telling
    mixed = [form for form in distinct if not form.isalpha()]
    return words.intersection(distinct).union(
        [
            form
            for form in mixed
            if DIGIT.search(form) or not words.isdisjoint(LETTERS.findall(form))
        ]
    )


def atoms_of(sentence: Sentence, forms: Sequence[str]) -> list[Atom]:
    """The atoms of a sentence, with enough `END` after them to look ahead without care."""
    atoms: list[Atom] = []
    tokens = sentence.tokens
    of_form, of_lemma = vocabulary().forms.get, vocabulary().lemmas.get
    for i, (token, form, lemma) in enumerate(zip(tokens, forms, sentence.lemmas, strict=True)):
        meaning = of_form(form) or of_lemma(lemma) or _unlisted(token.text)
        if meaning is MERE:
            atoms.append(Atom("word", 0, lemma, i, token.start, token.end, True, True))
        elif meaning is COMPOUND:
            atoms += [_as_name(piece, tokens) for piece in _pieces(i, token)]
        else:
            kind, name = meaning.kind, meaning.name or form
            width = len(form) if kind == "number" else 0
            start, end, case = token.start, token.end, token.case
            atom = Atom(kind, meaning.value, name, i, start, end, True, True, width, case)
            atoms.append(_as_name(atom, tokens))
    atoms += [END] * LOOKAHEAD
    return atoms


NAMELIKE = frozenset(("month", "season", "weekday", "eve"))


def _as_name(atom: Atom, tokens: Sequence[Token]) -> Atom:
    """The atom as a mere word, where it is part of a name («улица 8 Марта», «Русская Весна»).

    «накануне саммита» becomes another kind: it is the eve of something, and not of today.
    """
    i = atom.token
    if atom.kind not in NAMELIKE:
        return atom
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


def _pieces(i: int, token: Token) -> Iterator[Atom]:
    pieces = list(PIECE.finditer(token.text))
    # Soft hyphens leave the text of a token shorter than its span; the last piece takes the rest.
    for piece in pieces:
        opens, closes = piece is pieces[0], piece is pieces[-1]
        start = token.start + piece.start()
        end = token.end if closes else token.start + piece.end()
        text, lemma = piece[0], piece[0].lower()
        form, words = lemma.replace("ё", "е"), vocabulary()
        meaning = words.forms.get(form) or words.lemmas.get(lemma) or _unlisted(text)
        width, name = len(text) if meaning.kind == "number" else 0, meaning.name or lemma
        yield Atom(meaning.kind, meaning.value, name, i, start, end, opens, closes, width)


def _unlisted(text: str) -> Meaning:
    if text.isalpha():
        roman = text[0] in ROMAN_DIGITS and roman_number(text)
        return Meaning("roman", roman) if roman else MERE
    if text.isdigit():
        return Meaning("number", int(text) if len(text) < 10 and text.isdecimal() else 0)
    is_cut = not DASHES.isdisjoint(text) or DIGIT.search(text) is not None
    return COMPOUND if is_cut else MERE


def roman_number(text: str) -> int:
    """The value of a Roman numeral below 40; 0 for anything else."""
    digits = [ROMAN.get(letter, 0) for letter in text.translate(LOOKALIKES)]
    if not digits or not all(digits):
        return 0
    value = sum(
        -digit if any(later > digit for later in digits[i + 1 :]) else digit
        for i, digit in enumerate(digits)
    )
    return value if 0 < value < 40 else 0
