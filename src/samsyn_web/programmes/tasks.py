"""What comes round by itself: quarters that have ended are opened, and reports that are due are reminded of."""

from __future__ import annotations

from datetime import datetime

from samsyn_web.programmes import services


def keep_quarters(at: datetime) -> None:
    """Open what has ended and write to those who have not handed in; each mail is written once."""
    services.open_ended_quarters(by=None, at=at)
    services.remind_of_quarters(by=None, at=at)
