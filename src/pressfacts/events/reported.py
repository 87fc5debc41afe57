"""Reported speech: where the words that a trigger attributes stand, when they are not quoted.

One function for each place: behind a conjunction or a colon, around a parenthesis, behind a verb
that takes an object and a predicate. Each gives ranges of words in the stream, or nothing.
"""

from collections.abc import Callable

from pressfacts.events.cores import is_hidden_subject
from pressfacts.events.grammar import function_words
from pressfacts.events.stream import Span, Stream

STOPS = frozenset((".", "!", "?", "…", "...", ";", "?!", "!..", "?.."))
CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "conj", "ccomp"))
NAMING = frozenset(("NOUN", "PROPN", "NUM", "ADJ", "X"))
CONNECTORS = frozenset(("CCONJ", "PUNCT"))

Verb = Callable[[int], bool]


def sentence_of(stream: Stream, i: int) -> Span:
    """The words of the sentence that a word stands in, without its closing stop."""
    first, last = stream.bounds(stream.sentence[i])
    while last > first and stream.tokens[last - 1].text in STOPS:
        last -= 1
    return first, last


def clause(stream: Stream, i: int, saying: Verb) -> list[Span]:
    """The clause behind «что» and its kin, or what a colon introduces."""
    _, last = sentence_of(stream, i)
    start = _clause_start(stream, i, last)
    if start is None or start >= last:
        return []
    if not _finite(stream, i) and stream.tokens[i].pos in {"VERB", "ADJ"} and not _short(stream, i):
        last = min(last, _end_below(stream, start, i))
    return [(start, clause_end(stream, i, start, last, saying))]


def _clause_start(stream: Stream, i: int, last: int) -> int | None:
    words = function_words()
    for j in range(i + 1, last):
        token = stream.tokens[j]
        if token.text == ":" and j + 1 < last:
            return j + 1
        if token.lemma in words.conjunctions and stream.tokens[j - 1].text == ",":
            return j + 1 if token.lemma == "что" else j
        if token.lemma in words.questions and _asks(stream, i, j):
            return j
        if token.feats.get("VerbForm") == "Fin":
            return None
    return None


def _asks(stream: Stream, i: int, j: int) -> bool:
    """Does the question word open a clause that completes the trigger?"""
    head = stream.head(j)
    while head is not None and head > j:
        if stream.tokens[head].rel in {"ccomp", "csubj"} and stream.head(head) == i:
            return True
        head = stream.head(head)
    return False


def _end_below(stream: Stream, start: int, i: int) -> int:
    """Where the clause of a gerund or participle ends: the main clause may go on behind it."""
    root = stream.head(start - 1)
    if root is None or root <= i:
        return stream.bounds(stream.sentence[i])[1]
    return stream.subtree(root)[-1] + 1


def clause_end(stream: Stream, i: int, start: int, last: int, saying: Verb) -> int:
    """Where the content of trigger `i` stops: at the next predicate of the same subject."""
    chain = _coordinated(stream, i)
    for j in range(start + 1, last):
        if stream.tokens[j].feats.get("VerbForm") != "Fin":
            continue
        if _continues(stream, chain, j, saying) or _comments(stream, j, saying):
            return _before_connectors(stream, start, j)
    return last


def _coordinated(stream: Stream, i: int) -> set[int]:
    chain = {i}
    while stream.tokens[i].rel == "conj":
        head = stream.head(i)
        if head is None or head in chain:
            break
        chain.add(head)
        i = head
    return chain


def _continues(stream: Stream, chain: set[int], j: int, saying: Verb) -> bool:
    """«сообщил, что …, и вручил …»: a further predicate without a subject of its own."""
    token = stream.tokens[j]
    if token.rel != "conj" or _subject(stream, j) is not None:
        return False
    head = stream.head(j)
    if head in chain:
        return True
    if head is not None and stream.tokens[head].feats.get("VerbForm") == "Inf":
        return True
    before = j - 1
    while stream.tokens[before].pos in {"ADV", "PART"}:
        before -= 1  # «…, а также заявил»
    if not saying(j) or stream.tokens[before].pos not in CONNECTORS:
        return False
    subject = None if head is None else _subject(stream, head)
    if subject is None:
        return False
    other = stream.tokens[subject]
    return other.feats.get("Animacy") == "Inan" or (
        token.number is not None and other.number != token.number
    )


