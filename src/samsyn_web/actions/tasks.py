"""What comes round by itself: reminders of what is soon due, or late."""

from __future__ import annotations

from datetime import datetime

from samsyn_web.actions import services


def remind(at: datetime) -> None:
    """Write to those who answer for what is soon due; each mail is written once."""
    services.remind_of_actions(by=None, at=at)
