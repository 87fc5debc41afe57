"""Sums of money: which one is told of which trigger."""

from pressfacts.events.relations import EQUALS
from pressfacts.events.scene import Scene
from pressfacts.events.syntax import Syntax


def own_sums(scene: Scene, sentence: int, i: int) -> list[int]:
    """The sums of the trigger's own words, else of the clause that it stands in."""
    syntax = scene.syntax(sentence)
    sums = [
        t
        for t in range(len(syntax.tokens))
        for reference in scene.references(sentence, t)[:1]
        if reference.head == t and scene.kind(reference) == "money"
    ]
    below, bearers = syntax.subtree(i), {t: _bearer(syntax, t, i) for t in sums}
    clause = {i, syntax.clause_root(i)}
    # «предоставил заём – 40 млн рублей»: a sum after a dash has no verb of its own
    own = [t for t in sums if t in below and syntax.clause_root(t) in {*clause, t}]
    own = [t for t in own if bearers[t] == i]
    if own or syntax.is_participle(i):
        return own or [t for t in sums if _participle_before(syntax, t) == i]
    loose = [t for t in sums if syntax.clause_root(t) == syntax.clause_root(i)]
    loose = [
        t
        for t in loose
        if not syntax.is_participle(bearers[t]) and _participle_before(syntax, t) is None
    ]
    # «взнос – миллион рублей – сделал фонд»: between dashes, and the only sum
    return loose or [t for t in sums if len(sums) == 1 and _between_dashes(scene, sentence, t)]


def _participle_before(syntax: Syntax, i: int) -> int | None:
    """The participle that opens the stretch between commas in which the word stands."""
    for j in range(i - 1, 0, -1):
        if syntax.tokens[j].text == ",":
            return None
        if syntax.is_participle(j) and syntax.tokens[j - 1].text == ",":
            return j
    return None


def _between_dashes(scene: Scene, sentence: int, i: int) -> bool:
    """Does nothing but a dash, colon or bracket lead to the sum?"""
    reference = scene.references(sentence, i)[0]
    before = reference.first - 1
    return before >= 0 and scene.sentences[sentence].tokens[before].text in {*EQUALS, "("}


def _bearer(syntax: Syntax, i: int, trigger: int) -> int:
    """The trigger or participle that the word hangs below, -1 for neither."""
    here = syntax.governor[i]
    while here >= 0:
        if here == trigger or syntax.is_participle(here):
            return here
        here = syntax.governor[here]
    return -1
