"""Every shipped template does what its own examples say."""

import pytest

from pressfacts.errors import TemplateError
from pressfacts.events import load_templates
from pressfacts.events.templates import decode_template
from pressfacts.examples import run_examples
from pressfacts.language import Language


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
