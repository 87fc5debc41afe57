"""Statements: who says what. Templates with `reader = "speech"` are read here.

Quoted speech comes first (`quotations`), then what triggers outside of it report (`reported`);
each attribution gives one draft, with its speaker found by the trigger's patterns, else by its
place in the narrator's words, else carried on from the attribution before.
"""

from collections.abc import Iterator

from msgspec import Struct

from pressfacts.events import reported
from pressfacts.events.arguments import find_arguments, follow
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found, entity_filler, fill
from pressfacts.events.match import SILENT_BLOCKS, refusal, rules_of
from pressfacts.events.patterns import Pattern
from pressfacts.events.quotations import Speech, blocks_of, find_quotations
from pressfacts.events.scene import Scene
from pressfacts.events.stream import Span, Stream, make_stream
from pressfacts.events.templates import Rule, Templates
from pressfacts.records import Filler, Reference, Status

EDGES = frozenset((",", ";", ":", ".", "…", "...", "–", "—", "-", "―"))
SPEAKERS = frozenset(("person", "organization"))
CONTENT_WORDS = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
SAME_WORDS = 0.5  # of the shorter content that a headline shares with what it announces
TITLE_LENGTH = 12  # words before a colon that may name a speaker


class Told(Struct, frozen=True):
    """One attribution: its trigger, the words said, the narrator's words, the place in the rule."""

    trigger: int
    rule: Rule
    pieces: tuple[Span, ...]
    narration: Span
    source: str


def find_statements(scene: Scene, templates: Templates) -> tuple[Draft, ...]:
    """A draft for each attribution, in the order of the triggers."""
    return _Finder(scene, templates).drafts()


