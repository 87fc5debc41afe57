"""Statements that a headline announces and the body tells."""

from pressfacts.events.drafts import Draft
from pressfacts.events.scene import Scene
from pressfacts.events.stream import Stream

CONTENT_WORDS = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
SAME_WORDS = 0.5  # of the shorter content that a headline shares with what it announces


def without_headlines(scene: Scene, stream: Stream, drafts: list[Draft]) -> list[Draft]:
    """What the title says somebody said is told again below, where it is."""
    kinds = [scene.sentences[draft.sentence].kind for draft in drafts]
    if "title" not in kinds:  # as in most releases
        return drafts
    body = [draft for draft, kind in zip(drafts, kinds, strict=True) if kind != "title"]
    return [
        draft
        for draft, kind in zip(drafts, kinds, strict=True)
        if kind != "title" or not any(_repeats(stream, draft, other) for other in body)
    ]


def _repeats(stream: Stream, headline: Draft, body: Draft) -> bool:
    entities = [
        {f.filler.entity for f in draft.roles.get("speaker", ()) if f.filler.entity}
        for draft in (headline, body)
    ]
    if not entities[0] & entities[1]:
        return False
    one, other = _lemmas(stream, headline), _lemmas(stream, body)
    return len(one & other) >= SAME_WORDS * min(len(one), len(other))


def _lemmas(stream: Stream, draft: Draft) -> set[str]:
    spans = [(f.filler.start, f.filler.end) for f in draft.roles["content"]]
    return {
        token.lemma
        for token in stream.tokens
        if token.pos in CONTENT_WORDS and any(s <= token.start < e for s, e in spans)
    }
