"""An initiative that somebody supports Anna's participant with: a part of her world."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from samsyn_web.programmes.models import NationalInitiative, Participant


def initiative_rows(participant: Participant, user: Any, at: datetime, mark: str) -> NationalInitiative:
    """Return an initiative in a unit and a focus area."""
    return NationalInitiative.objects.create(
        participant=participant, supporter=mark, title=mark, unit=mark, area=mark, focus_area=1,
        starts=date(2024, 9, 2), source=mark, written_by=user, written_at=at,
    )  # fmt: skip
