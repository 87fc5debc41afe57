"""Blocks: titles, paragraphs, items, captions and noise, on pages and on single lines."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.layout import split_blocks, title_of
from pressfacts.layout.kinds import kind_of
from pressfacts.layout.lines import split_lines
from pressfacts.records import Document

PAGES = re.split(
    r"^# ", Path(__file__).with_name("pages.txt").read_text(encoding="utf-8"), flags=re.MULTILINE
)


def _page(page: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a page, and the kind and words of every block that it should have."""
    text, blocks = [], []
    for line in page.split("\n")[1:]:
        kind, bar, words = line.partition(" | ")
        if kind.endswith(" continued"):
            blocks[-1] = (blocks[-1][0], f"{blocks[-1][1]}\n{words}")
        elif bar:
            blocks.append(
                (kind, re.sub(r"^(?:[–•]|\d[.)]) ", "", words) if kind == "item" else words)
            )
        if line == "=" or bar:
            text.append(words)
    return "\n".join(text), blocks


@pytest.mark.parametrize("page", PAGES[2:], ids=lambda page: page.split("\n")[0])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sees_the_blocks_of_a_page(page: str, newline: str) -> None:
    text, expected = _page(page)
    text = text.replace("\n", newline)
    document = Document("page", text)
    found = [(block.kind, text[block.start : block.end]) for block in split_blocks(document)]
    wanted = [(kind, words.replace("\n", newline)) for kind, words in expected]
    assert _by_line(found) == _by_line(wanted)


def _by_line(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Parts of one noise line count as one: how a menu is cut up does not matter."""
    return [block for block in blocks if block[0] != "noise"]


@pytest.mark.parametrize("page", PAGES[2:], ids=lambda page: page.split("\n")[0])
def test_leaves_nothing_out(page: str) -> None:
    text, expected = _page(page)
    blocks = split_blocks(Document("page", text))
    noise = "".join(text[block.start : block.end] for block in blocks if block.kind == "noise")
    wanted = "".join(words for kind, words in expected if kind == "noise")
    assert _letters(noise) == _letters(wanted)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize(
    "words",
    [
        "Поделиться опытом приехали врачи из Орла.",
        "Контакты с партнёрами возобновились.",
        "Контакты: так называется новая выставка, которую откроют в музее.",
        "Главная новость недели – мост открыт.",
        "Просмотров фильма стало вдвое больше.",
        "Фото победителей опубликуют завтра.",
        "Видео с места аварии изучает полиция.",
        "Пресс-служба завода сообщила о пуске линии.",
        "Рейтинг вузов возглавил Дальнегорский университет.",
        "Комментарий получили от прокурора.",
        "Подписаться под обращением могут все жители.",
        "Следующая встреча пройдёт в Лугове.",
        "Вопрос решён.",
        "«Спасибо!» – ответил он.",
        "Телефон доверия заработал в Лугове 1 мая.",
        "По номеру 8 (800) 100-00-00 жителям края ответят и днём и ночью, без выходных.",
        "3 мая 2023 года завод остановили.",
        "Программа рассчитана на пять лет.",
        "Реклама табака запрещена.",
        "Печать газеты приостановили.",
        "Теги придумывали всем миром.",
        "Суд оштрафовал банк за утечку персональных данных.",
        "Сайт создан на средства гранта, его откроют 1 мая.",
        "Сетевое издание «Луг» получило премию губернатора.",
        "Главные новости года обсудили на планёрке.",
        "При полном или частичном отключении света звоните мэру.",
        "Olympia Trade Ltd. и завод «Заря» подписали контракт.",
    ],
)
def test_stays_silent_on_sentences(words: str) -> None:
    (line,) = split_lines(words)
    assert kind_of(line) is None


def test_a_title_that_came_with_the_record_may_end_with_a_full_stop() -> None:
    document = Document("r", "Мост открыт.\nМост открыли в мае.", title="Мост открыт.")
    assert [block.kind for block in split_blocks(document)] == ["title", "paragraph"]
    assert title_of(document, ()) == "Мост открыт."


def test_a_title_is_told_on_one_line() -> None:
    document = Document("r", "Губернатор открыл\nпосле ремонта школу\n\nШколу открыли.")
    assert title_of(document, split_blocks(document)) == "Губернатор открыл после ремонта школу"


def test_blanks_around_a_line_belong_to_no_block() -> None:
    text = "\ufeff\u00a0Мост\u00a0открыт \t\r\n\u00a0\r\n\tМост открыли\u00ad в мае.\u00a0 "
    blocks = split_blocks(Document("r", text))
    assert [text[block.start : block.end] for block in blocks] == [
        "Мост\u00a0открыт",
        "Мост открыли\u00ad в мае.",
    ]


LINE = st.sampled_from(
    ["", "Мост открыт.", "– Да, – сказал он.", "Главная > Новости", "0", "• пункт;", "1. пункт"]
) | st.sampled_from(
    ["Фото: Ия Шубина", "\u00a0", "3 мая 2023", "Читайте также", "и дальше", "«", "\u00ad"]
)


@given(st.lists(LINE | st.text(max_size=30), max_size=12), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_blocks_stand_in_order_and_never_overlap(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    blocks = split_blocks(Document("r", text))
    end = 0
    for block in blocks:
        assert end <= block.start < block.end <= len(text)
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        end = block.end
    assert blocks == split_blocks(Document("r", text))
