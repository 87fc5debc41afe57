"""Every shipped template does what its own examples say."""

from pathlib import Path

import pytest

from pressfacts.errors import TemplateError
from pressfacts.events import load_templates
from pressfacts.events.template_files import decode_template
from pressfacts.examples import run_examples
from pressfacts.language import Language
from pressfacts.tables import shipped


@pytest.mark.parametrize("event_type", sorted(load_templates().templates))
def test_shipped_templates_pass_the_check_of_those_of_users(event_type: str) -> None:
    source = shipped("events") / f"{event_type}.toml"

    assert decode_template(source.read_bytes(), event_type).type == event_type


@pytest.mark.models
def test_shipped_examples_come_out(language: Language) -> None:
    verdicts = list(run_examples(load_templates(), language))

    assert [v for v in verdicts if v.problems] == []


def test_every_type_has_examples_that_fire_and_that_stay_silent() -> None:
    for template in load_templates().templates.values():
        assert any(example.expect for example in template.examples), template.type
        assert any(not example.expect for example in template.examples), template.type


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('type = "x"\n[roles]\n', "x.toml: Object missing required field `triggers`"),
        (
            'type = "x"\ncolour = "red"\ntriggers = []\n[roles]\n',
            "x.toml: Object contains unknown field `colour`",
        ),
        (
            'type = "x"\n[roles]\n[[triggers]]\nverbs = ["идти"]\nroles.who = ["subject"]\n',
            "x.toml: triggers[1]: no role 'who' ([roles.who] is missing)",
        ),
        (
            (
                'type = "x"\n[roles.who]\nfillers = ["person"]\npatterns = ["behind"]\n'
                '[[triggers]]\nverbs = ["идти"]\n'
            ),
            "x.toml: pattern 'behind': 'behind' is no relation, case or preposition+case",
        ),
    ],
)
def test_a_template_is_read_strictly(source: str, message: str) -> None:
    with pytest.raises(TemplateError) as error:
        decode_template(source.encode(), "x.toml")

    assert str(error.value) == message


FULL = """
type = "x"
merge = ["who"]
[lists]
goers = ["ходок"]
[roles.who]
fillers = ["person"]
[[triggers]]
verbs = ["идти"]
roles.who = ["subject(@goers)"]
[[examples]]
text = "Он шёл."
published = "2024-05-17"
expect = []
"""


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('merge = ["who"]', 'merge = ["whom"]', "no role 'whom' ([roles.whom] is missing)"),
        ("@goers", "@walkers", "no list '@walkers'"),
        ('["ходок"]', '["@goers"]', "no list '@goers'"),
        (
            "(@goers)",
            "(@goers",
            "pattern 'subject(@goers': the bracket of 'subject(@goers' is not closed",
        ),
        ("2024-05-17", "2024-05-35", "day is out of range for month"),
        (
            'fillers = ["person"]',
            'fillers = ["man"]',
            "Invalid enum value 'man' - at `$.roles[...].fillers[0]`",
        ),
        ("expect = []", "expect = [{ whom = [] }]", "example 'Он шёл.': no role 'whom'"),
        ("type =", "type ==", "Invalid value (at line 2, column 7)"),
    ],
)
def test_one_thing_wrong_is_told_in_one_line(right: str, wrong: str, message: str) -> None:
    assert decode_template(FULL.encode(), "x.toml").type == "x"

    with pytest.raises(TemplateError) as error:
        decode_template(FULL.replace(right, wrong).encode(), "x.toml")

    assert str(error.value) == f"x.toml: {message}"


def test_a_template_in_another_character_set_is_told() -> None:
    with pytest.raises(TemplateError, match=r"^x\.toml: 'utf-8' codec can't decode"):
        decode_template(FULL.encode("cp1251"), "x.toml")


def test_a_folder_without_templates_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r": no \.toml file in this folder$"):
        load_templates([tmp_path])
