"""What the page of decisions about editions shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.reports.models import PublicDecision


def decision_text(one: PublicDecision) -> str:
    """A decision about the public edition, in words."""
    about = {"by": one.decided_by, "day": words.day(one.decided_on), "reference": one.reference}
    return _("%(by)s, %(day)s, %(reference)s") % about


@dataclass(frozen=True, kw_only=True)
class DecisionRow:
    """One decision about the public edition in a list."""

    id: int
    text: str
    delay_days: int
    smallest_count: int
    valid_from: str
    is_in_force: bool
    state: str
    can_be_withdrawn: bool


def decision_rows(
    decisions: Iterable[PublicDecision], holding: PublicDecision | None, today: date
) -> list[DecisionRow]:
    """Decisions as lines, with which of them is in force."""
    return [
        DecisionRow(
            id=one.pk,
            text=decision_text(one),
            delay_days=one.delay_days,
            smallest_count=one.smallest_count,
            valid_from=words.day(one.valid_from),
            is_in_force=one == holding,
            state=_decision_state(one, holding, today),
            can_be_withdrawn=one.withdrawn_at is None and (one == holding or one.valid_from > today),
        )
        for one in decisions
    ]


def _decision_state(one: PublicDecision, holding: PublicDecision | None, today: date) -> str:
    if one.withdrawn_at is not None:
        return _("återkallat %(day)s") % {"day": words.day(timezone.localtime(one.withdrawn_at).date())}
    if one == holding:
        return _("gäller nu")
    return _("gäller inte än") if one.valid_from > today else _("ersatt av ett senare beslut")
