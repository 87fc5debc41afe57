"""No form of a post is turned away by its letters; most other words are."""

import pytest

from pressfacts.entities.posts import load_posts, post_nouns
from pressfacts.language import Morphology

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
MORPHOLOGY = Morphology()


@pytest.mark.parametrize("number", ["sing", "plur"])
def test_every_form_of_every_listed_noun_goes_on(number: str) -> None:
    posts = load_posts()
    turned_away = {
        form
        for noun in posts.nouns
        for parse in MORPHOLOGY.parses(noun)
        for case in CASES
        if (form := MORPHOLOGY.inflect(parse, case, number))
        and post_nouns(form, posts, MORPHOLOGY)
        and not posts.shapes.may_decline(form)
    }
    assert turned_away == set()


@pytest.mark.parametrize("form", ["людей", "отцом", "Бойцу", "вице-мэра", "экс-министром"])
def test_forms_that_begin_otherwise_or_are_put_together(form: str) -> None:
    assert load_posts().shapes.may_decline(form)


@pytest.mark.parametrize("form", ["дороги", "вчера", "новые", "Тверской", "открылась", "2024"])
def test_other_words_need_no_dictionary(form: str) -> None:
    assert not load_posts().shapes.may_decline(form)