def _comments(stream: Stream, j: int, saying: Verb) -> bool:
    """A finite verb that says «…, сообщает пресс-служба» at the end."""
    return (
        stream.tokens[j - 1].text == ","
        and saying(j)
        and (subject := _subject(stream, j)) is not None
        and subject > j
    )


def _before_connectors(stream: Stream, start: int, j: int) -> int:
    end = j
    while end > start and stream.tokens[end - 1].pos in {"CCONJ", "PUNCT", "ADV", "PART", "SCONJ"}:
        if stream.closes[end - 1]:
            break
        end -= 1
    return end


# ---------------------------------------------------------------- parentheses


def rest(stream: Stream, i: int) -> list[Span]:
    """The sentence around «по словам X», «как сообщил X», «…, сообщает X, …»."""
    aside = _aside(stream, i)
    if aside is None:
        return []
    first, last = _host(stream, i, aside)
    pieces = [(first, aside[0]), (aside[1], last)]
    return [span for span in pieces if any(_word(stream, k) for k in range(*span))]


def _aside(stream: Stream, i: int) -> Span | None:
    """The words of the parenthesis that `i` heads, with the commas around it."""
    first, last = sentence_of(stream, i)
    start = _aside_start(stream, i, first)
    if start is None:
        return None
    end = _aside_end(stream, i, start, last)
    if _is_verbal(stream, i) and not _is_said_by(stream, i, end):
        return None
    if start > first and stream.tokens[start - 1].text == ",":
        start -= 1
    return start, end


def _aside_start(stream: Stream, i: int, first: int) -> int | None:
    """The preposition of a noun; «как», or the comma, before a verb."""
    children = [c for c in stream.children(i) if c < i]
    if not _is_verbal(stream, i):
        marks = [c for c in children if stream.tokens[c].pos == "ADP"]
        return marks[0] if marks else None
    marks = [c for c in children if stream.tokens[c].lemma == "как"]
    start = marks[0] if marks else i
    while start > first and not marks and stream.tokens[start - 1].pos in {"ADV", "PART"}:
        start -= 1
    opens = start == first or stream.tokens[start - 1].text in {",", "–", "—", "-", "("}
    return start if opens and (marks or start > first) else None


def _aside_end(stream: Stream, i: int, start: int, last: int) -> int:
    inside = set(stream.subtree(i))
    end = i + 1
    while end < last and (end in inside or not _word(stream, end)):
        end += 1
    while end > i + 1 and stream.tokens[end - 1].text == ",":
        end -= 1
    crowded = end >= last or any(_finite(stream, k) and k != i for k in range(start, end))
    if crowded and not _is_tail(stream, start, i):
        commas = [k for k in range(i + 1, last) if stream.tokens[k].text == ","]
        end = commas[0] if commas else end
    behind = next((k for k in range(end + 1, last) if stream.tokens[k].text == ","), None)
    if end < last and behind is not None and _apposed(stream, end + 1, behind):
        end = behind
    if end < last and stream.tokens[end].text == ",":
        end += 1
    return end


def _apposed(stream: Stream, first: int, last: int) -> bool:
    """«как отметила Анна Ли, министр культуры, …»: is it a post between commas?"""
    words = range(first, last)
    noun = next((k for k in words if stream.tokens[k].pos in {"NOUN", "PROPN"}), None)
    if noun is None or any(_finite(stream, k) or _short(stream, k) for k in words):
        return False
    token = stream.tokens[noun]
    return token.rel == "appos" and token.case == "Nom" and token.feats.get("Animacy") == "Anim"


