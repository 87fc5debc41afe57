"""Statements: who says what. Templates with `reader = "speech"` are read here.

Quoted speech comes first (`quotations`), then what triggers outside of it report (`reported`);
each attribution gives one draft, with its speaker found by `speakers`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressfacts.events import reported
from pressfacts.events.arguments import find_arguments
from pressfacts.events.dating import own_dates
from pressfacts.events.drafts import Draft, Silence
from pressfacts.events.fillers import Found, entity_filler
from pressfacts.events.grammar import function_words
from pressfacts.events.headlines import without_headlines
from pressfacts.events.introductions import Introductions
from pressfacts.events.match import SILENT_BLOCKS
from pressfacts.events.patterns import Pattern
from pressfacts.events.quotations import Speech, find_quotations
from pressfacts.events.sayings import Sayings
from pressfacts.events.scene import Scene
from pressfacts.events.speakers import Speakers
from pressfacts.events.stream import Span, Stream, make_stream, trimmed
from pressfacts.events.templates import Rule, Templates
from pressfacts.events.told import Told
from pressfacts.records import Filler, Status

POINTING_REACH = 12  # words before a trigger among which «об этом» stands


class Statements:
    """The statements of a release, and why triggers outside of speech gave none."""

    def __init__(self, scene: Scene, templates: Templates) -> None:
        self.scene = scene
        self.stream: Stream = make_stream(scene.text, scene.sentences)
        self.sayings = Sayings(scene, self.stream, templates)
        self.speakers = Speakers(scene, self.stream)
        self.introductions = Introductions(scene, self.stream, self.sayings, self.speakers)
        self._silent: list[Silence] = []
        self._told_of: set[int] = set()
        self.drafts = [] if self.sayings.plain is None else self._read(self.sayings.plain)

    def _read(self, plain: Rule) -> list[Draft]:
        """One draft for each attribution whose words, and speaker, were found."""
        direct = list(self._direct(plain))
        taken = {told.trigger for told in direct}.union(
            *(range(*piece) for told in direct for piece in told.pieces)
        )
        indirect = [
            told for i in self.sayings.rules if i not in taken and (told := self._reported(i))
        ]
        self._told_of = taken | {told.trigger for told in indirect}
        drafts: list[Draft] = []
        before: tuple[Found, ...] = ()
        for told in sorted(_accounted(direct, indirect), key=lambda t: t.trigger):
            draft = self._draft(told, before)
            if type(draft) is Draft:
                before = draft.roles.get("speaker", ())
                drafts.append(draft)
            else:
                self._silent.append(draft)
        return without_headlines(self.scene, self.stream, drafts)

    def silences(self) -> list[Silence]:
        """Why the other triggers gave none."""
        if self.sayings.plain is None:
            return []
        return self._silent + [
            self._silence(i, rules[-1], self.sayings.why_not(i))
            for i, rules in self.sayings.rules.items()
            if i not in self._told_of
        ]

    def _silence(self, i: int, rule: Rule, reason: str) -> Silence:
        return Silence(rule, *self.stream.address(i), reason)

    # ------------------------------------------------------------ quoted

    def _direct(self, plain: Rule) -> Iterator[Told]:
        last: Told | None = None
        for speech in find_quotations(self.stream, self.sayings.says):
            if speech.frame is None and last is not None and self._carries_on(last, speech):
                last = replace(last, pieces=last.pieces + speech.pieces)
                continue
            told = self._attributed(speech, plain)
            if told is None:
                continue
            if last is not None:
                yield last
            last = told
        if last is not None:
            yield last

    def _carries_on(self, told: Told, speech: Speech) -> bool:
        """A quotation right behind another goes on with it, in its paragraph or as the next one."""
        end = max(told.narration[1], told.pieces[-1][1])
        start = speech.pieces[0][0]
        gap = self.stream.tokens[end:start]
        return self.stream.opens[start - 1] and not any(t.text[:1].isalnum() for t in gap)

    def _attributed(self, speech: Speech, plain: Rule) -> Told | None:
        """Speech with its trigger: in its frame, else in what introduces it."""
        frame = speech.frame
        if frame is not None:
            rule = self.sayings.rule(frame.trigger, "quotation") or plain
            return Told(frame.trigger, rule, speech.pieces, frame.words, "quotation")
        introduction = self.introductions.before(speech.pieces[0][0], plain)
        if introduction is None:
            return None
        trigger, words = introduction
        rule = self.sayings.rule(trigger, "quotation") or plain
        pieces = (*self._announced(trigger, words[1]), *speech.pieces)
        return Told(trigger, rule, pieces, words, "quotation", introduced=True)

    def _announced(self, trigger: int, colon: int) -> list[Span]:
        """«сказал, что доволен: «…»»: the clause before the colon is said too."""
        if self.stream.tokens[colon].text != ":":
            return []
        spans = reported.clause(self.stream, trigger, self.sayings.reports)
        return [(first, min(last, colon)) for first, last in spans if first < colon]

    # ------------------------------------------------------------ reported

    def _reported(self, i: int) -> Told | None:
        """What a trigger outside of speech reports, at the first place where something stands."""
        if not self.sayings.asserts(i) or self.stream.tokens[i].feats.get("Tense") == "Fut":
            return None
        modifies = self._modifies(i)
        for rule in self.sayings.applying(i):
            for pattern in rule.patterns["content"]:
                if modifies and pattern.source != "clause":
                    continue  # «движение, призывающее к миру» says what it is for; «докладывая о …»
                pieces = tuple(self._content(i, pattern))
                if pieces:
                    narration = self.stream.bounds(self.stream.sentence[i])
                    return Told(i, rule, pieces, narration, pattern.source)
        return None

    def _modifies(self, i: int) -> bool:
        token = self.stream.tokens[i]
        form = token.feats.get("VerbForm")
        return form == "Conv" or (form == "Part" and token.case is not None)

    def _content(self, i: int, pattern: Pattern) -> list[Span]:
        match pattern.source:
            case "quotation":
                return []
            case "clause":
                return reported.clause(self.stream, i, self.sayings.reports)
            case "rest":
                return reported.rest(self.stream, i)
            case "remainder":
                return reported.remainder(self.stream, i)
            case "before":
                return self._before(i)
        return self._governed(i, pattern)

    def _governed(self, i: int, pattern: Pattern) -> list[Span]:
        """The whole phrases at a pattern: with what is coordinated and what hangs on them."""
        sentence, token = self.stream.address(i)
        if self.scene.sentences[sentence].kind == "title":
            return []
        syntax, offset = self.scene.syntax(sentence), i - token
        heads = [a.head for a in find_arguments(syntax, token, pattern)]
        heads = [h for h in heads if h != token and syntax.tokens[h].pos != "PRON"]
        words = sorted({k for head in heads for k in syntax.subtree(head)})
        if not words or token in words:
            return []
        first, last = offset + words[0], offset + words[-1] + 1
        if first > i:
            last = reported.clause_end(self.stream, i, first, last, self.sayings.reports)
        return [(first, last)]

    def _before(self, i: int) -> list[Span]:
        """«Об этом сообщил X», «такие данные привёл X»: the sentence before."""
        number = self.stream.sentence[i] - 1
        if number < 0 or i - self.stream.offsets[number + 1] > POINTING_REACH:
            return []
        words = [
            k
            for k in self.stream.subtree(i)
            if k < i and self.stream.lemma(k) in function_words().pointing
        ]
        if not any(self.stream.tokens[k].pos != "PART" for k in words):
            return []
        if self.scene.sentences[number].kind in {"title", *SILENT_BLOCKS}:
            return []
        first, last = self.stream.bounds(number)
        said = any(self.sayings.reports(k) for k in range(first, last))
        return [] if said else [(first, last)]

    # ------------------------------------------------------------ drafts

    def _draft(self, told: Told, before: tuple[Found, ...]) -> Draft | Silence:
        content = tuple(f for piece in told.pieces if (f := self._words(piece, told.source)))
        speakers = self.speakers.of(told, before)
        framed = told.is_quoted and not told.introduced
        if not content or not (speakers or framed):
            reason = "nobody who says it" if content else "no words said"
            return self._silence(told.trigger, told.rule, reason)
        sentence, token = self.stream.address(told.trigger)
        roles = {"speaker": speakers, "content": content, "date": self._dates(told)}
        return Draft(
            rule=told.rule,
            sentence=sentence,
            token=token,
            status=self._status(told.trigger),
            roles={name: found for name, found in roles.items() if found},
        )

    def _words(self, piece: Span, source: str) -> Found | None:
        first, last = trimmed(self.stream, piece)
        if first >= last:
            return None
        start, end = self.stream.tokens[first].start, self.stream.tokens[last - 1].end
        text = self.scene.text[start:end]
        sentence, token = self.stream.address(first)
        return Found(Filler(None, text, start, end, text), source, sentence, token)

    def _status(self, trigger: int) -> Status:
        future = self.stream.tokens[trigger].feats.get("Tense") == "Fut"
        return "planned" if future else "happened"

    def _dates(self, told: Told) -> tuple[Found, ...]:
        """The date that hangs on the trigger, outside of what is said."""
        sentence, token = self.stream.address(told.trigger)
        offset = told.trigger - token
        for head in own_dates(self.scene, sentence, token):
            if told.says(head + offset) or self._is_object(sentence, head):
                continue
            reference = self.scene.references(sentence, head)[0]
            return (Found(entity_filler(self.scene, reference), "date", sentence, head),)
        return ()

    def _is_object(self, sentence: int, head: int) -> bool:
        """«вспомнил прошлый год»: what is spoken of, by its bare accusative."""
        syntax = self.scene.syntax(sentence)
        return syntax.preposition[head] is None and syntax.tokens[head].case == "Acc"


# ---------------------------------------------------------------- one record each


def _accounted(direct: Sequence[Told], indirect: Sequence[Told]) -> list[Told]:
    """Without mere sources («…, сообщает пресс-служба» around another's words) and doublets."""
    triggers = sorted(told.trigger for told in (*direct, *indirect))
    first: dict[Span, Told] = {}
    for told in (*direct, *indirect):
        around = told.source in {"rest", "before"} and _any_among(triggers, told.pieces)
        if not around:
            first.setdefault(told.pieces[-1], told)
    return list(first.values())


def _any_among(triggers: Sequence[int], pieces: Sequence[Span]) -> bool:
    return any(bisect_left(triggers, first) < bisect_left(triggers, last) for first, last in pieces)
