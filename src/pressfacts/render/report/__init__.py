"""The report: facts that can be looked at, in one HTML file."""
