"""Which mentions tell of one event: compared pair by pair with those of their type before."""

from collections import defaultdict
from collections.abc import Sequence

from pressfacts.events.alike import Alike
from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found
from pressfacts.events.governors import VERBAL
from pressfacts.events.grammar import ties
from pressfacts.events.scene import Scene
from pressfacts.events.situation import kind_of
from pressfacts.events.steps import STEPS
from pressfacts.events.syntax import Syntax
from pressfacts.records import Status, Token

WHERE = "place"
MANY = 8  # mentions of one event: what further ones repeat is not compared again and again


def group_drafts(
    scene: Scene, alike: Alike, drafts: Sequence[Draft]
) -> tuple[tuple[Draft, ...], ...]:
    """The drafts that tell of one event together, in the order of their first mention."""
    groups: list[_Group] = []
    of_type: dict[str, list[_Group]] = defaultdict(list)
    for draft in drafts:
        earlier = of_type[draft.rule.type]
        group = _group_of(scene, alike, draft, earlier) if earlier else None
        if group is not None:
            group.add(scene, alike, draft)
        elif draft.rule.trigger.alone:
            groups.append(_Group(scene, draft))
            earlier.append(groups[-1])
    return tuple([tuple(group.drafts) for group in groups])


class _Group:
    """Mentions of one event; of many the `unlike` are those that tell anything of their own.

    `lemmas` are their triggers' words; `looks` the first mention of each kind of trigger, where
    the template sets some apart: a further one of its kind stands no nearer to what comes next.
    """

    def __init__(self, scene: Scene, draft: Draft) -> None:
        self.drafts: list[Draft] = []
        self.unlike = [draft]
        self.lemmas: set[str] = set()
        self.looks: dict[object, Draft] = {}
        self._told: set[object] = set()
        self._note(scene, draft)

    def add(self, scene: Scene, alike: Alike, draft: Draft) -> None:
        """Take in another mention."""
        self._note(scene, draft)
        if len(self.drafts) > MANY:
            told = alike.deciding(draft)
            if told in self._told:
                return
            self._told.add(told)
        self.unlike.append(draft)

    def _note(self, scene: Scene, draft: Draft) -> None:
        self.drafts.append(draft)
        self.lemmas.add(_trigger(scene, draft).lemma)
        if draft.rule.template.apart:
            self.looks.setdefault(_look(scene, draft), draft)


def _group_of(scene: Scene, alike: Alike, draft: Draft, groups: Sequence[_Group]) -> _Group | None:
    """The last group of the draft's type that tells of the same event."""
    if not draft.rule.template.merge:
        return None
    comparison = _Comparison(scene, alike, draft)
    for group in reversed(groups):
        if comparison.is_told_by(group):
            return group
    return None


