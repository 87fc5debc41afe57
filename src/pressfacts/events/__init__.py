"""Event records: templates, triggers, roles, status and merging."""

from pressfacts.events.find import find_events

__all__ = ["find_events"]
