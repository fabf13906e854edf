"""What the page of frozen rounds shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from samsyn_web.base import words
from samsyn_web.observations.models import Round


@dataclass(frozen=True, kw_only=True)
class RoundRow:
    """One line in the list of rounds."""

    href: str
    sources: str
    period: str
    is_frozen: bool
    at: datetime
    by: str


def round_rows(rounds: Iterable[tuple[Round, list[str]]]) -> list[RoundRow]:
    """Rounds with the names of their sources."""
    return [
        RoundRow(
            href=reverse(f"{one.method}:round", args=[one.pk]),
            sources=", ".join(names),
            period=words.period(one.period) if one.period else "",
            is_frozen=one.is_frozen,
            at=one.frozen_at or one.opened_at,
            by=str(one.opened_by),
        )
        for one, names in rounds
    ]
