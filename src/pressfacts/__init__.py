"""Facts from Russian press releases: people, organizations, places, dates, positions and events."""

__version__ = "0.1.0"
