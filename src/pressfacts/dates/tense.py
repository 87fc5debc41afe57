"""Where a sentence puts a date: behind the day of the release, or before it."""

from typing import Literal

from pressfacts.dates.vocabulary import vocabulary
from pressfacts.records import Sentence, Token

Direction = Literal["past", "future", "planned", "open"]

CLIMB = 12  # heads; deeper trees are slips of the parser


def direction(sentence: Sentence, head: int) -> Direction:
    """The tense of the verb that governs a token.

    "planned" is a word of planning, which tells nothing of whether the day has come;
    "open" is the present tense, or no verb at all.
    """
    if _preposition(sentence, head) == "на":
        return "planned"
    if _told(sentence.tokens[sentence.tokens[head].head], sentence.tokens[head].head):
        return "past"
    i = head
    for _ in range(CLIMB):
        i = sentence.tokens[i].head
        if i < 0:
            return "open"
        found = _tense_of(sentence, i)
        if found:
            return found
    return "open"


def _told(verb: Token, i: int) -> bool:
    """«В понедельник объявили сбор»: the day of the announcing itself, which is past."""
    feats = verb.feats
    return (
        i >= 0
        and feats.get("Tense") == "Past"
        and feats.get("VerbForm") == "Fin"
        and feats.get("Voice") == "Act"
        and feats.get("Aspect") == "Perf"
    )


def _preposition(sentence: Sentence, head: int) -> str | None:
    """The preposition of a date: «на» tells what something is set for."""
    return next(
        (
            sentence.tokens[c].lemma
            for c in sentence.children[head]
            if sentence.tokens[c].pos == "ADP"
        ),
        None,
    )


def _tense_of(sentence: Sentence, i: int) -> Direction | None:
    token = sentence.tokens[i]
    auxiliaries = [sentence.tokens[c] for c in sentence.children[i] if _is_auxiliary(sentence, c)]
    if any(a.feats.get("Tense") == "Fut" for a in auxiliaries):
        return "future"
    if token.lemma in vocabulary().planned:
        return "planned"
    tense = token.feats.get("Tense")
    if tense == "Past" or any(a.feats.get("Tense") == "Past" for a in auxiliaries):
        return "past"
    if tense == "Fut":
        return "future"
    if tense == "Pres":
        return "planned" if _is_participle(token) else "open"
    return None


def _is_auxiliary(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].rel.startswith(("aux", "cop"))


def _is_participle(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Part"
