"""Decisions as the meeting shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn_web.actions.models import MeetingDecision
from samsyn_web.base import words


@dataclass(frozen=True, kw_only=True)
class DecisionRow:
    """A decision on a slide."""

    what: str
    where: str
    who: str
    until: str
    status: str
    result: str
    is_late: bool
    href: str


def decision_rows(some: Iterable[MeetingDecision], today: date) -> tuple[DecisionRow, ...]:
    """Return decisions for a slide."""
    return tuple(
        DecisionRow(
            what=one.what,
            where=", ".join(part for part in (one.place, one.area_name) if part) or _("hela kommunen"),
            who=one.function,
            until=words.day(one.until),
            status=str(one.get_status_display()),
            result=one.result,
            is_late=one.is_live and one.until < today,
            href=reverse("actions:decision", args=[one.pk]),
        )
        for one in some
    )
