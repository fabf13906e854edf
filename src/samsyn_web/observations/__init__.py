"""Rounds, sources and attachments: what was observed, and its freezing."""
