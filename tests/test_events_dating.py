"""A date belongs to the word that it hangs on, and is inherited where nothing forbids it."""

import datetime

import pytest

from notation import Names, scene
from pressfacts.events import Scene, load_templates
from pressfacts.events.dating import announced_day, nearby_date, own_dates, passage_date
from pressfacts.events.drafts import Draft
from pressfacts.events.match import match_triggers
from pressfacts.records import Status

TODAY = datetime.date(2024, 5, 20)
MAY_17 = ("date", "2024-05-17")
MAY_18 = ("date", "2024-05-18")
YEAR = ("date", "2025")

VISITED = """
    {0}       num                      nummod  мая
    мая/май   noun gen inan sing       obl     посетил
    мэр       noun nom anim sing masc  nsubj   посетил
    посетил/посетить  verb past fin act sing masc  root
    музей     noun acc inan sing masc  obj     посетил
"""
LEFT_UNDATED = """
    Затем/затем  adv                   advmod  осмотрел
    мэр       noun nom anim sing masc  nsubj   осмотрел
    осмотрел/осмотреть  verb past fin act sing masc  root
    склад     noun acc inan sing masc  obj     осмотрел
"""


def told(scene: Scene, word: str, status: Status = "happened") -> Draft:
    """The draft that a trigger gives, with nothing but its date."""
    drafts = list(match_triggers(scene, load_templates()))
    draft = next(d for d in drafts if scene.sentences[d.sentence].tokens[d.token].text == word)
    dates = {name: found for name, found in draft.roles.items() if name == "date"}
    return Draft(draft.rule, draft.sentence, draft.token, status, dates)


def own(lines: str, trigger: str, names: Names) -> list[str]:
    release = scene(lines, names)
    tokens = release.sentences[0].tokens
    i = [token.text for token in tokens].index(trigger)
    return [tokens[head].text for head in own_dates(release, 0, i)]


def test_a_date_beside_the_verb_is_its_own() -> None:
    assert own(VISITED.format(17), "посетил", {"17 мая": MAY_17}) == ["мая"]


def test_a_date_below_another_noun_is_not_taken() -> None:
    """«утвердил план на 2025 год»: the year is the plan's."""
    lines = """
        Мэр       noun nom anim sing masc  nsubj  утвердил
        утвердил/утвердить  verb past fin act sing masc  root
        план      noun acc inan sing masc  obj    утвердил
        на        adp                      case   год
        2025      adj                      amod   год
        год       noun acc inan sing masc  nmod   план
    """
    names = {"2025 год": YEAR}

    assert own(lines, "утвердил", names) == []
    assert own(lines, "план", names) == ["год"]


def test_a_date_of_a_relative_clause_is_not_taken() -> None:
    """«посетил музей, который открыли 17 мая»."""
    lines = """
        Мэр       noun nom anim sing masc  nsubj    посетил
        посетил/посетить  verb past fin act sing masc  root
        музей     noun acc inan sing masc  obj      посетил
        ,         punct                    punct    открыли
        который   pron acc                 obj      открыли
        открыли/открыть  verb past fin act plur  acl:relcl  музей
        17        num                      nummod   мая
        мая/май   noun gen inan sing       obl      открыли
    """
    names = {"17 мая": MAY_17}

    assert own(lines, "посетил", names) == []
    assert own(lines, "открыли", names) == ["мая"]


def test_coordinated_verbs_and_infinitives_share_a_date() -> None:
    coordinated = """
        17        num                      nummod  мая
        мая/май   noun gen inan sing       obl     прибыл
        мэр       noun nom anim sing masc  nsubj   прибыл
        прибыл/прибыть  verb past fin act sing masc  root
        и         cconj                    cc      осмотрел
        осмотрел/осмотреть  verb past fin act sing masc  conj  прибыл
        цех       noun acc inan sing masc  obj     осмотрел
    """
    infinitive = """
        17        num                      nummod  мая
        мая/май   noun gen inan sing       obl     намерен
        мэр       noun nom anim sing masc  nsubj   намерен
        намерен   adj short nom            root
        посетить  verb inf act             xcomp   намерен
        цех       noun acc inan sing masc  obj     посетить
    """

    assert own(coordinated, "осмотрел", {"17 мая": MAY_17}) == ["мая"]
    assert own(infinitive, "посетить", {"17 мая": MAY_17}) == ["мая"]


