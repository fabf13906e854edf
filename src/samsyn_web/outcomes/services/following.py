"""Indicators are kept, and read: by hand, from a file or from a finding; a mistake is corrected by a new reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.outcomes.indicators import Reading, Rule, check_readings
from samsyn.period import parse
from samsyn_web.actions.models import Action, Direction
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings.models import FindingRecord
from samsyn_web.findings.policies import check_text
from samsyn_web.outcomes import policies, queries
from samsyn_web.outcomes.models import TEXT, Indicator, IndicatorReading, Origin


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One reading to be kept; shares and means have `part` and `whole`, others `value`."""

    period: str
    value: float | None = None
    part: float | None = None
    whole: float | None = None
    area: str = ""
    area_name: str = ""
    note: str = ""


@transaction.atomic
def add_indicator(
    *,
    by: Scope,
    at: datetime,
    name: str,
    counts: str,
    unit: str,
    source: str,
    direction: str,
    rule: Rule,
    action: Action | None = None,
    baseline: float | None = None,
    target: float | None = None,
    starts: date | None = None,
    due: date | None = None,
) -> Indicator:
    """Say what is to be followed, and how its readings are added up."""
    name, counts, unit, source = (" ".join(text.split()) for text in (name, counts, unit, source))
    policies.check_can_evaluate(by, action)
    policies.check_indicator(name, counts, unit, source)
    policies.check_target(baseline, target, starts, due, goes_up=direction == Direction.UP)
    made = Indicator.objects.create(
        organisation_id=by.organisation_id,
        action=action,
        name=name,
        counts=counts,
        unit=unit,
        source=source,
        direction=direction,
        kind=rule.kind.value,
        over_time=rule.over_time.value,
        over_areas=rule.over_areas.value,
        baseline=baseline,
        target=target,
        starts=starts,
        due=due,
        written_by_id=by.user_id,
        written_at=at,
    )
    _record(by, at, "indicator.added", made, {"kind": made.kind})
    return made


@transaction.atomic
def change_target(
    *,
    by: Scope,
    at: datetime,
    indicator: Indicator,
    baseline: float | None,
    target: float | None,
    starts: date | None,
    due: date | None,
) -> Indicator:
    """Set another target; the trail keeps the one before."""
    policies.check_own(by, indicator)
    policies.check_target(baseline, target, starts, due, goes_up=indicator.direction == Direction.UP)
    before = {"baseline": indicator.baseline, "target": indicator.target}
    indicator.baseline, indicator.target, indicator.starts, indicator.due = baseline, target, starts, due
    indicator.save(update_fields=["baseline", "target", "starts", "due"])
    _record(
        by, at, "indicator.target_set", indicator, {"before": before, "baseline": baseline, "target": target}
    )
    return indicator


@transaction.atomic
def end_indicator(*, by: Scope, at: datetime, indicator: Indicator) -> Indicator:
    """Follow an indicator no longer; its readings stay."""
    policies.check_own(by, indicator)
    indicator.ended_at = at
    indicator.save(update_fields=["ended_at"])
    _record(by, at, "indicator.ended", indicator, {})
    return indicator


@transaction.atomic
def restore_indicator(*, by: Scope, at: datetime, indicator: Indicator) -> Indicator:
    """Follow an indicator again."""
    policies.check_can_evaluate(by)
    if indicator.organisation_id != by.organisation_id:
        raise Refused(_("Det hör till en annan organisation."))
    indicator.ended_at = None
    indicator.save(update_fields=["ended_at"])
    _record(by, at, "indicator.restored", indicator, {})
    return indicator


@transaction.atomic
def add_readings(
    *,
    by: Scope,
    at: datetime,
    indicator: Indicator,
    figures: Sequence[Figure],
    origin: str = Origin.HAND,
    finding: FindingRecord | None = None,
) -> list[IndicatorReading]:
    """Keep readings, all or none; one that would be counted twice is refused with where it stands."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    policies.check_own(by, indicator)
    if not figures:
        raise BadInput(_("Det finns ingen avläsning att spara."))
    if finding is not None and finding.picture.organisation_id != by.organisation_id:
        raise Refused(_("Det hör till en annan organisation."))
    there = queries.readings(by, [indicator]).get(indicator.pk, [])
    new = [_figure(one) for one in figures]
    check_readings(indicator.rule, [*(one.figure for one in there), *new])
    try:
        with transaction.atomic():
            made = [
                IndicatorReading.objects.create(
                    indicator=indicator, origin=origin, finding=finding, **_row(one), **_written(by, at)
                )
                for one in figures
            ]
    except IntegrityError as error:
        raise BadInput(
            _("Det finns redan en avläsning för området och perioden. Rätta den i stället.")
        ) from error
    _record(by, at, "indicator.read", indicator, {"n": len(made), "origin": origin})
    return made


@transaction.atomic
def correct_reading(
    *,
    by: Scope,
    at: datetime,
    reading: IndicatorReading,
    reason: str,
    value: float | None = None,
    part: float | None = None,
    whole: float | None = None,
) -> IndicatorReading:
    """Correct a reading by a new one that names it, with the reason."""
    reason = " ".join(reason.split())
    policies.check_own(by, reading.indicator)
    if not reason:
        raise BadInput(_("Skriv vad som var fel."))
    check_text(reason, _("Vad som var fel"), TEXT)
    said = Figure(
        period=reading.period,
        value=value,
        part=part,
        whole=whole,
        area=reading.area,
        area_name=reading.area_name,
        note=reason,
    )
    check_readings(reading.indicator.rule, [_figure(said)])
    if IndicatorReading.objects.filter(replaces=reading).exists():
        raise Refused(_("Avläsningen är redan rättad. Rätta den nyare i stället."))
    made = IndicatorReading.objects.create(
        indicator=reading.indicator, origin=Origin.HAND, replaces=reading, **_row(said), **_written(by, at)
    )
    _record(by, at, "indicator.corrected", reading.indicator, {"reading": reading.pk, "by": made.pk})
    return made


def _figure(one: Figure) -> Reading:
    check_text(one.note, _("Anmärkningen"), TEXT)
    return Reading(area=one.area, period=parse(one.period), value=one.value, part=one.part, whole=one.whole)


def _row(one: Figure) -> dict[str, Any]:
    names = ("area", "area_name", "value", "part", "whole", "note")
    return {"period": str(parse(one.period)), **{name: getattr(one, name) for name in names}}


def _written(by: Scope, at: datetime) -> dict[str, Any]:
    return {"written_by_id": by.user_id, "written_at": at}


def _record(by: Scope, at: datetime, verb: str, target: Indicator, detail: dict[str, Any]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
