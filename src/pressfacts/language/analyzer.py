"""pymorphy3's analyzer, opened in 7 ms instead of 36, and with 14 MB less memory of its own.

pymorphy3 looks for its dictionary among all packages that are installed, makes an object of each of
5,563 tags, and copies the automata out of their files. Here the dictionary's own package is asked
where it lies, a tag is made when the first word has it, and the automata stay in their files,
mapped: their pages come when a word leads to them, and all workers share them.
"""

import mmap
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from dawg_python import IntCompletionDAWG, RecordDAWG
from dawg_python.wrapper import Dictionary as Units
from dawg_python.wrapper import Guide
from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse, ProbabilityEstimator, auto
from pymorphy3.opencorpora_dict import Dictionary
from pymorphy3.tagset import OpencorporaTag
from pymorphy3_dicts_ru import get_path

from pressfacts.language.automaton import follow

COUNT = 4  # bytes of a number of units
READING = ">HH"  # a word's records: paradigm and form
GUESS = ">IHH"  # an ending's: how often, paradigm and form

# The automata in Python also where pymorphy3 takes compiled ones (`pip install pymorphy3[fast]`):
# those cannot be laid over a mapped file.
Automaton = TypeVar("Automaton", RecordDAWG, "Probabilities")


class Probabilities(IntCompletionDAWG):  # type: ignore[misc]
    """How probable a reading of a word is, in millionths."""

    MULTIPLIER = 1_000_000

    def prob(self, word: str, tag: object) -> float:
        """pymorphy3's name for the question."""
        return float(self.get(f"{word}:{tag}", 0) / self.MULTIPLIER)


class QuickUnits(Units):  # type: ignore[misc]
    """The transitions of an automaton, for words left to pymorphy3: 69 µs for one instead of 91."""

    def follow_char(self, label: int, index: int) -> int | None:
        """The state after one byte."""
        return follow(self._units, bytes((label,)), index)

    def follow_bytes(self, key: bytes, index: int) -> int | None:
        """The state after all bytes of a key."""
        return follow(self._units, key, index)


class MappedDictionary(Dictionary):  # type: ignore[misc]
    """The files of a dictionary, opened but not read."""

    def __init__(self) -> None:
        self.path = get_path()
        folder = Path(self.path)
        self.meta = dict(_json(folder / "meta.json"))
        self.lang = self.meta["language_code"]
        self.Tag = OpencorporaTag
        self.Tag._init_grammemes(_json(folder / "grammemes.json"))
        self.gramtab = _Tags(_json(folder / "gramtab-opencorpora-int.json"))
        self.suffixes = _json(folder / "suffixes.json")
        self.paradigms = _paradigms(folder / "paradigms.array")
        self.paradigm_prefixes = self.meta["compile_options"]["paradigm_prefixes"]
        self.words = _mapped(RecordDAWG(READING), folder / "words.dawg")
        self.prediction_suffixes_dawgs = [
            _mapped(RecordDAWG(GUESS), folder / f"prediction-suffixes-{number}.dawg")
            for number in range(len(self.paradigm_prefixes))
        ]


class MappedProbabilities(ProbabilityEstimator):  # type: ignore[misc]
    """How probable the readings of ambiguous words are, from the same folder."""

    def __init__(self, folder: str) -> None:
        path = Path(folder) / "p_t_given_w.intdawg"
        self.p_t_given_w = _mapped(Probabilities(), path)


class MappedAnalyzer(MorphAnalyzer):  # type: ignore[misc]
    """pymorphy3's analyzer over such a dictionary."""

    def __init__(self) -> None:
        self.dictionary = MappedDictionary()
        self.lang = self.dictionary.lang
        self.prob_estimator = MappedProbabilities(self.dictionary.path)
        self._result_type = type("Parse", (Parse,), {"_morph": self, "_dict": self.dictionary})
        self._init_char_substitutes(auto)
        self._init_units()


class _Tags(dict[int, OpencorporaTag]):
    """Tags by their numbers."""

    def __init__(self, written: list[str]) -> None:
        self.written = written

    def __missing__(self, number: int) -> OpencorporaTag:
        tag = self[number] = OpencorporaTag(self.written[number])
        return tag


def _json(path: Path) -> Any:
    return msgspec.json.decode(path.read_bytes())


def _bytes(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _mapped(automaton: Automaton, path: Path) -> Automaton:
    """An automaton on its file: a number of units, the units, the same number, and their guide."""
    content = _bytes(path)
    end = COUNT + 4 * int.from_bytes(content[:COUNT], "little")
    automaton.dct, automaton.guide = QuickUnits(), Guide()
    automaton.dct._units = content[COUNT:end].cast("I")
    automaton.guide._units = content[end + COUNT :]
    return automaton


def _paradigms(path: Path) -> list[memoryview]:
    """Rows of numbers, each after its length; the number of rows stands before them."""
    numbers = _bytes(path).cast("H")
    paradigms = []
    at = 1
    for _ in range(numbers[0]):
        first, at = at + 1, at + 1 + numbers[at]
        paradigms.append(numbers[first:at])
    return paradigms
