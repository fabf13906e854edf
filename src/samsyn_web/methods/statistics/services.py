"""Changes to official statistics: a file is read, kept or thrown away, withdrawn and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samsyn.methods.statistics import StatisticsReading
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.statistics import policies
from samsyn_web.methods.statistics.models import StatisticsFile


@transaction.atomic
def read(
    *,
    by: Scope,
    at: datetime,
    reading: StatisticsReading,
    template: str,
    name: str,
    options: Mapping[str, Any],
    doubts: tuple[str, ...] = (),
    is_invented: bool = False,
) -> StatisticsFile:
    """Freeze what was understood of a file; it is shown to nobody else until it is kept."""
    policies.check_can_read_in(by)
    policies.check_reading(reading)
    policies.check_names(reading)
    rows, compared, year = (
        policies.frozen_rows(reading),
        policies.frozen_options(options),
        reading.years[-1],
    )
    made = StatisticsFile.objects.create(
        organisation_id=by.organisation_id,
        name=policies.file_name(name),
        template=template,
        sha256=reading.sha256,
        year=year,
        rows=rows,
        options=compared,
        doubts=[*reading.warnings, *doubts],
        digest=policies.digest_of(
            name=template, sha256=reading.sha256, year=year, rows=rows, options=compared
        ),
        is_invented=is_invented,
        read_by_id=by.user_id,
        read_at=at,
    )
    _record(by, at, "statistics_file.read", made, {"template": template, "digest": made.digest})
    return made


@transaction.atomic
def keep(*, by: Scope, at: datetime, one: StatisticsFile) -> StatisticsFile:
    """Keep a file: from now on its figures are read by others."""
    one = _locked(by, one)
    policies.check_is_new(one)
    one.kept_at = at
    one.save(update_fields=["kept_at"])
    _record(by, at, "statistics_file.kept", one, {"digest": one.digest})
    return one


@transaction.atomic
def throw_away(*, by: Scope, at: datetime, one: StatisticsFile) -> None:
    """Throw away a file that was not kept; nothing of it is left but the event."""
    one = _locked(by, one)
    policies.check_is_new(one)
    _record(by, at, "statistics_file.thrown_away", one, {"digest": one.digest})
    one.delete()


@transaction.atomic
def withdraw(*, by: Scope, at: datetime, one: StatisticsFile) -> StatisticsFile:
    """Withdraw a kept file; it is not shown to others, and can be taken back."""
    one = _locked(by, one)
    if one.kept_at is not None and one.withdrawn_at is None:
        one.withdrawn_by_id, one.withdrawn_at = by.user_id, at
        one.save(update_fields=["withdrawn_by", "withdrawn_at"])
        _record(by, at, "statistics_file.withdrawn", one, {"digest": one.digest})
    return one


@transaction.atomic
def restore(*, by: Scope, at: datetime, one: StatisticsFile) -> StatisticsFile:
    """Take back a file that was withdrawn."""
    one = _locked(by, one)
    if one.withdrawn_at is not None:
        one.withdrawn_by_id, one.withdrawn_at = None, None
        one.save(update_fields=["withdrawn_by", "withdrawn_at"])
        _record(by, at, "statistics_file.restored", one, {"digest": one.digest})
    return one


def _locked(by: Scope, one: StatisticsFile) -> StatisticsFile:
    one = StatisticsFile.objects.select_for_update().get(pk=one.pk)
    policies.check_can_read_in(by, one)
    return one


def _record(by: Scope, at: datetime, verb: str, one: StatisticsFile, detail: Mapping[str, Any]) -> None:
    audit.record(
        organisation_id=one.organisation_id, by=by, at=at, verb=verb, target=one, detail=dict(detail)
    )
