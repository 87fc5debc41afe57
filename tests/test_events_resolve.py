"""Roles that the trigger's own words leave empty, filled from elsewhere, or left empty."""

import datetime
from functools import cache
from pathlib import Path

from notation import NOBODY, Names, scene
from pressfacts.events import Reading, Templates, find_events, load_templates

TEMPLATES = Path(__file__).parent / "templates"

MAYOR_TOURS = """
    Ивлев     propn nom anim sing masc  nsubj   объехал
    объехал/объехать  verb past fin act sing masc  root
    Луговск   propn acc inan sing masc  obj     объехал
"""
THEN_FLIES = """
    Затем     adv                       advmod  облетел
    облетел/облететь  verb past fin act sing {gender}  root
    Заречье   propn acc inan sing neut  obj     облетел
"""
NAMES: Names = {
    "Ивлев": ("person", "Глеб Ивлев"),
    "Ивлева": ("person", "Глеб Ивлев"),
    "Рубцова": ("person", "Нина Рубцова"),
    "Рубцовой": ("person", "Нина Рубцова"),
    "Луговск": ("place", "Луговск"),
    "Заречье": ("place", "Заречье"),
}


@cache
def templates() -> Templates:
    return load_templates([TEMPLATES])


def read(lines: str, names: Names = NAMES) -> Reading:
    return find_events(scene(lines, names), templates())


def roles(reading: Reading, kind: str, role: str) -> list[list[str]]:
    """The names in a role, for each event of a type."""
    return [
        [filler.name for filler in event.roles.get(role, ())]
        for event in reading.events
        if event.type == kind
    ]


def silent(reading: Reading, kind: str) -> list[str]:
    return [silence.reason for silence in reading.silent if silence.rule.type == kind]


def test_a_verb_without_subject_goes_on_with_the_last() -> None:
    reading = read(f"{MAYOR_TOURS}\n\n{THEN_FLIES.format(gender='masc')}")

    assert roles(reading, "trip", "visitor") == [["Глеб Ивлев"], ["Глеб Ивлев"]]
    assert [
        found.rule
        for group in reading.groups
        for draft in group
        if draft.type == "trip"
        for found in draft.roles["visitor"]
    ] == ["subject", "subject"]


def test_not_where_the_verb_does_not_agree_with_it() -> None:
    lines = f"""
        Рубцова   propn nom anim sing fem   nsubj  молчала
        молчала/молчать  verb past fin act sing fem  root

        {THEN_FLIES.format(gender="masc")}
    """
    assert roles(read(lines), "trip", "visitor") == [[]]


def test_the_subject_of_an_earlier_paragraph_is_not_gone_on_with() -> None:
    lines = f"""
        Ивлев     propn nom anim sing masc   nsubj  молчал
        молчал/молчать  verb past fin act sing masc  root

        # paragraph
        {THEN_FLIES.format(gender="masc")}
    """
    assert roles(read(lines), "trip", "visitor") == [[]]


def test_the_first_person_of_a_quotation_is_its_speaker() -> None:
    lines = """
        «          punct                          punct  объеду
        Я/я        pron nom sing                  nsubj  объеду
        объеду/объехать  verb fut fin act sing 1st  root
        Луговск    propn acc inan sing masc       obj    объеду
        »          punct                          punct  объеду
        ,          punct                          punct  сказал
        –          punct                          punct  сказал
        сказал/сказать  verb past fin act sing masc  parataxis  объеду
        Ивлев      propn nom anim sing masc       nsubj  сказал
    """
    assert roles(read(lines), "trip", "visitor") == [["Глеб Ивлев"]]


def test_the_third_person_of_a_quotation_is_not() -> None:
    lines = """
        «          punct                          punct  объедет
        Она/она    pron nom sing fem 3rd          nsubj  объедет
        объедет/объехать  verb fut fin act sing 3rd  root
        Луговск    propn acc inan sing masc       obj    объедет
        »          punct                          punct  объедет
        ,          punct                          punct  сказал
        –          punct                          punct  сказал
        сказал/сказать  verb past fin act sing masc  parataxis  объедет
        Ивлев      propn nom anim sing masc       nsubj  сказал
    """
    assert roles(read(lines), "trip", "visitor") == [[]]