class _Finder:
    def __init__(self, scene: Scene, templates: Templates) -> None:
        self.scene = scene
        self.stream: Stream = make_stream(scene.text, scene.sentences)
        self.rules: dict[int, tuple[Rule, ...]] = {
            i: speech_rules
            for i, token in enumerate(self.stream.tokens)
            if self._kind(i) not in SILENT_BLOCKS
            and (rules := rules_of(token, templates))
            and (speech_rules := tuple(r for r in rules if r.template.reader == "speech"))
        }
        self.plain = next(
            (rule for rules in _tables(templates) for rule in rules if _takes(rule, "quotation")),
            None,
        )

    def _kind(self, i: int) -> str:
        return self.scene.sentences[self.stream.sentence[i]].kind

    # ------------------------------------------------------------ what is told

    def drafts(self) -> tuple[Draft, ...]:
        if self.plain is None:
            return ()
        direct = list(self._direct())
        quoted = {k for told in direct for piece in told.pieces for k in range(*piece)}
        taken = {told.trigger for told in direct}
        indirect = [
            told
            for i in sorted(self.rules)
            if i not in quoted and i not in taken and (told := self._reported(i))
        ]
        told = sorted(_unnested(direct, indirect), key=lambda t: t.trigger)
        return tuple(self._without_headlines(list(self._attributed(told))))

    def _saying(self, i: int) -> bool:
        return self._rule(i, "quotation") is not None

    def _rule(self, i: int, source: str) -> Rule | None:
        """The first rule of a word that lets its content stand at a place."""
        if i not in self.rules or not self._asserts(i):
            return None
        return next((r for r in self.rules[i] if _takes(r, source) and self._applies(i, r)), None)

    def _applies(self, i: int, rule: Rule) -> bool:
        sentence, token = self._address(i)
        syntax = self.scene.syntax(sentence)
        negated = any(path[0].name == "negation" for p, _ in rule.when for path in p.paths)
        return refusal(syntax, token, rule) is None and (negated or not self._negated(i))

    def _negated(self, i: int) -> bool:
        return any(self.stream.lemma(c) == "не" for c in self.stream.children(i))

    def _asserts(self, i: int) -> bool:
        """Is it told by the narrator as said: third person or past, not wished, not infinitive?"""
        feats = self.stream.tokens[i].feats
        if feats.get("Person") in {"1", "2"} or feats.get("Mood") in {"Imp", "Cnd"}:
            return False
        return feats.get("VerbForm") != "Inf"

    # ------------------------------------------------------------ quoted

    def _direct(self) -> Iterator[Told]:
        last: Told | None = None
        for speech in find_quotations(self.stream, self._saying):
            if speech.frame is None and last is not None and self._carries_on(last, speech):
                last = _extended(last, speech.pieces)
                continue
            told = self._told(speech)
            if told is not None:
                if last is not None:
                    yield last
                last = told
        if last is not None:
            yield last

    def _told(self, speech: Speech) -> Told | None:
        assert self.plain is not None  # noqa: S101 - drafts() has seen to it
        frame = speech.frame
        if frame is not None and frame.trigger is not None:
            rule = self._rule(frame.trigger, "quotation") or self.plain
            return Told(frame.trigger, rule, speech.pieces, frame.words, "quotation")
        introduced = self._introduction(speech.pieces[0][0])
        if introduced is None:
            return None
        trigger, words = introduced
        rule = self._rule(trigger, "quotation") or self.plain
        pieces = (*self._announced(trigger, words[1]), *speech.pieces)
        return Told(trigger, rule, pieces, words, "introduced quotation")

    def _announced(self, trigger: int, colon: int) -> list[Span]:
        """«сказал, что доволен: «…»»: the clause before the colon is said too."""
        if self.stream.tokens[colon].text != ":":
            return []
        spans = reported.clause(self.stream, trigger, self._reports)
        return [(first, min(last, colon)) for first, last in spans if first < colon]

    def _introduction(self, start: int) -> tuple[int, Span] | None:
        """Trigger and words of «X сказал:» before speech that begins at `start`."""
        colon = start - 1
        while colon >= 0 and (self.stream.opens[colon] or self.stream.dash(colon)):
            colon -= 1
        if colon < 0 or self.stream.tokens[colon].text != ":":
            return self._sentence_before(colon, start)
        first = self.stream.bounds(self.stream.sentence[colon])[0]
        words = range(colon - 1, first - 1, -1)
        trigger = next((k for k in words if self._saying(k)), None)
        if trigger is None:
            trigger = self._speaker_label(first, colon)
        if trigger is None and self.stream.opens[start - 1]:
            trigger = next((k for k in words if self._tells(k)), None)
        return None if trigger is None else (trigger, (first, colon))

    def _sentence_before(self, last: int, start: int) -> tuple[int, Span] | None:
        """«X рассказал о планах. «…»»: the sentence before a quotation that fills its own."""
        stream = self.stream
        if last < 0 or stream.block(last) != stream.block(start):
            return None
        number = stream.sentence[last]
        if stream.sentence[start] == number:
            return None
        first, end = stream.bounds(number)
        trigger = next((k for k in range(first, end) if self._saying(k)), None)
        return None if trigger is None else (trigger, (first, end))

    def _speaker_label(self, first: int, colon: int) -> int | None:
        """«Иван Петров, директор завода:»: the last word of the name."""
        if colon - first > TITLE_LENGTH or any(self._is_finite(k) for k in range(first, colon)):
            return None
        label = [r for r in self._references(first, colon) if self.scene.kind(r) in SPEAKERS]
        label.sort(key=lambda r: (self.scene.kind(r) != "person", r.form != "name", self._index(r)))
        if not label or label[0].form not in {"name", "role"}:
            return None
        return self._last_name(label[0])

    def _last_name(self, reference: Reference) -> int:
        """The surname, which stands for the attribution where there is no verb."""
        offset = self.stream.offsets[reference.sentence]
        words = range(offset + reference.last - 1, offset + reference.first, -1)
        return next((k for k in words if self.stream.tokens[k].pos == "PROPN"), self._index(reference))

    def _tells(self, k: int) -> bool:
        """Before a colon any verb with a person for its subject can introduce speech."""
        if not self._is_finite(k) or not self._asserts(k):
            return False
        assert self.plain is not None  # noqa: S101
        return any(
            f.filler.entity and f.filler.entity.startswith("person") for f in self._by_syntax(k, self.plain)
        )

    def _carries_on(self, told: Told, speech: Speech) -> bool:
        """A quotation right behind another goes on with it, in its paragraph or as the next one."""
        end = max(told.narration[1], told.pieces[-1][1])
        start = speech.pieces[0][0]
        if not self.stream.opens[start - 1]:
            return False
        return not any(self.stream.tokens[k].text[:1].isalnum() for k in range(end, start))

    def _is_finite(self, k: int) -> bool:
        return self.stream.tokens[k].feats.get("VerbForm") == "Fin"

    # ------------------------------------------------------------ reported

    def _reported(self, i: int) -> Told | None:
        if not self._asserts(i) or self.stream.tokens[i].feats.get("Tense") == "Fut":
            return None
        for rule in self.rules[i]:
            if not self._applies(i, rule):
                continue
            for pattern in rule.patterns["content"]:
                pieces = self._content(i, pattern)
                if pieces:
                    whole = self.stream.bounds(self.stream.sentence[i])
                    return Told(i, rule, tuple(pieces), whole, pattern.source)
        return None

    def _content(self, i: int, pattern: Pattern) -> list[Span]:
        match pattern.source:
            case "quotation":
                return []
            case "clause":
                return reported.clause(self.stream, i, self._reports)
            case "rest":
                return reported.rest(self.stream, i)
            case "remainder":
                return reported.remainder(self.stream, i)
            case "before":
                return self._before(i)
        return self._governed(i, pattern)

    def _reports(self, k: int) -> bool:
        return k in self.rules and self._asserts(k)

    def _governed(self, i: int, pattern: Pattern) -> list[Span]:
        """The whole phrases at a pattern: with what is coordinated and what hangs on them."""
        if self._kind(i) == "title":
            return []
        sentence, token = self._address(i)
        syntax, offset = self.scene.syntax(sentence), i - token
        heads = [a.head for a in find_arguments(syntax, token, pattern)]
        heads = [h for h in heads if h != token and syntax.token(h).pos != "PRON"]
        if not heads:
            return []
        words = sorted({k for head in heads for k in syntax.subtree(head)})
        if token in words:
            return []
        first, last = offset + words[0], offset + words[-1] + 1
        if first > i:
            last = reported.clause_end(self.stream, i, first, last, self._reports)
        return [(first, last)]

    def _before(self, i: int) -> list[Span]:
        """«Об этом сообщил X», «такие данные привёл X»: the sentence before."""
        first, _ = self.stream.bounds(self.stream.sentence[i])
        pointed = any(
            self.stream.lemma(k) in {"это", "такой"} and self.stream.tokens[k].pos != "PART"
            for k in self.stream.subtree(i)
            if k < i
        )
        number = self.stream.sentence[i] - 1
        if not pointed or number < 0 or i - first > 6:
            return []
        if self.scene.sentences[number].kind in {"title", *SILENT_BLOCKS}:
            return []
        start, end = self.stream.bounds(number)
        return [] if any(self._reports(k) for k in range(start, end)) else [(start, end)]

    # ------------------------------------------------------------ drafts

    def _attributed(self, told: list[Told]) -> Iterator[Draft]:
        before: tuple[Found, ...] = ()
        for one in told:
            speakers = self._speakers(one, before)
            content = [f for piece in one.pieces if (f := self._words(piece, one.source))]
            if not content or (not speakers and one.source != "quotation"):
                continue
            before = speakers
            sentence, token = self._address(one.trigger)
            roles = {"speaker": speakers, "content": tuple(content), "date": self._dates(one)}
            yield Draft(
                rule=one.rule,
                sentence=sentence,
                token=token,
                status=self._status(one),
                roles={name: found for name, found in roles.items() if found},
            )

    def _without_headlines(self, drafts: list[Draft]) -> Iterator[Draft]:
        """What the title says somebody said is told again below, where it is."""
        for draft in drafts:
            headline = self.scene.sentences[draft.sentence].kind == "title"
            if not (headline and any(self._repeats(draft, other) for other in drafts)):
                yield draft

    def _repeats(self, headline: Draft, body: Draft) -> bool:
        if body is headline or self.scene.sentences[body.sentence].kind == "title":
            return False
        if not _entities(headline) & _entities(body):
            return False
        one, other = self._lemmas(headline), self._lemmas(body)
        return len(one & other) >= SAME_WORDS * min(len(one), len(other))

    def _lemmas(self, draft: Draft) -> set[str]:
        spans = [(f.filler.start, f.filler.end) for f in draft.roles["content"]]
        return {
            token.lemma
            for token in self.stream.tokens
            if token.pos in CONTENT_WORDS and any(s <= token.start < e for s, e in spans)
        }

    def _status(self, told: Told) -> Status:
        future = self.stream.tokens[told.trigger].feats.get("Tense") == "Fut"
        return "planned" if future else "happened"

    def _speakers(self, told: Told, before: tuple[Found, ...]) -> tuple[Found, ...]:
        i = told.trigger
        if self.stream.tokens[i].pos == "PROPN":
            return self._by_place(told)
        found = self._by_syntax(i, told.rule)
        if not found and self.stream.tokens[i].feats.get("VerbForm") == "Conv":
            return self._by_place(told)
        if any(f.filler.entity for f in found):
            return tuple(found)
        found = self._named_within(found) or found
        if "quotation" in told.source:
            near = self._by_place(told)
            if near and not found:
                return near
        if found:
            return tuple(found)
        bare = self.stream.tokens[i].pos in {"VERB", "ADJ"} and not self._has_subject(i)
        singular = self.stream.tokens[i].number == "Sing"
        return before if (bare and singular) or self._points_back(i) else ()

    def _points_back(self, i: int) -> bool:
        """«добавил он», «по её словам», with nobody else whom the pronoun could mean."""
        return any(
            self.stream.tokens[c].rel.startswith(("nsubj", "det", "nmod"))
            and self.stream.lemma(c) in {"он", "она", "они", "его", "ее", "их"}
            for c in self.stream.children(i)
        )

    def _named_within(self, groups: list[Found]) -> list[Found]:
        """«её коллега, директор «Сатурна» Иван Петров»: the name that the phrase ends in."""
        for group in groups:
            first, last = group.filler.start, group.filler.end
            tokens = self.scene.sentences[group.sentence].tokens
            inside = [k for k, token in enumerate(tokens) if first <= token.start < last]
            for k in inside:
                for reference in self.scene.references(group.sentence, k)[:1]:
                    named = reference.form == "name" and self.scene.kind(reference) == "person"
                    if named and tokens[reference.head].case in {None, "Nom"}:
                        filler = entity_filler(self.scene, reference)
                        return [Found(filler, group.rule, group.sentence, reference.head)]
        return []

    def _has_subject(self, i: int) -> bool:
        return any(self.stream.tokens[c].rel.startswith("nsubj") for c in self.stream.children(i))

    def _by_syntax(self, i: int, rule: Rule) -> list[Found]:
        sentence, token = self._address(i)
        syntax = self.scene.syntax(sentence)
        kinds = rule.template.roles["speaker"].fillers
        for pattern in rule.patterns["speaker"]:
            found = [
                f
                for argument in find_arguments(syntax, token, pattern)
                if argument.head != token
                for f in fill(self.scene, sentence, argument, kinds)
            ]
            if found:
                return _distinct(found)
        return []

    def _by_place(self, told: Told) -> tuple[Found, ...]:
        """The nominative name (else any name) that the narrator's words hold, behind the verb first."""
        first, last = told.narration
        said = {k for piece in told.pieces for k in range(*piece)}
        near = [
            (self._rank(reference, told.trigger), reference)
            for reference in self._references(first, last)
            if self.scene.kind(reference) in SPEAKERS and self._index(reference) not in said
        ]
        if not near:
            return ()
        rank, best = min(near, key=lambda pair: (pair[0], self._index(pair[1])))
        if rank[0] > 1:
            return ()
        filler: Filler = entity_filler(self.scene, best)
        return (Found(filler, "nearest name", best.sentence, best.head),)

    def _rank(self, reference: Reference, trigger: int) -> tuple[int, int, int]:
        index = self._index(reference)
        token = self.stream.tokens[index]
        wrong_case = token.case not in {None, "Nom"}
        organization = self.scene.kind(reference) == "organization"
        return (wrong_case + organization, index < trigger, abs(index - trigger))

    def _references(self, first: int, last: int) -> list[Reference]:
        found = []
        for k in range(first, last):
            sentence, token = self._address(k)
            found += [r for r in self.scene.references(sentence, token)[:1] if r.head == token]
        return found

    def _index(self, reference: Reference) -> int:
        return self.stream.offsets[reference.sentence] + reference.head

    def _dates(self, told: Told) -> tuple[Found, ...]:
        """Dates among the narrator's words, in the trigger's own clause."""
        sentence, token = self._address(told.trigger)
        syntax = self.scene.syntax(sentence)
        said = {k for piece in told.pieces for k in range(*piece)}
        root = syntax.clause_root(token)
        found = []
        for reference in self._references(*told.narration):
            index = self._index(reference)
            if self.stream.tokens[index].rel in {"obj", "nsubj"}:
                continue  # «вспомнил 1998 год»
            if reference.sentence != sentence or self.scene.kind(reference) != "date":
                continue
            if index not in said and syntax.clause_root(reference.head) in {root, token}:
                found.append(Found(entity_filler(self.scene, reference), "date", sentence, reference.head))
        return tuple(found[:1])

    def _words(self, piece: Span, source: str) -> Found | None:
        first, last = self._trimmed(piece)
        if first >= last:
            return None
        start, end = self.stream.tokens[first].start, self.stream.tokens[last - 1].end
        text = self.scene.text[start:end]
        sentence, token = self._address(first)
        return Found(Filler(None, text, start, end, text), source, sentence, token)

    def _trimmed(self, piece: Span) -> Span:
        """A piece without the punctuation around it; quotation marks stay where both stand."""
        first, last = piece
        stream = self.stream
        while first < last:
            depth = sum(stream.opens[k] - stream.closes[k] for k in range(first, last))
            if stream.tokens[first].text in EDGES or (stream.opens[first] and depth > 0) or stream.closes[first]:
                first += 1
            elif stream.tokens[last - 1].text in EDGES or stream.opens[last - 1]:
                last -= 1
            elif stream.closes[last - 1] and (depth < 0 or stream.opens[first] and _pairs(stream, first, last)):
                last -= 1
                first += stream.opens[first] and depth == 0
            else:
                break
        if last < len(stream.tokens) and sum(stream.opens[k] - stream.closes[k] for k in range(first, last)) == 1 and stream.closes[last]:
            last += 1
        return first, last

    def _address(self, i: int) -> tuple[int, int]:
        sentence = self.stream.sentence[i]
        return sentence, i - self.stream.offsets[sentence]


