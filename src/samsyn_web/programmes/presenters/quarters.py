"""Quarterly reports at a glance: who has handed in what, how each focus area goes, which obstacles return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.programmes.models import (
    Obstacle,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
    QuarterState,
)
from samsyn_web.programmes.presenters.addresses import row_address

SIGNS = {"on_plan": "●", "deviation": "▲", "stopped": "■", "none": "–"}


@dataclass(frozen=True, kw_only=True)
class QuarterRow:
    """One participant's report for a quarter; `cells` hold sign and word by focus area."""

    quarter: str
    name: str
    href: str
    state: str
    came: str
    due: date
    is_late: bool
    is_done: bool
    cells: tuple[tuple[str, str], ...]


def quarter_rows(
    reports: Iterable[QuarterlyReport],
    parts: Iterable[QuarterlyPart],
    focus_areas: Mapping[int, str],
    today: date,
    versions: Mapping[int, QuarterlyVersion] | None = None,
) -> tuple[QuarterRow, ...]:
    """Return the reports, the newest quarter first."""
    page = row_address("programmes:report")
    told: dict[int, dict[int, QuarterlyPart]] = {}
    for part in parts:
        told.setdefault(part.report_id, {})[part.focus_area] = part
    return tuple(
        QuarterRow(
            quarter=words.period(one.quarter),
            name=one.participant.name,
            href=page(one.pk),
            state=one.get_state_display(),
            came=_came(one, versions or {}),
            due=one.due,
            is_done=one.state == QuarterState.SUBMITTED,
            is_late=one.state != QuarterState.SUBMITTED and one.due < today,
            cells=tuple(_cell(told.get(one.pk, {}).get(number)) for number in focus_areas),
        )
        for one in reports
    )


def obstacle_name(code: str) -> str:
    """Return what an obstacle is called; empty for what is none."""
    return str(Obstacle(code).label) if code in Obstacle.values else ""


def obstacles_of(part: QuarterlyPart) -> str:
    """Return the obstacles of a focus area, as words."""
    return ", ".join(str(Obstacle(code).label) for code in part.obstacles)


def written(report: QuarterlyReport) -> dict[str, Any]:
    """Return what a report says so far beside its focus areas, as its form begins with it."""
    return {
        "staffing": report.staffing,
        "needs": report.needs,
        "agreed": report.agreed,
        "is_led": report.is_led,
    }


def _came(report: QuarterlyReport, versions: Mapping[int, QuarterlyVersion]) -> str:
    newest = versions.get(report.pk)
    return newest.get_came_display() if newest and report.state == QuarterState.SUBMITTED else ""


def _cell(part: QuarterlyPart | None) -> tuple[str, str]:
    if part is None:
        return "○", _("inte skrivet")
    return SIGNS[part.status], part.get_status_display()
