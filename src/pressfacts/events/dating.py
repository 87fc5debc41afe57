"""When: the dates that a trigger's own words carry, and those that it inherits.

A date belongs to the word that it hangs on. «план на 2025 год» dates the plan and not its signing,
so a date below another noun is not the event's.
"""

from collections.abc import Iterator, Sequence

import msgspec

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found, entity_filler
from pressfacts.events.grammar import ties
from pressfacts.events.scene import Scene
from pressfacts.events.status import status_words
from pressfacts.events.syntax import CLAUSAL, Syntax
from pressfacts.records import Reference, Status

BREAKS = frozenset({",", ";", "–", "—", "-", ":", "(", ")"})
BODY = frozenset({"paragraph", "item"})
AUXILIARY = frozenset({"xcomp", "aux", "aux:pass", "cop", "csubj"})
DAY = len("2024-05-17")


def own_dates(scene: Scene, sentence: int, i: int) -> list[int]:
    """Heads of the dates that hang on the trigger, else on a verb that it shares its time with."""
    dates = scene.dates(sentence)
    if not dates:  # as in most sentences
        return []
    syntax = scene.syntax(sentence)
    heads = [r.head for r in dates if not in_title(syntax, r.head, i)]
    if not heads:
        return []
    for word in _time_bearers(syntax, i):
        found = [head for head in heads if hangs_on(syntax, head, word)]
        if found:
            return found if len(found) == 1 else _nearest(syntax, found, i)
    return []


def _nearest(syntax: Syntax, heads: list[int], i: int) -> list[int]:
    """Of several dates those that no other verb stands beside, between the same commas."""
    own = [
        head
        for head in heads
        if _is_in_one_segment(syntax, head, i)
        or not any(
            syntax.tokens[t].feats.get("VerbForm") == "Fin" for t in range(*_segment(syntax, head))
        )
    ]
    return own or heads


def in_title(syntax: Syntax, head: int, word: int) -> bool:
    """«закон «О бюджете на 2021 год» принят»: is the date quoted and the word not?"""
    return syntax.quotation(head) not in (None, syntax.quotation(word))


def hangs_on(syntax: Syntax, head: int, word: int) -> bool:
    """Does the date hang on the word itself, over nothing but its own words and auxiliaries?"""
    above = syntax.governor[head]
    while above >= 0 and above != word:
        token = syntax.tokens[above]
        auxiliary = syntax.is_verb(above) and token.rel in AUXILIARY
        dated = token.pos in {"NUM", "ADJ", "ADV"} or token.rel in {"nummod", "flat", "advmod"}
        if not (auxiliary or dated or above in syntax.function_words):
            return False
        above = syntax.governor[above]
    return word in (above, head)


def _time_bearers(syntax: Syntax, i: int) -> Iterator[int]:
    """The trigger, what is told of it, the verb of its clause, and those above that one.

    What was only planned comes last: «запланированный на май визит перенесён на июнь».
    """
    yield i
    told = list(syntax.told_by(i))
    intended = [verb for verb in told if syntax.tokens[verb].lemma in status_words().planned]
    yield from (verb for verb in told if verb not in intended)
    yield from _verbs_above(syntax, i)
    yield from intended


def _verbs_above(syntax: Syntax, i: int) -> Iterator[int]:
    """The verb of the clause, the one above its infinitive, and the coordinated one."""
    here = syntax.clause_root(i)
    seen: set[int] = set()
    while here >= 0 and here not in seen:
        seen.add(here)
        yield here
        token, head = syntax.tokens[here], syntax.governor[here]
        infinitive = token.feats.get("VerbForm") == "Inf"
        if head < 0 or not (infinitive or token.rel in {"conj", "advcl"} or token.rel in AUXILIARY):
            return
        here = head


# ---------------------------------------------------------------- inheritance


def nearby_date(scene: Scene, draft: Draft) -> Sequence[Found]:
    """A date between the same commas as the trigger or the verb above it."""
    references = scene.dates(draft.sentence)
    if not references:
        return ()
    syntax = scene.syntax(draft.sentence)
    for word in dict.fromkeys((draft.token, syntax.clause_root(draft.token))):
        near = [
            r
            for r in references
            if _is_in_one_segment(syntax, r.head, word)
            and not in_title(syntax, r.head, word)
            and not _below_noun(scene, r, draft.token)
        ]
        if len(near) == 1:
            return [_found(scene, near[0])]
    return _last_before(scene, draft, references)


def _last_before(scene: Scene, draft: Draft, references: Sequence[Reference]) -> Sequence[Found]:
    """The last date that the sentence tells before the trigger, or else its only one."""
    syntax = scene.syntax(draft.sentence)
    told = [
        r
        for r in references
        if not in_title(syntax, r.head, draft.token)
        and not _below_noun(scene, r, draft.token)
        and _content(syntax, r.head) == _content(syntax, draft.token)
    ]
    before = [r for r in told if r.head < draft.token]
    chosen = before[-1:] or (told if len(told) == 1 else [])
    found = tuple(_found(scene, r) for r in chosen)
    if syntax.governor[draft.token] < 0 and not syntax.is_verb(draft.token):
        return found  # «16 мая – вручение премии»: it is the day that tells the status
    return tuple(f for f in found if _fits_status(scene, f, draft.status))