def _pairs(stream: Stream, first: int, last: int) -> bool:
    """Do the first and the last mark of a piece belong to each other?"""
    depth = 0
    for k in range(first, last):
        depth += stream.opens[k] - stream.closes[k]
        if depth == 0:
            return k == last - 1
    return False


def _takes(rule: Rule, source: str) -> bool:
    return any(pattern.source == source for pattern in rule.patterns["content"])


def _tables(templates: Templates) -> Iterator[tuple[Rule, ...]]:
    for table in (templates.verbs, templates.nouns, templates.words):
        for rules in table.values():
            yield tuple(r for r in rules if r.template.reader == "speech")


def _extended(told: Told, pieces: tuple[Span, ...]) -> Told:
    return Told(told.trigger, told.rule, told.pieces + pieces, told.narration, told.source)


def _unnested(direct: list[Told], indirect: list[Told]) -> list[Told]:
    """Without mere sources («…, сообщает пресс-служба» around another's words) and doublets."""
    triggers = [told.trigger for told in (*direct, *indirect)]
    first: dict[Span, Told] = {}
    for told in (*direct, *indirect):
        mere = told.source in {"rest", "before"} and any(
            piece[0] <= trigger < piece[1] for piece in told.pieces for trigger in triggers
        )
        if not mere:
            first.setdefault(told.pieces[-1], told)
    return list(first.values())


def _entities(draft: Draft) -> set[str]:
    return {f.filler.entity for f in draft.roles.get("speaker", ()) if f.filler.entity}


def _distinct(found: list[Found]) -> list[Found]:
    seen: dict[object, Found] = {}
    for f in found:
        seen.setdefault(f.filler.entity or (f.filler.start, f.filler.end), f)
    return list(seen.values())
