"""Fixtures shared by all tests."""

import pytest

from pressfacts.language import Language


@pytest.fixture(scope="session")
def language() -> Language:
    """The language models, loaded once for the whole run."""
    return Language()