def _is_tail(stream: Stream, start: int, i: int) -> bool:
    """Does the sentence's own predicate stand before the parenthesis?"""
    first, _ = sentence_of(stream, i)
    return any(_finite(stream, k) or _short(stream, k) for k in range(first, start))


def _is_said_by(stream: Stream, i: int, end: int) -> bool:
    """The verb of a parenthesis is followed by its subject, or by «в пресс-службе»."""
    subject = _subject(stream, i)
    if subject is not None:
        return i < subject < end or any(stream.lemma(c) == "как" for c in stream.children(i))
    children = [stream.tokens[c] for c in stream.children(i)]
    if any(child.case == "Gen" and child.rel == "obl" for child in children):
        return True  # «следует из отчёта»
    return stream.tokens[i].number == "Plur" and any(child.case == "Loc" for child in children)


def _host(stream: Stream, i: int, aside: Span) -> Span:
    """The clause that the parenthesis comments on: a subordinate one, or the sentence."""
    whole = sentence_of(stream, i)
    head = stream.head(i)
    while head is not None and aside[0] <= head < aside[1]:
        head = stream.head(head)
    while head is not None and not _predicate(stream, head):
        head = stream.head(head)
    if head is None or stream.tokens[head].rel not in CLAUSES:
        return whole
    below = stream.subtree(head)
    first, last = below[0], below[-1] + 1
    if not first <= aside[0] <= last:
        return whole
    return first, min(max(last, aside[1]), whole[1])


# ---------------------------------------------------------------- objects


def remainder(stream: Stream, i: int) -> list[Span]:
    """«назвал Казань столицей спорта»: the object and what is said of it, wherever they stand."""
    governed = [
        child
        for child in stream.children(i)
        if stream.tokens[child].rel in {"obj", "iobj", "obl", "xcomp", "ccomp", "nmod", "appos"}
        and stream.tokens[child].case in {"Acc", "Ins", "Gen", "Nom", None}
    ]
    said = [c for c in governed if stream.tokens[c].case == "Ins" or _quoted(stream, c)]
    if not said:
        return []
    words = sorted({k for child in governed for k in stream.subtree(child)} - _speaker(stream, i))
    before = [k for k in words if k < i]
    behind = [k for k in words if k > i]
    subject = _subject(stream, i)
    if subject is not None and subject > i:
        behind = [k for k in behind if k not in set(stream.subtree(subject))]
    parts = [(part[0], part[-1] + 1) for part in (before, behind) if part]
    return [p for p in parts if any(stream.tokens[k].pos in NAMING for k in range(*p))]


def _speaker(stream: Stream, i: int) -> set[int]:
    """The words for who says it, where the parser hung them on what is said."""
    return {
        word
        for noun in stream.children(i)
        for k in stream.children(noun)
        if noun < k < i and is_hidden_subject(stream.tokens[k], stream.tokens[noun])
        for word in stream.subtree(k)
    }


def _quoted(stream: Stream, i: int) -> bool:
    return any(stream.opens[k] for k in stream.subtree(i))


# ---------------------------------------------------------------- words


def _subject(stream: Stream, i: int) -> int | None:
    return next((c for c in stream.children(i) if stream.tokens[c].rel.startswith("nsubj")), None)


def _finite(stream: Stream, i: int) -> bool:
    return stream.tokens[i].feats.get("VerbForm") == "Fin"


def _short(stream: Stream, i: int) -> bool:
    return stream.tokens[i].feats.get("Variant") == "Short"


def _is_verbal(stream: Stream, i: int) -> bool:
    """A verb, or «уверен»."""
    return stream.tokens[i].pos == "VERB" or _short(stream, i)


def _predicate(stream: Stream, i: int) -> bool:
    token = stream.tokens[i]
    return token.pos in {"VERB", "AUX"} or token.rel in CLAUSES or token.rel == "root"


def _word(stream: Stream, i: int) -> bool:
    return stream.tokens[i].text[:1].isalnum()
