"""One predicate over a list: «С докладами выступили:» and an item for each speaker.

The role that a template calls `listed` is filled by each item in turn, with the item's title, and
every item is an event of its own.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pressfacts.events.drafts import Draft
from pressfacts.events.fillers import Found, entity_filler, words_filler
from pressfacts.events.phrases import QUOTES, closing_quote
from pressfacts.events.scene import Scene


def distribute(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, with those that a list completes once for each of its items."""
    for draft in drafts:
        template = draft.rule.template
        listed = template.listed
        if not listed or draft.roles.get(listed[0]):
            yield draft
            continue
        entries = [
            roles
            for item in _items(scene, draft.sentence)
            if (roles := _entry(scene, item, listed))
        ]
        for roles in entries:
            yield replace(draft, roles={**draft.roles, **roles})
        if not entries:
            yield draft


def _items(scene: Scene, sentence: int) -> Iterator[int]:
    """The first sentences of the list items right behind a sentence that ends with a colon."""
    block = scene.sentences[sentence].block
    if scene.sentences[sentence].tokens[-1].text != ":":
        return
    for number in range(sentence + 1, len(scene.sentences)):
        here = scene.sentences[number]
        if here.kind != "item" or here.block > block + 1:
            return
        if here.block == block + 1:
            block = here.block
            yield number


def _entry(
    scene: Scene, sentence: int, listed: tuple[str, ...]
) -> dict[str, tuple[Found, ...]] | None:
    """The first person of an item, and its quoted title for the second role."""
    tokens = scene.sentences[sentence].tokens
    people = [
        reference
        for i in range(len(tokens))
        for reference in scene.references(sentence, i)[:1]
        if reference.head == i and scene.kind(reference) == "person"
    ]
    if not people:
        return None
    person = entity_filler(scene, people[0])
    roles: dict[str, tuple[Found, ...]] = {}
    roles[listed[0]] = (Found(person, "list", sentence, people[0].head),)
    title = _title(scene, sentence, people[0].last)
    if title is not None and len(listed) > 1:
        roles[listed[1]] = (title,)
    return roles


def _title(scene: Scene, sentence: int, start: int) -> Found | None:
    """The last words in quotation marks behind the name: names of bodies stand before the title."""
    syntax = scene.syntax(sentence)
    found = None
    i = start
    while i < len(syntax.tokens):
        end = closing_quote(syntax, i) if syntax.tokens[i].text in QUOTES else None
        if end is not None and end > i + 1:
            found = Found(words_filler(scene, sentence, i + 1, end), "list", sentence, i + 1)
            i = end
        i += 1
    return found