class _Comparison:
    """A mention beside those before it of its type."""

    def __init__(self, scene: Scene, alike: Alike, draft: Draft) -> None:
        self.scene = scene
        self.alike = alike
        self.draft = draft
        self.syntax = scene.syntax(draft.sentence)
        self.is_verb = self.syntax.is_verb(draft.token)
        self.lemma = _trigger(scene, draft).lemma
        self.block = _block(scene, draft)

    def is_told_by(self, group: _Group) -> bool:
        """Do the mentions of a group tell of the event too?"""
        if self._hangs_on(group.drafts):
            return True
        rule = self.draft.rule
        if rule.template.apart and any(map(self._is_other_form, group.looks.values())):
            return False
        if rule.trigger.alone and not _compatible(group.drafts[0].status, self.draft.status):
            return False
        if self._recalls(group):
            return not any(map(self._is_other_day, group.unlike))
        if any(map(self._contradicts, group.unlike)):
            return False
        return any(map(self._agrees, group.unlike))

    # ------------------------------------------------------------ by grammar

    def _hangs_on(self, group: Sequence[Draft]) -> bool:
        """Does the trigger hang together with another of its sentence?"""
        for other in reversed(group):
            if other.sentence != self.draft.sentence:
                return False
            if other.token != self.draft.token and self._hang_together(other):
                return True
        return False

    def _hang_together(self, other: Draft) -> bool:
        """One trigger is an argument of the other: «провёл встречу», «подписали соглашение»."""
        draft, syntax = self.draft, self.syntax
        if _is_argument(draft, other) or _is_argument(other, draft):
            return True
        if self.is_verb and syntax.is_verb(other.token):
            return False  # coordinated verbs tell of two events
        return _depends(syntax, other.token, draft.token) or _depends(
            syntax, draft.token, other.token
        )

    # ------------------------------------------------------------ by the trigger's word

    def _is_other_form(self, other: Draft) -> bool:
        """A briefing and a report are two speeches, whoever gave them.

        What a verb tells in another paragraph («рассказал студентам») is no briefing either.
        """
        is_verb = self.scene.syntax(other.sentence).is_verb(other.token)
        if self.is_verb and is_verb:
            return False
        if not (self.is_verb or is_verb):
            return _form(self.scene, self.draft) != _form(self.scene, other)
        if _block(self.scene, other) == self.block or _headline(self.scene, other):
            return False
        return _form(self.scene, other if self.is_verb else self.draft) is not None

    def _recalls(self, group: _Group) -> bool:
        """The same noun again, with nothing of its own («в ходе визита», «на форуме»)."""
        if self.syntax.preposition[self.draft.token] in ties().within and not self.is_verb:
            return True
        same_word = self.lemma in group.lemmas
        if not self.draft.rule.trigger.alone:
            return same_word or self.block - _block(self.scene, group.drafts[-1]) <= 1
        if not (same_word or self.draft.rule.template.alike):
            return False
        # a bare noun may be named again anywhere, any other word only behind a headline
        bare = _is_bare(self.scene, self.draft)
        return any(
            self._has_word_of(other)
            if _headline(self.scene, other)
            else bare and self._names_again(other)
            for other in group.drafts
        )

    def _has_word_of(self, other: Draft) -> bool:
        return _trigger(self.scene, other).lemma == self.lemma

    def _names_again(self, other: Draft) -> bool:
        """«Состоялось заседание Думы. В работе сессии участвовал …»: a noun of the same kind."""
        if self._has_word_of(other):
            return not _is_bare(self.scene, other)
        if _block(self.scene, other) != self.block:
            return False
        both = {_trigger(self.scene, other).lemma, self.lemma}
        return any(both <= set(words) for words in self.draft.rule.template.alike)

    # ------------------------------------------------------------ by what fills the roles

    def _agrees(self, other: Draft) -> bool:
        """A role on which the template says sameness rests has a filler in common.

        Asked of mentions that do not contradict: where both fill a role that was compared, they
        have one.
        """
        mine, yours = other.roles, self.draft.roles
        for role in self.draft.rule.template.merge:
            if mine.get(role) and yours.get(role):
                compared = not self._words_it_freely(other, role)
                if compared or not self._is_apart(other, role):
                    return True
        return False

    def _words_it_freely(self, other: Draft, role: str) -> bool:
        """A headline words things in its own way."""
        template = other.rule.template
        return "text" in template.roles[role].fillers and _headline(self.scene, other)

    def _contradicts(self, other: Draft) -> bool:
        """Both fill a deciding role, or name a day, and have nothing in common there."""
        template = other.rule.template
        for role in template.merge:
            if self._is_apart(other, role) and not self._words_it_freely(other, role):
                return True
        return any(self._is_told_apart(other, role) for role in template.distinct) or (
            self._is_other_day(other)
        )

    def _is_told_apart(self, other: Draft, role: str) -> bool:
        """«назначен директором завода», «возглавил музей»: both say themselves whose it is."""
        mine = [f for f in other.roles.get(role, ()) if f.rule not in STEPS]
        yours = [f for f in self.draft.roles.get(role, ()) if f.rule not in STEPS]
        return bool(mine) and bool(yours) and not self._share(mine, yours, 1)

    def _is_other_day(self, other: Draft) -> bool:
        return self._is_apart(other, "date")

    def _is_apart(self, other: Draft, role: str) -> bool:
        """Both fill the role, and with others: of two meetings both sides must be the same."""
        mine, yours = other.roles.get(role), self.draft.roles.get(role)
        if not mine or not yours:
            return False
        if role == WHERE:
            bodies = _bodies(self.scene, mine), _bodies(self.scene, yours)
            if bodies[0] != bodies[1]:
                return bodies[0].isdisjoint(bodies[1])
        brief = role == "date" or _headline(self.scene, other)
        sides = 1 if brief else other.rule.template.roles[role].expects
        return not self._share(mine, yours, min(sides, len(mine), len(yours)))

    def _share(self, mine: Sequence[Found], yours: Sequence[Found], wanted: int) -> bool:
        """Are so many of the first among the second?"""
        for found in mine:
            wanted -= self.alike.is_among(found, yours)
            if wanted <= 0:
                return True
        return False


# ---------------------------------------------------------------- one mention


def _compatible(one: Status, other: Status) -> bool:
    return one == other or {one, other} == {"happened", "ongoing"}


def _is_argument(low: Draft, high: Draft) -> bool:
    here = (low.sentence, low.token)
    return any((f.sentence, f.head) == here for fs in high.roles.values() for f in fs)


def _depends(syntax: Syntax, low: int, high: int) -> bool:
    """«с визитом прибыл» is one event; «во время визита посетил» is two."""
    return syntax.governor[low] == high and syntax.preposition[low] in {None, *ties().with_}


def _form(scene: Scene, draft: Draft) -> int | None:
    lemma = _trigger(scene, draft).lemma
    forms = enumerate(draft.rule.template.apart)
    return next((number for number, words in forms if lemma in words), None)


def _look(scene: Scene, draft: Draft) -> object:
    """What another form is told by, but for the paragraph."""
    return _trigger(scene, draft).pos in VERBAL, _form(scene, draft), _headline(scene, draft)


def _is_bare(scene: Scene, draft: Draft) -> bool:
    """Does nothing but the noun itself say which event is meant?"""
    syntax = scene.syntax(draft.sentence)
    return not syntax.is_verb(draft.token) and not any(
        syntax.tokens[c].rel in {"amod", "nmod", "appos", "det", "nummod"}
        for c in syntax.dependents[draft.token]
    )


def _bodies(scene: Scene, found: Sequence[Found]) -> set[str | None]:
    """The organizations: to call at a plant in a town is more than to come to the town."""
    return {f.filler.entity for f in found if kind_of(scene, f) == "organization"}


def _block(scene: Scene, draft: Draft) -> int:
    return scene.sentences[draft.sentence].block


def _headline(scene: Scene, draft: Draft) -> bool:
    return scene.sentences[draft.sentence].kind == "title"


def _trigger(scene: Scene, draft: Draft) -> Token:
    return scene.sentences[draft.sentence].tokens[draft.token]
