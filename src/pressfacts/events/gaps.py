"""What a dash says once more without its verb: «председателем избран Ильин, секретарём – Анна Ли».

The roles that a template calls `gapped` come in pairs: in the first pair they stand by the trigger,
each in its case, and behind it a dash between two phrases in these cases makes another event.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found, entity_filler, words_filler
from pressfacts.events.scene import Scene
from pressfacts.events.stream import DASHES
from pressfacts.events.syntax import Syntax
from pressfacts.events.templates import Role
from pressfacts.records import Token

Span = tuple[int, int]


def with_gaps(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, each with those that follow it without a verb."""
    for draft in drafts:
        gapped = draft.rule.template.gapped
        if not gapped:
            yield draft
            continue
        complete = all(_told_here(draft, name) for name in gapped)
        others = list(_gaps(scene, draft, gapped)) if complete else []
        yield _without(draft, others) if others else draft
        yield from others


def _without(draft: Draft, others: list[Draft]) -> Draft:
    """The draft without what the parser joined to it from behind the dashes."""
    taken = {
        f.head for other in others for name in other.rule.template.gapped for f in other.roles[name]
    }
    roles = {
        name: tuple(f for f in found if f.head not in taken or name == "date")
        for name, found in draft.roles.items()
    }
    return replace(draft, roles={name: found for name, found in roles.items() if found})


def _told_here(draft: Draft, name: str) -> bool:
    return any(f.sentence == draft.sentence for f in draft.roles.get(name, ()))


def _gaps(scene: Scene, draft: Draft, gapped: tuple[str, ...]) -> Iterator[Draft]:
    syntax = scene.syntax(draft.sentence)
    heads = {name: draft.roles[name][0].head for name in gapped}
    kept = {name: found for name, found in draft.roles.items() if name in {"date", *gapped}}
    for dash in range(max(draft.token, *heads.values()) + 2, len(syntax.tokens) - 1):
        sides = _sides(syntax, dash, draft.token) if syntax.tokens[dash].text in DASHES else None
        if sides is None:
            continue
        for left, right in (gapped, gapped[::-1]):
            pair = {
                left: _filler(scene, draft, left, heads[left], sides[0]),
                right: _filler(scene, draft, right, heads[right], sides[1]),
            }
            found = {name: (filler,) for name, filler in pair.items() if filler is not None}
            if len(found) == len(gapped):
                yield replace(draft, roles={**kept, **found})
                break


def _sides(syntax: Syntax, dash: int, trigger: int) -> tuple[Span, Span] | None:
    """The words on both sides of a dash up to a mark or conjunction, if there is no verb."""
    first = dash
    while first > trigger + 1 and not _breaks(syntax.tokens[first - 1]):
        first -= 1
    last = dash + 1
    while last < len(syntax.tokens) and not _breaks(syntax.tokens[last]):
        last += 1
    inside = [i for i in range(first, last) if i != dash]
    verbs = any(_predicate(syntax.tokens[i]) for i in inside)
    whole = _breaks(syntax.tokens[first - 1]) and first < dash and dash + 1 < last
    return ((first, dash), (dash + 1, last)) if whole and not verbs else None


def _breaks(token: Token) -> bool:
    return token.text in {",", ";", ".", ":"} or token.pos == "CCONJ" or token.text in DASHES


def _predicate(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Fin" or token.feats.get("Variant") == "Short"


def _filler(scene: Scene, draft: Draft, name: str, like: int, side: Span) -> Found | None:
    """What fills the role on one side: in the case of the word that fills it in the first pair."""
    syntax = scene.syntax(draft.sentence)
    role: Role = draft.rule.template.roles[name]
    wanted = syntax.tokens[like].case
    if "text" in role.fillers:
        words = [i for i in range(*side) if syntax.tokens[i].case == wanted]
        if not words or any(_refers(scene, draft.sentence, i, "person") for i in range(*side)):
            return None
        filler = words_filler(scene, draft.sentence, *side)
        return Found(filler, "gap", draft.sentence, words[-1])
    for i in range(*side):
        for reference in scene.references(draft.sentence, i)[:1]:
            named = reference.head == i and scene.kind(reference) in role.fillers
            if named and syntax.tokens[i].case in {wanted, None}:
                return Found(entity_filler(scene, reference), "gap", draft.sentence, i)
    return None


def _refers(scene: Scene, sentence: int, i: int, kind: str) -> bool:
    references = scene.references(sentence, i)[:1]
    return any(r.form == "name" and scene.kind(r) == kind for r in references)
