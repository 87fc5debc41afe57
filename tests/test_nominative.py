"""Words back in the nominative: readings of surnames, agreement in phrases, abbreviations."""

import pytest

from pressfacts.entities.declension import FORMS, declined, is_patronymic
from pressfacts.entities.nominative import in_nominative, noun_parse, with_case_of
from pressfacts.language import Morphology
from pressfacts.records import Token


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return Morphology()


def noun(text: str, case: str, number: str = "Sing", gender: str | None = None) -> Token:
    return Token(0, len(text), text, text.lower(), "NOUN", case, number, gender, {}, -1, "root")


def best(word: str, part: str, gender: str, case: str, morphology: Morphology) -> str:
    return declined(word, part, morphology).nominatives[FORMS.index((gender, case))]


@pytest.mark.parametrize(
    ("word", "part", "gender", "case", "nominative"),
    [
        ("Ельцовой", "last", "Fem", "Dat", "Ельцова"),
        ("Ельцова", "last", "Fem", "Nom", "Ельцова"),
        ("Ельцова", "last", "Masc", "Gen", "Ельцов"),
        ("Гребёнкиным", "last", "Masc", "Ins", "Гребёнкин"),
        ("Заречному", "last", "Masc", "Dat", "Заречный"),
        ("Завадскую", "last", "Fem", "Acc", "Завадская"),
        ("Прокопенко", "last", "Fem", "Gen", "Прокопенко"),
        ("Бойчука", "last", "Masc", "Gen", "Бойчук"),
        ("Бойчук", "last", "Fem", "Dat", "Бойчук"),
        ("Саакянцем", "last", "Masc", "Ins", "Саакянц"),
        ("Зимовцу", "last", "Masc", "Dat", "Зимовец"),
        ("Мацумотой", "last", "Masc", "Ins", "Мацумота"),
        ("Лесных", "last", "Masc", "Dat", "Лесных"),
        ("Синицына-Рея", "last", "Masc", "Gen", "Синицын-Рей"),
        ("Дарьей", "first", "Fem", "Ins", "Дарья"),
        ("Петра", "first", "Masc", "Gen", "Пётр"),
        ("Анне", "first", "Fem", "Dat", "Анна"),
        ("Цзюньляном", "first", "Masc", "Ins", "Цзюньлян"),
        ("Лукиничны", "middle", "Fem", "Gen", "Лукинична"),
        ("Smith", "last", "Masc", "Gen", "Smith"),
    ],
)
def test_a_word_of_a_name_in_the_nominative(
    word: str, part: str, gender: str, case: str, nominative: str, morphology: Morphology
) -> None:
    assert best(word, part, gender, case, morphology) == nominative


@pytest.mark.parametrize(
    ("word", "gender", "case"),
    [("Ельцовым", "Fem", "Ins"), ("Завадская", "Masc", "Nom"), ("Ильичом", "Fem", "Gen")],
)
def test_an_ending_rules_readings_out(
    word: str, gender: str, case: str, morphology: Morphology
) -> None:
    weights = declined(word, "last", morphology).weights

    assert weights[FORMS.index((gender, case))] < 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Аркадьевича", True), ("Львовной", True), ("Бабич", False), ("Марина", False)],
)
def test_patronymics_are_known_by_their_endings(word: str, expected: bool) -> None:
    assert is_patronymic(word) is expected


@pytest.mark.parametrize(
    ("text", "case", "number", "nominative"),
    [
        ("управлении", "Loc", "Sing", "управление"),
        ("Думы", "Gen", "Sing", "Дума"),
        ("мастерских", "Gen", "Plur", "мастерские"),
        ("Камне-на-Ладе", "Loc", "Sing", "Камень-на-Ладе"),
    ],
)
def test_the_head_of_a_phrase(
    text: str, case: str, number: str, nominative: str, morphology: Morphology
) -> None:
    parse = noun_parse(noun(text, case, number), morphology)

    assert parse is not None
    assert in_nominative(text, parse) == nominative


def test_an_abbreviation_does_not_decline(morphology: Morphology) -> None:
    assert noun_parse(noun("МЧС", "Gen"), morphology) is None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Северо-Западном", "северо-западный", "Северо-Западный"),
        ("ОКЕАНУ", "океан", "ОКЕАН"),
        ("озере", "озеро", "озеро"),
    ],
)
def test_capitals_stand_where_the_text_has_them(text: str, word: str, expected: str) -> None:
    assert with_case_of(text, word) == expected
