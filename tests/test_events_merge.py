"""Which mentions are one event, and what becomes of their roles."""

import datetime
from functools import cache
from pathlib import Path

import pytest

from notation import Names, scene
from pressfacts.events import Reading, Templates, find_events, load_templates

TEMPLATES = Path(__file__).parent / "templates"
NAMES: Names = {
    "Ивлев": ("person", "Глеб Ивлев"),
    "Рубцовой": ("person", "Нина Рубцова"),
    "Гусевым": ("person", "Антон Гусев"),
    "Луговск": ("place", "Луговск"),
    "Луговску": ("place", "Луговск"),
    "Луговском": ("place", "Луговск"),
    "Заречье": ("place", "Заречье"),
}
TITLE = """# title
    Ивлев     propn nom anim sing masc  nsubj   объехал
    объехал/объехать  verb past fin act sing masc  root
    Луговск   propn acc inan sing masc  obj     объехал
"""
LEAD = """# paragraph
    {day}     noun gen inan sing masc   obl     объехал
    мэр       noun nom anim sing masc   nsubj   объехал
    объехал/объехать  verb past fin act sing masc  root
    {place}   propn acc inan sing       obj     объехал
"""
TALKED = """
    Ивлев       propn nom anim sing masc    nsubj  беседовал
    беседовал/беседовать  verb past fin act sing masc root
    с           adp                         case   {name}
    {name}      propn ins anim sing         obl    беседовал
    {day}       noun gen inan sing masc     obl    беседовал
"""


@cache
def templates() -> Templates:
    return load_templates([TEMPLATES])


def read(lines: str, kind: str, **dates: str) -> list[dict[str, list[str]]]:
    """The roles of each event of a type, by name or value."""
    return [
        {
            role: [f.value if isinstance(f.value, str) else f.name for f in fillers]
            for role, fillers in event.roles.items()
        }
        for event in reading(lines, **dates).events
        if event.type == kind
    ]


def reading(lines: str, **dates: str) -> Reading:
    names = {**NAMES, **{word: ("date", value) for word, value in dates.items()}}
    return find_events(scene(lines, names, published=datetime.date(2024, 5, 20)), templates())


def test_title_and_lead_are_one_event_with_united_roles() -> None:
    lines = f"{TITLE}\n\n{LEAD.format(day='мая', place='Луговск')}"

    assert read(lines, "trip", мая="2024-05-17") == [
        {"place": ["Луговск"], "visitor": ["мэр", "Глеб Ивлев"], "date": ["2024-05-17"]}
    ]


def test_the_evidence_is_every_sentence_that_told_it() -> None:
    lines = f"{TITLE}\n\n{LEAD.format(day='мая', place='Луговск')}"
    (event,) = (e for e in reading(lines, мая="2024-05-17").events if e.type == "trip")

    assert [mention.text for mention in event.evidence] == [
        "Ивлев объехал Луговск",
        "мая мэр объехал Луговск",
    ]


def test_another_place_is_another_trip() -> None:
    places = ("Луговск", "Заречье")
    lines = "\n\n".join(LEAD.format(day="мая", place=place) for place in places)

    assert [event["place"] for event in read(lines, "trip")] == [["Луговск"], ["Заречье"]]


@pytest.mark.xfail(reason="the verb of a headline is taken as told again, whatever its roles")
def test_another_place_is_another_trip_also_under_a_headline() -> None:
    lines = f"{TITLE}\n\n{LEAD.format(day='мая', place='Заречье')}"

    assert [event["place"] for event in read(lines, "trip")] == [["Луговск"], ["Заречье"]]


def test_talks_with_other_people_on_another_day_are_others() -> None:
    both = (("Рубцовой", "мая"), ("Гусевым", "июня"))
    lines = "\n\n".join(TALKED.format(name=name, day=day) for name, day in both)

    assert read(lines, "talks", мая="2024-05-17", июня="2024-05-18") == [
        {"participant": ["Глеб Ивлев", "Нина Рубцова"], "date": ["2024-05-17"]},
        {"participant": ["Глеб Ивлев", "Антон Гусев"], "date": ["2024-05-18"]},
    ]


