"""Event records: templates, triggers, roles, status and merging. No type is known by name here."""

from pressfacts.events.find import Reading, find_events
from pressfacts.events.scene import Scene
from pressfacts.events.template_files import load_templates, read_templates
from pressfacts.events.templates import Templates

__all__ = ["Reading", "Scene", "Templates", "find_events", "load_templates", "read_templates"]
