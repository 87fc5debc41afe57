"""The parts of the fast path one by one, and the way back to slovnet."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from pressfacts.errors import ModelError
from pressfacts.language import archive, models
from pressfacts.language.analysis import name_spans, read_tag
from pressfacts.language.encoder import BLOCK, HALO, blocks
from pressfacts.language.stock import StockModels
from pressfacts.language.table import RowTable
from pressfacts.language.vocabulary import WordList, shape_of

SHAPES = {
    "А": "RU_X",
    "я": "RU_x",
    "ТАСС": "RU_XX",
    "завод": "RU_xx",
    "Завод": "RU_Xx",
    "Санкт-Петербург": "RU_Xx-Xx",
    "вице-Премьер": "RU_OTHER",
    "Ростов-на-Дону": "RU_OTHER",
    "Co": "EN_Xx",
    "iPhone": "EN_OTHER",
    "2024": "NUM",
    "+7": "NUM",
    "-5": "NUM",
    "2024-2025": "NUM",
    "«": "PUNCT_«",
    "-": "PUNCT_-",
    "...": "PUNCT_OTHER",
    "日本": "OTHER",
    "": "OTHER",
}


@pytest.mark.parametrize(("word", "shape"), SHAPES.items())
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) == shape


@given(st.sets(st.text(st.characters(exclude_characters="\n", codec="utf-8"), min_size=1)))
def test_a_word_list_is_the_same_as_a_dictionary(words: set[str]) -> None:
    ordered = sorted(words - {"<unk>", "<pad>"})
    listed = WordList("\n".join([*ordered, "<unk>", "<pad>"]).encode())
    assert [listed.id(word) for word in ordered] == list(range(len(ordered)))
    assert listed.id("\n") == len(ordered)


def test_words_that_are_not_listed() -> None:
    numbers = sorted(str(number) for number in range(0, 1_000, 2))
    listed = WordList("\n".join([*numbers, "<unk>", "<pad>"]).encode())
    absent = [str(number) for number in range(1, 1_000, 2)]
    absent += ["", "!", "я", "00", "<unk", "pad>", "\ud800"]
    assert {listed.id(word) for word in absent} == {500}
    assert listed.id("998") == 499


def test_a_row_stays_while_it_is_used_and_goes_when_it_is_not() -> None:
    table = RowTable(8)
    first, added = table.assign([0, 10, 11, 10])
    assert first.tolist() == [0, 1, 2, 1]
    assert added == {10: 1, 11: 2}
    table.assign([12, 13, 14])
    rows, added = table.assign([10, 15, 16])
    assert rows[0] == 1
    assert list(added) == [15, 16]
    rows, added = table.assign([0, 10, 20])
    assert rows.tolist()[:2] == [0, 1]
    assert list(added) == [20]
    _, added = table.assign([11])
    assert list(added) == [11]  # the one not asked for the longest had to go


@given(st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=8), max_size=30))
def test_no_two_keys_of_a_text_share_a_row(texts: list[list[int]]) -> None:
    table = RowTable(20)
    written: dict[int, int] = {}
    for keys in texts:
        rows, added = table.assign([0, *keys])
        written |= {row: key for key, row in added.items()}
        assert rows[0] == 0
        assert [written[row] for row in rows[1:].tolist()] == keys


@given(st.integers(1, 3 * BLOCK))
def test_blocks_cover_every_row_once_with_a_halo(length: int) -> None:
    rows = np.arange(length)
    kept = [rows[read][keep] for read, keep in blocks(length)]
    assert np.concatenate(kept).tolist() == rows.tolist()
    for (read, _), own in zip(blocks(length), kept, strict=True):
        assert read.start == max(own[0] - HALO, 0)
        assert read.stop == min(own[-1] + 1 + HALO, length)


def test_tags_are_read_once() -> None:
    tag = read_tag("NOUN|Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing")
    assert (tag.pos, tag.case, tag.number, tag.gender) == ("NOUN", "Nom", "Sing", "Masc")
    assert astuple(read_tag("PUNCT")) == ("PUNCT", {}, None, None, None, None)
    assert read_tag("PUNCT") is read_tag("PUNCT")


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O O", []),
        ("B-PER I-PER O B-LOC", [("PER", 0, 2), ("LOC", 3, 4)]),
        ("B-PER B-PER", [("PER", 0, 1), ("PER", 1, 2)]),
        ("I-ORG I-ORG O", [("ORG", 0, 2)]),
        ("B-ORG I-LOC", [("ORG", 0, 1), ("LOC", 1, 2)]),
    ],
)
def test_name_spans(tags: str, spans: list[tuple[str, int, int]]) -> None:
    assert list(name_spans(tags.split())) == spans


def test_a_missing_model_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(archive.FILES, "ner", "natasha/data/model/no-such.tar")
    with pytest.raises(ModelError, match=r"no-such\.tar"):
        archive.open_archives()


def test_the_fingerprint_sees_another_frame(tmp_path: Path) -> None:
    opened = archive.open_archives()
    known = archive.fingerprint(opened)
    other = bytearray(archive.model_path("ner").read_bytes())
    place = other.index(b'"padding": 1')
    other[place : place + 12] = b'"padding": 2'
    path = tmp_path / "ner.tar"
    path.write_bytes(other)
    assert archive.fingerprint({**opened, "ner": archive.Archive(path)}) != known
    assert known == models.KNOWN


@pytest.mark.models
def test_unknown_model_files_are_left_to_slovnet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "KNOWN", "another")
    with pytest.warns(RuntimeWarning, match="slovnet reads them"):
        loaded = models.load_models()
    assert isinstance(loaded, StockModels)
    (analysis,) = loaded.analyse([["Иван", "Петров", "посетил", "Тверь", "."]])
    assert analysis.names == [("PER", 0, 2), ("LOC", 3, 4)]
    assert analysis.heads == [2, 0, -1, 2, 2]
