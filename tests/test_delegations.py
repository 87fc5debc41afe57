"""A delegation's members are told once and meant whenever it is named again."""

from functools import cache
from pathlib import Path

from notation import Names, scene
from pressfacts.events import Templates, find_events, load_templates

NAMES: Names = {
    "Ивлев": ("person", "Глеб Ивлев"),
    "Рубцова": ("person", "Нина Рубцова"),
    "Гусевым": ("person", "Антон Гусев"),
    "Луговск": ("place", "Луговск"),
    "Карелии": ("place", "Карелия"),
    "Якутии": ("place", "Якутия"),
}
LED = """
    Делегацию/делегация  noun acc inan sing fem  obj  возглавил
    {owner}     propn gen inan sing              nmod  Делегацию
    возглавил/возглавить  verb past fin act sing masc  root
    Ивлев       propn nom anim sing masc         nsubj возглавил
"""
JOINED = """
    В           adp                         case   состав
    её/ее       det                         det    состав
    состав      noun acc inan sing masc     obl    вошла
    вошла/войти  verb past fin act sing fem  root
    Рубцова     propn nom anim sing fem     nsubj  вошла
"""
TOURED = """
    Делегация   noun nom inan sing fem      nsubj    объехала{owner}
    объехала/объехать  verb past fin act sing fem  root
    Луговск     propn acc inan sing masc    obj    объехала
"""


@cache
def templates() -> Templates:
    return load_templates([Path(__file__).parent / "templates"])


def visitors(*sentences: str) -> list[tuple[str, str]]:
    """Who travelled, and by which rule they were found."""
    reading = find_events(scene("\n\n".join(sentences), NAMES), templates())
    return [
        (found.filler.name, found.rule)
        for group in reading.groups
        for draft in group
        if draft.type == "trip"
        for found in draft.roles["visitor"]
    ]


def test_a_delegation_is_its_words_its_leader_and_its_members() -> None:
    assert visitors(LED.format(owner="Карелии"), JOINED, TOURED.format(owner="")) == [
        ("Делегацию Карелии", "subject"),
        ("Глеб Ивлев", "delegation"),
        ("Нина Рубцова", "delegation"),
    ]


def test_one_of_whom_nothing_is_told_is_its_words() -> None:
    assert visitors(TOURED.format(owner="")) == [("Делегация", "subject")]


def test_another_owner_s_delegation_has_other_members() -> None:
    owner = "\nЯкутии propn gen inan sing nmod Делегация"

    assert visitors(LED.format(owner="Карелии"), JOINED, TOURED.format(owner=owner)) == [
        ("Делегация Якутии", "subject")
    ]


def test_the_leader_stands_beside_it() -> None:
    led = "\n".join(
        (
            "",
            "во adp case главе",
            "главе/глава noun loc inan sing fem nmod Делегация",
            "с adp case Гусевым",
            "Гусевым/Гусев propn ins anim sing masc nmod главе",
        )
    )

    assert visitors(TOURED.format(owner=led)) == [
        ("Делегация во главе с Гусевым", "subject"),
        ("Антон Гусев", "delegation"),
    ]


def test_who_joined_a_jury_joined_no_delegation() -> None:
    jury = JOINED.replace("состав      noun acc inan sing masc     obl", "жюри        noun acc obl")
    jury = jury.replace("case   состав", "case   жюри").replace(
        "её/ее       det                         det    состав\n", ""
    )

    assert visitors(LED.format(owner="Карелии"), jury, TOURED.format(owner="")) == [
        ("Делегацию Карелии", "subject"),
        ("Глеб Ивлев", "delegation"),
    ]
