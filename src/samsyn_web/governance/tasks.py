"""What comes round by itself: warnings before a duty runs out."""

from __future__ import annotations

from datetime import datetime

from samsyn_web.governance import services


def warn(at: datetime) -> None:
    """Write to those who are to be told; each mail is written once."""
    services.warn_of_duties(by=None, at=at)
    services.warn_of_agreements(by=None, at=at)
    services.warn_of_neighbours(by=None, at=at)