def _content(syntax: Syntax, i: int) -> int | None:
    """The verb of the clause with «что» around the word: what is told there has its own time."""
    seen: set[int] = set()
    while i >= 0 and i not in seen:
        if syntax.tokens[i].rel == "ccomp":
            return i
        seen.add(i)
        i = syntax.governor[i]
    return None


def _is_in_one_segment(syntax: Syntax, one: int, other: int) -> bool:
    """Is there no mark between two words?"""
    first, last = (one, other) if one < other else (other, one)
    return BREAKS.isdisjoint([token.text for token in syntax.tokens[first : last + 1]])


def _segment(syntax: Syntax, i: int) -> tuple[int, int]:
    first = last = i
    while first > 0 and syntax.tokens[first - 1].text not in BREAKS:
        first -= 1
    while last < len(syntax.tokens) and syntax.tokens[last].text not in BREAKS:
        last += 1
    return first, last


def _below_noun(scene: Scene, reference: Reference, trigger: int) -> bool:
    """«план на 2025 год», «набор 2023 года»: the date says for when, and of something else."""
    syntax = scene.syntax(reference.sentence)
    above = syntax.governor[reference.head]
    if above < 0 or above == trigger or syntax.is_verb(above) or above > reference.first:
        return False
    preposition = syntax.preposition[reference.head]
    value = entity_filler(scene, reference).value
    # «посетил музей 3 мая»: a day is when it happened, whatever it was hung on
    vague = isinstance(value, str) and len(value) < DAY
    behind = above == reference.first - 1 and syntax.tokens[reference.head].case == "Gen"
    return preposition in ties().validity or (preposition is None and vague and behind)


def passage_date(scene: Scene, drafts: Sequence[Draft], at: int) -> Sequence[Found]:
    """The date last told in the paragraph before the trigger, by an event or by the way."""
    draft = drafts[at]
    block = scene.sentences[draft.sentence].block
    for other in reversed(drafts[:at]):
        if scene.sentences[other.sentence].block != block:
            break
        dates = other.roles.get("date", ())
        if other.type != "statement" and dates and _may_inherit(scene, dates, draft.status):
            return [_without_clock(f) for f in dates]
    for sentence in range(draft.sentence - 1, scene.paragraphs[block][0] - 1, -1):
        references = scene.dates(sentence)
        if not references:
            continue
        found = [_found(scene, r) for r in references if _hangs_on_main_verb(scene, sentence, r)]
        if len(found) == 1 and _may_inherit(scene, found, draft.status):
            return found
    return ()


def _hangs_on_main_verb(scene: Scene, sentence: int, reference: Reference) -> bool:
    syntax = scene.syntax(sentence)
    root = syntax.clause_root(reference.head)
    main = syntax.governor[root] < 0 or syntax.tokens[root].rel not in CLAUSAL
    return main and hangs_on(syntax, reference.head, root)


def announced_day(scene: Scene, status: Status) -> Sequence[Found]:
    """The day that the first paragraph gives to the news of the release."""
    if status not in {"happened", "ongoing"}:
        return ()
    bodies = [b for b in sorted(scene.paragraphs) if scene.blocks[b].kind in BODY]
    days = (day for b in bodies[:1] for day in _days(scene, scene.paragraphs[b], status))
    first = next(days, None)
    if first is None:
        return ()
    if _has_verb(scene, first.sentence):
        return (first,)
    # behind a dateline («Пермь, 3 мая. Вчера открылся …») the news may name its own day
    openings = [
        next((s for s in scene.paragraphs[b] if _has_verb(scene, s)), None) for b in bodies[:2]
    ]
    told = [s for s in openings if s is not None]
    return tuple(_days(scene, told, status))[:1] or (first,)


def _days(scene: Scene, sentences: Sequence[int], status: Status) -> Iterator[Found]:
    for sentence in sentences:
        for reference in scene.dates(sentence):
            found = _found(scene, reference)
            if _may_inherit(scene, [found], status):
                yield _without_clock(found)


def _has_verb(scene: Scene, sentence: int) -> bool:
    return any(token.pos == "VERB" for token in scene.sentences[sentence].tokens)


def _may_inherit(scene: Scene, dates: Sequence[Found], status: Status) -> bool:
    """Days with a value, not after the release for what happened, nor before it for what will."""
    for found in dates:
        value = found.filler.value
        if not isinstance(value, str) or len(value.split("/")[0]) < DAY:
            return False
        if not _fits_status(scene, found, status):
            return False
    return True


def _fits_status(scene: Scene, found: Found, status: Status) -> bool:
    """Not after the release for what happened, nor before it for what will, and no open span."""
    value = found.filler.value
    if not isinstance(value, str) or ".." in value:
        return False
    today = scene.published.isoformat() if scene.published else ""
    day = value.split("/")[0][:DAY]
    if today and day[:4].isdigit():
        if status == "planned" and day <= today[: len(day)]:
            return len(day) < DAY and day == today[: len(day)]
        if status in {"happened", "ongoing"} and day > today:
            return False
    return True


def _found(scene: Scene, reference: Reference) -> Found:
    return Found(entity_filler(scene, reference), "", reference.sentence, reference.head)


def _without_clock(found: Found) -> Found:
    """The day of a moment: what happened on it too need not have happened at that hour."""
    value = found.filler.value
    if not isinstance(value, str) or "T" not in value:
        return found
    filler = msgspec.structs.replace(found.filler, value=value[:DAY])
    return Found(filler, found.rule, found.sentence, found.head)
