"""A tag of pymorphy3's dictionary as a set that answers at once.

pymorphy3 computes part of speech, case and number from a set at each question and wraps each answer
in an object that checks what it is compared with: 1 µs for what is an attribute here.
"""

from functools import cache
from sys import intern


def _names(written: str) -> frozenset[str]:
    return frozenset(written.split())


PARTS_OF_SPEECH = _names(
    "NOUN ADJF ADJS COMP VERB INFN PRTF PRTS GRND NUMR ADVB NPRO PRED PREP CONJ PRCL INTJ"
)
CASES = _names("nomn gent datv accs ablt loct voct gen1 gen2 acc2 loc1 loc2")
NUMBERS = _names("sing plur")
GENDERS = _names("masc femn neut")
ANIMACY = _names("anim inan")
TENSES = _names("pres past futr")
PERSONS = _names("1per 2per 3per")
CATEGORIES = {
    name: category
    for category, names in (
        ("POS", PARTS_OF_SPEECH),
        ("case", CASES),
        ("number", NUMBERS),
        ("gender", GENDERS),
        ("animacy", ANIMACY),
        ("tense", TENSES),
    )
    for name in names
}
ALIKE = {"gen1": "gent", "loc1": "loct"}
AGREEING = PARTS_OF_SPEECH | CASES | NUMBERS | PERSONS | TENSES
CLOSED = _names("NUMR NPRO PRED PREP CONJ PRCL INTJ Apro")
COMMON_CASES = {
    "gen1": "gent",
    "gen2": "gent",
    "acc1": "accs",
    "acc2": "accs",
    "loc1": "loct",
    "loc2": "loct",
    "voct": "nomn",
}


class Grammemes(frozenset[str]):
    """The grammemes of «NOUN,anim,masc sing,nomn»; None where a category is not among them."""

    __slots__ = (
        "POS",
        "animacy",
        "case",
        "gender",
        "is_productive",
        "number",
        "tense",
        "written",
    )

    written: str
    is_productive: bool  # a new word may have it
    POS: str | None
    case: str | None
    number: str | None
    gender: str | None
    animacy: str | None
    tense: str | None


@cache
def read_grammemes(written: str) -> Grammemes:
    """The one object for a tag as pymorphy3 writes it; there are some thousands."""
    # One object for each name, not for each tag that holds it.
    names = [intern(name) for name in written.replace(" ", ",", 1).split(",")]
    tag = Grammemes(names)
    tag.written = written
    tag.is_productive = CLOSED.isdisjoint(tag)
    tag.POS = tag.case = tag.number = tag.gender = tag.animacy = tag.tense = None
    for name in reversed(names):  # the first of a category counts
        if name in CATEGORIES:
            setattr(tag, CATEGORIES[name], name)
    return tag


@cache
def agreement(tag: Grammemes) -> frozenset[str]:
    """What the halves of a word have in common if both decline."""
    return frozenset([ALIKE.get(name, name) for name in tag if name in AGREEING])