def test_where_nothing_is_in_common_there_are_two() -> None:
    """Of the second trip no place is told: it may be any."""
    nowhere = """
        Вчера     adv                         advmod начался
        начался/начаться  verb past fin act sing masc  root
        объезд    noun nom inan sing masc     nsubj  начался
    """
    lines = f"{LEAD.format(day='мая', place='Луговск')}\n\n{nowhere}"

    assert len(read(lines, "trip")) == 2


def test_the_same_place_on_another_day_is_another_trip() -> None:
    lines = "\n\n".join(LEAD.format(day=day, place="Луговск") for day in ("мая", "июня"))

    assert [
        event["date"] for event in read(lines, "trip", мая="2024-05-17", июня="2024-05-18")
    ] == [
        ["2024-05-17"],
        ["2024-05-18"],
    ]


def test_what_was_planned_and_what_happened_are_two() -> None:
    planned = LEAD.replace("объехал/объехать  verb past", "объедет/объехать  verb fut")
    planned = planned.replace("объехал", "объедет").replace("# paragraph", "")
    told = (LEAD.format(day="мая", place="Луговск"), planned.format(day="июня", place="Луговск"))
    lines = "\n\n".join(told)
    events = [e for e in reading(lines).events if e.type == "trip"]

    assert [event.status for event in events] == ["happened", "planned"]


RECALLED = """# paragraph
    В         adp                         case   ходе
    ходе/ход  noun loc inan sing masc     obl    говорили
    объезда/объезд  noun gen inan sing masc  nmod  ходе
    говорили/говорить  verb past fin act plur  root
    о         adp                         case   дорогах
    дорогах/дорога  noun loc inan plur fem  obl  говорили
"""
FLOWN = """# paragraph
    Облёт/облёт  noun nom inan sing masc  nsubj  продолжился
    продолжился/продолжиться  verb past fin act sing masc  root
"""


def test_what_happened_in_the_course_of_it_recalls_it() -> None:
    lines = f"{LEAD.format(day='мая', place='Луговск')}\n\n{RECALLED}"

    (event,) = read(lines, "trip")
    assert event["place"] == ["Луговск"]


def test_a_trigger_that_does_not_stand_alone_is_no_event_by_itself() -> None:
    assert read(FLOWN, "trip") == []


def test_but_is_a_mention_of_one_told_in_the_same_paragraph() -> None:
    lines = f"{LEAD.format(day='мая', place='Луговск')}\n\n{FLOWN.replace('# paragraph', '')}"
    (event,) = (e for e in reading(lines).events if e.type == "trip")

    assert len(event.evidence) == 2
    assert event.trigger.text == "объехал"


def test_a_noun_and_the_verb_that_it_hangs_on_are_one() -> None:
    """«провёл беседу»: the trigger that tells more names the event."""
    lines = """
        Ивлев     propn nom anim sing masc  nsubj  беседовал
        беседовал/беседовать  verb past fin act sing masc  root
        с         adp                       case   Рубцовой
        Рубцовой/Рубцова  propn ins anim sing fem  obl  беседовал
        в         adp                       case   беседе
        беседе/беседа  noun loc inan sing fem  obl  беседовал
    """

    assert len(read(lines, "talks")) == 1


def test_ids_are_counted_in_the_order_of_the_text() -> None:
    lines = f"{TITLE}\n\n{LEAD.format(day='мая', place='Заречье')}"
    found = reading(lines)

    assert [event.id for event in found.events] == [
        f"event-{i + 1}" for i in range(len(found.events))
    ]
    starts = [group[0].sentence for group in found.groups]
    assert starts == sorted(starts)
