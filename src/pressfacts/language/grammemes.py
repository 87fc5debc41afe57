"""A tag of pymorphy3's dictionary as a set that answers at once.

pymorphy3 computes part of speech, case and number from a set at each question and wraps each answer
in an object that checks what it is compared with: 1 µs for what is an attribute here.
"""

from functools import cache


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
        "agreement",
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
    agreement: frozenset[str]  # what the halves of a word have in common if both decline
    POS: str | None
    case: str | None
    number: str | None
    gender: str | None
    animacy: str | None
    tense: str | None


@cache
def read_grammemes(written: str) -> Grammemes:
    """The one object for a tag as pymorphy3 writes it; there are some thousands."""
    names = written.replace(" ", ",", 1).split(",")
    tag = Grammemes(names)
    tag.written = written
    tag.is_productive = CLOSED.isdisjoint(tag)
    alike = {"gen1": "gent", "loc1": "loct"}
    tag.agreement = frozenset(alike.get(name, name) for name in names if name in AGREEING)
    tag.POS = _one_of(PARTS_OF_SPEECH, names)
    tag.case = _one_of(CASES, names)
    tag.number = _one_of(NUMBERS, names)
    tag.gender = _one_of(GENDERS, names)
    tag.animacy = _one_of(ANIMACY, names)
    tag.tense = _one_of(TENSES, names)
    return tag


def _one_of(category: frozenset[str], names: list[str]) -> str | None:
    return next((name for name in names if name in category), None)
