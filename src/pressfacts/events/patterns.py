"""Government patterns: where an argument stands, as a grammar would say it.

A pattern is a path of steps joined by dots, from the trigger outwards:

    subject object agent            who does it and to whom, whatever the voice
    nom gen dat acc ins loc         a bare case
    в+acc  с+ins  по итогам+gen     a preposition, simple or compound, with its case
    possessive                      «его», «свой» before a noun
    equated                         behind a dash: «организаторы – союз и фонд»
    title                           a quoted title that belongs to the word
    self                            the word's own phrase
    infinitive  clause              «чтобы …», an infinitive; a clause with «что» or a conjunction
    quotation                       words attributed to the trigger
    governor                        the verb (or noun) that the trigger depends on
    below                           every noun under the word, down to the next clause
    modified                        the noun that a participle or adjective belongs to
    preposition  negation  adverb   the preposition itself; «не»; «высоко»
    auxiliary                       «будет» of «будет исполнять»
    rest  remainder  before         of statements: the sentence around a parenthesis; all that a
                                    verb governs; the sentence before
    date  money                     a date, a sum that stands in the trigger's clause

«object.с+ins» is the «с» argument of the object: «подписали соглашение с заводом». Alternatives
are joined by «|», the first that finds something is taken: «gen | possessive | governor.subject».
Lemmas in brackets narrow a step to these words, after «!» to all others: «ins(приказ указ).gen»,
«ins(!@acts)»; «@acts» is a list of the template, and «#people» any noun for people.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, structs

from pressfacts.language.morphology import fold

CASES = {
    "nom": "Nom",
    "gen": "Gen",
    "dat": "Dat",
    "acc": "Acc",
    "ins": "Ins",
    "loc": "Loc",
}
WORDS = frozenset(
    (
        "subject",
        "object",
        "agent",
        "possessive",
        "equated",
        "title",
        "self",
        "infinitive",
        "clause",
        "quotation",
        "governor",
        "modified",
        "below",
        "date",
        "money",
        "adjective",
        "preposition",
        "negation",
        "adverb",
        "auxiliary",
        "rest",
        "remainder",
        "before",
    )
)

ANY, PEOPLE, THINGS = "*", "#people", "#things"  # instead of lemmas
WILDCARDS = frozenset((ANY, PEOPLE, THINGS))


class Step(Struct, frozen=True):
    """One step of a path: a named relation, or a case with or without a preposition."""

    name: str
    kind: Literal["relation", "case"]
    case: str | None = None
    preposition: str | None = None
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


class Pattern(Struct, frozen=True, eq=False):  # compared in no time: many questions are about one
    """Alternative paths of steps; `source` is how the template writes it."""

    source: str
    paths: tuple[tuple[Step, ...], ...]
    needs: tuple[frozenset[str | None], ...]  # the prepositions on each path, None for none
    marks: frozenset[str | None]  # all of them: most patterns have none that a sentence has

    def paths_with(self, prepositions: frozenset[str | None]) -> Sequence[tuple[Step, ...]]:
        """The paths that a sentence with these prepositions has all the prepositions for."""
        if len(self.paths) == 1:
            return self.paths if self.needs[0] <= prepositions else ()
        needs = self.needs
        return [path for i, path in enumerate(self.paths) if needs[i] <= prepositions]


Lists = Mapping[str, tuple[str, ...]]


def parse_pattern(source: str, lists: Lists = MappingProxyType({})) -> Pattern:
    """ValueError when the words are none of the language above."""
    paths = tuple(
        tuple(_step(part.strip(), source, lists) for part in path.split("."))
        for path in source.split("|")
    )
    needs = tuple(map(_prepositions, paths))
    return Pattern(source, paths, needs, needs[0].union(*needs))


def _prepositions(path: tuple[Step, ...]) -> frozenset[str | None]:
    found: list[str | None] = [step.preposition for step in path if step.preposition]
    return frozenset(found or [None])


def expand(words: Iterable[str], lists: Lists) -> Iterator[str]:
    """The words folded, with «@list» as the words of that list; ValueError when there is none."""
    for word in words:
        name = word.removeprefix("@")
        if name == word:
            yield fold(word)
        elif name in lists:
            # a list that holds itself finds no list of its own name inside
            yield from expand(lists[name], {key: lists[key] for key in lists if key != name})
        else:
            raise ValueError(f"no list {word!r}")


def _step(part: str, source: str, lists: Lists) -> Step:
    name, bracket, rest = part.partition("(")
    step = _relation_or_case(name.strip(), source)
    if not bracket:
        return step
    if not rest.endswith(")"):
        raise ValueError(f"pattern {source!r}: the bracket of {part!r} is not closed")
    words = rest.removesuffix(")").split()
    excluding = bool(words) and words[0].startswith("!")
    lemmas = frozenset(expand((word.removeprefix("!") for word in words), lists))
    field = "never" if excluding else "only"
    return structs.replace(step, **{field: lemmas})


def _relation_or_case(part: str, source: str) -> Step:
    if part in WORDS:
        return Step(part, "relation")
    if part in CASES:
        return Step(part, "case", CASES[part])
    preposition, plus, case = part.rpartition("+")
    if plus and preposition and case in CASES:
        return Step(part, "case", CASES[case], preposition)
    raise ValueError(f"pattern {source!r}: {part!r} is no relation, case or preposition+case")
