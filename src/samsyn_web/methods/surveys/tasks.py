"""What comes round: surveys whose time is out are closed."""

from __future__ import annotations

from datetime import datetime

from samsyn_web.methods.surveys import services


def close(at: datetime) -> None:
    """Close surveys whose time is out."""
    services.close_due(by=None, at=at)
