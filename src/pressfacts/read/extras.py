"""Libraries that only some formats need, and which are installed as extras."""

from importlib import import_module
from typing import Any

from pressfacts.errors import InputError


def require(module: str, extra: str, what: str) -> Any:
    """A module, or the line that says how to install it."""
    try:
        return import_module(module)
    except ImportError as problem:
        raise InputError(
            f"reading {what} needs {module.partition('.')[0]}", f"pip install 'pressfacts[{extra}]'"
        ) from problem