def test_a_date_between_the_same_commas_is_near() -> None:
    lines = """
        Мэр       noun nom anim sing masc  nsubj  посетил
        посетил/посетить  verb past fin act sing masc  root
        музей     noun acc inan sing masc  obj    посетил
        17        num                      nummod мая
        мая/май   noun gen inan sing       nmod   музей
    """
    names = {"17 мая": MAY_17}
    release = scene(lines, names)

    assert own(lines, "посетил", names) == []
    assert [f.filler.value for f in nearby_date(release, told(release, "посетил"))] == [
        "2024-05-17"
    ]


def test_of_two_dates_near_none_is_taken() -> None:
    lines = """
        Мэр       noun nom anim sing masc  nsubj  посетил
        посетил/посетить  verb past fin act sing masc  root
        музеи/музей  noun acc inan plur masc  obj  посетил
        17        num                      nummod мая
        и         cconj                    cc     18
        18        num                      conj   17
        мая/май   noun gen inan sing       nmod   музеи
    """
    release = scene(lines, {"17": MAY_17, "18 мая": MAY_18})

    assert nearby_date(release, told(release, "посетил")) == ()


def test_the_paragraph_goes_on_with_its_date() -> None:
    release = scene(f"{VISITED.format(17)}\n\n{LEFT_UNDATED}", {"17 мая": MAY_17}, published=TODAY)
    drafts = [told(release, "посетил"), told(release, "осмотрел")]

    assert [f.filler.value for f in passage_date(release, drafts, 1)] == ["2024-05-17"]


def test_another_paragraph_does_not() -> None:
    release = scene(
        f"{VISITED.format(17)}\n\n# paragraph\n{LEFT_UNDATED}", {"17 мая": MAY_17}, published=TODAY
    )
    drafts = [told(release, "посетил"), told(release, "осмотрел")]

    assert passage_date(release, drafts, 1) == ()


@pytest.mark.parametrize(
    ("value", "status", "inherited"),
    [
        ("2024-05-17", "happened", True),
        ("2024-05-17T10:30", "happened", True),
        ("2024-05-17/2024-05-18", "happened", True),
        ("2024-05-17", "planned", False),  # what is to come is not on a day gone by
        ("2024-05-21", "happened", False),  # what happened is not on a day to come
        ("2024-05-21", "planned", True),
        ("2024-05", "happened", False),  # no day
        ("../2024-05-17", "happened", False),
        ("2024-05-17/..", "happened", False),
    ],
)
def test_what_may_be_inherited(value: str, status: Status, inherited: bool) -> None:
    release = scene(
        f"{VISITED.format(17)}\n\n{LEFT_UNDATED}", {"17 мая": ("date", value)}, published=TODAY
    )
    drafts = [told(release, "посетил"), told(release, "осмотрел", status)]

    assert bool(passage_date(release, drafts, 1)) is inherited


def test_the_day_of_the_first_paragraph_is_that_of_the_news_alone() -> None:
    body = "".join(f"\n\n# paragraph\n{VISITED.format(day)}" for day in (17, 18))
    lines = f"# title\n{LEFT_UNDATED}{body}"
    release = scene(lines, {"17 мая": MAY_17, "18 мая": MAY_18}, published=TODAY)

    happened = announced_day(release, "happened")
    planned = announced_day(release, "planned")

    assert [f.filler.value for f in happened] == ["2024-05-17"]
    assert planned == ()
