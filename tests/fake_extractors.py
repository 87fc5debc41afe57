"""Extractors without models, for tests of what stands around them. Texts say what is to happen."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from pressfacts.records import Document, Mention, Organization, Release


def load() -> Callable[[Document], Release]:
    """An extractor that finds one organization, or meets with an accident that the text orders."""
    return extract


def load_slowly() -> Callable[[Document], Release]:
    """One that takes a few milliseconds, as the real one does."""

    def slow(document: Document) -> Release:
        time.sleep(0.002)
        return extract(document)

    return slow


def fail_to_load() -> Callable[[Document], Release]:
    from pressfacts.errors import ModelError

    raise ModelError("no models", "install them")


def die_while_loading() -> Callable[[Document], Release]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def extract(document: Document) -> Release:
    order, _, argument = document.text.partition(" ")
    if order == "KILL":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "KILL-ONCE" and not Path(argument).exists():
        Path(argument).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "SLEEP":
        time.sleep(float(argument))
    if order == "RAISE":
        raise ValueError(argument)
    word = document.text.split()[0]
    mention = Mention(document.text.index(word), document.text.index(word) + len(word), word)
    return Release(
        schema="1",
        source=document.source,
        id=document.id,
        title=document.title,
        published=document.published,
        entities=(Organization("organization-1", document.text[:80], (mention,)),),
        positions=(),
        events=(),
    )
