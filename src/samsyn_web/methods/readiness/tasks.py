"""What comes round: notes of interviews are deleted when their time is out."""

from __future__ import annotations

from datetime import datetime

from samsyn_web.methods.readiness import services


def dispose(at: datetime) -> None:
    """Delete notes whose time is out."""
    services.delete_notes(at=at)