def test_an_event_within_another_takes_what_that_has() -> None:
    lines = """
        В         adp                         case   ходе
        ходе/ход  noun loc inan sing masc     obl    облетел
        объезда/объезд  noun gen inan sing masc  nmod  ходе
        по        adp                         case   Луговску
        Луговску/Луговск  propn dat inan sing masc  nmod  объезда
        Ивлев     propn nom anim sing masc    nsubj  облетел
        облетел/облететь  verb past fin act sing masc  root
        Заречье   propn acc inan sing neut    obj    облетел
    """
    names = {**NAMES, "Луговску": ("place", "Луговск")}
    reading = read(lines, names)

    assert roles(reading, "trip", "place") == [["Луговск"], ["Заречье"]]
    assert roles(reading, "trip", "visitor") == [["Глеб Ивлев"], ["Глеб Ивлев"]]


def test_a_required_role_that_stays_empty_silences_the_trigger() -> None:
    lines = """
        Ивлев     propn nom anim sing masc  nsubj   объехал
        объехал/объехать  verb past fin act sing masc  root
        цеха/цех  noun acc inan plur masc   obj     объехал
    """
    reading = read(lines)

    assert roles(reading, "trip", "visitor") == []
    assert silent(reading, "trip") == ["nothing fills place"]


TALKED = """
    {who}       {what}                      nsubj  беседовал
    беседовал/беседовать  verb past fin act  root
    {also}
"""


def test_one_alone_does_not_talk_with_anybody() -> None:
    alone = read(TALKED.format(who="Ивлев", what="propn nom anim sing masc", also=""))
    several = read(TALKED.format(who="мэры/мэр", what="noun nom anim plur masc", also=""))
    both = read(
        TALKED.format(
            who="Ивлев",
            what="propn nom anim sing masc",
            also="с adp case Рубцовой\n Рубцовой/Рубцова propn ins anim sing fem obl беседовал",
        )
    )

    assert (roles(alone, "talks", "participant"), silent(alone, "talks")) == (
        [],
        ["nothing fills participant"],
    )
    assert roles(several, "talks", "participant") == [["мэры"]]
    assert roles(both, "talks", "participant") == [["Глеб Ивлев", "Нина Рубцова"]]


THE_PARTIES_TALKED = """
    Стороны/сторона  noun nom inan plur fem  nsubj  беседовали
    беседовали/беседовать  verb past fin act plur  root
"""


def test_the_parties_are_those_who_met_before() -> None:
    lines = f"""
        Ивлев       propn nom anim sing masc  nsubj  беседовал
        беседовал/беседовать  verb past fin act  root
        с           adp                       case   Рубцовой
        Рубцовой/Рубцова  propn ins anim sing fem  obl  беседовал

        {THE_PARTIES_TALKED}
    """
    reading = read(lines)
    last = reading.groups[-1][-1].roles["participant"]

    assert [(f.filler.name, f.rule) for f in last] == [
        ("Глеб Ивлев", "counterparts"),
        ("Нина Рубцова", "counterparts"),
    ]


def test_the_parties_stay_their_words_where_nobody_met_before() -> None:
    assert roles(read(THE_PARTIES_TALKED, NOBODY), "talks", "participant") == [["Стороны"]]


def test_a_role_of_the_trigger_s_own_is_not_looked_for_elsewhere() -> None:
    lines = f"""
        {MAYOR_TOURS}

        Идёт/идти  verb pres fin act sing  root
        беседа     noun nom inan sing fem  nsubj  Идёт
    """
    assert roles(read(lines), "talks", "participant") == [[]]


def test_a_day_after_the_release_makes_it_planned() -> None:
    lines = MAYOR_TOURS + "    мая/май  noun gen inan sing masc  obl  объехал\n"
    names: Names = {**NAMES, "мая": ("date", "2024-05-25")}
    statuses = [
        event.status
        for day in (datetime.date(2024, 5, 20), datetime.date(2024, 5, 25), None)
        for event in find_events(scene(lines, names, published=day), templates()).events
        if event.type == "trip"
    ]

    assert statuses == ["planned", "happened", "happened"]


def test_captions_tell_no_events() -> None:
    assert read(f"# caption\n{MAYOR_TOURS}").events == ()
