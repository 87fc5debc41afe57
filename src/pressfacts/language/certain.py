"""Words that the dictionary is surer of than the model, which guesses at those it never saw.

«Избрала», «завизировала» are tagged as nouns and adjectives, «лучникам» as an adjective, though
their tree is mostly right.
"""

from collections.abc import Sequence
from functools import cache

from pressfacts.language.analysis import Tag
from pressfacts.language.grammemes import Grammemes

GUESSED = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "VERB"})
NO_NOUN = frozenset({"ADJ", "ADV", "VERB"})

CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
ANIMACY = {"anim": "Anim", "inan": "Inan"}
FORMS = {"VERB": "Fin", "INFN": "Inf", "GRND": "Conv", "PRTS": "Part"}
TENSES = {"past": "Past", "pres": "Pres", "futr": "Fut"}
GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
NUMBERS = {"sing": "Sing", "plur": "Plur"}
PERSONS = {"1per": "1", "2per": "2", "3per": "3"}
REFLEXIVE = ("ся", "сь")
MAY_BE_NAMES = frozenset({"impr"})


def surer_tag(tag: Tag, readings: Sequence[Grammemes], is_reflexive: bool) -> Tag:
    """That of the dictionary, where it is sure of another one."""
    verb = only_verb(readings, is_reflexive)
    if verb is not None and verb.verb_form != tag.verb_form:
        # the models do not know the form, and guess; their tree is right all the same
        return verb
    return (tag.pos in NO_NOUN and only_noun(readings, tag.case)) or tag


def only_verb(readings: Sequence[Grammemes], is_reflexive: bool) -> Tag | None:
    """The tag of a form of which all readings are verbs; imperatives may be names («Сунь»)."""
    if not readings or readings[0].POS not in FORMS:  # as nearly always
        return None
    if any(r.POS not in FORMS or MAY_BE_NAMES & r for r in readings):
        return None
    if readings[0].POS == "PRTS" and readings[0].tense != "past":
        return None  # «Дарима»
    return _verb_tag(readings[0], is_reflexive)


@cache
def _verb_tag(tag: Grammemes, is_reflexive: bool) -> Tag:
    number, gender = NUMBERS.get(tag.number or ""), GENDERS.get(tag.gender or "")
    form = FORMS[tag.POS or ""]
    feats = {
        "VerbForm": form,
        "Voice": "Pass" if form == "Part" else "Mid" if is_reflexive else "Act",
        "Variant": "Short" if form == "Part" else None,
        "Mood": "Ind" if form == "Fin" else None,
        "Tense": TENSES.get(tag.tense or ""),
        "Number": number,
        "Gender": gender,
        "Person": next((PERSONS[name] for name in tag if name in PERSONS), None),
    }
    kept = {name: value for name, value in feats.items() if value is not None}
    return Tag("VERB", kept, None, number, gender, form)


def only_noun(readings: Sequence[Grammemes], case: str | None) -> Tag | None:
    """The tag of a form that is nothing but a noun, in the case given if it may stand there."""
    if not readings or readings[0].POS != "NOUN":  # as nearly always
        return None
    if any(r.POS != "NOUN" for r in readings):
        return None
    able = [r for r in readings if CASES.get(r.case or "") == case]
    return _noun_tag((able or readings)[0])


@cache
def _noun_tag(tag: Grammemes) -> Tag:
    case = CASES.get(tag.case or "")
    number, gender = NUMBERS.get(tag.number or ""), GENDERS.get(tag.gender or "")
    feats = {
        "Animacy": ANIMACY.get(tag.animacy or ""),
        "Case": case,
        "Gender": gender,
        "Number": number,
    }
    kept = {name: value for name, value in feats.items() if value is not None}
    return Tag("NOUN", kept, case, number, gender, None)
