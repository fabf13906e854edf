"""Changes to official statistics: a file is read, kept or thrown away, withdrawn and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samsyn.cycle import Edition, Round
from samsyn.methods.statistics import Pick, StatisticsReading, find, with_picks
from samsyn.methods.statistics.find import VERSION
from samsyn.methods.statistics.keys import KEYS
from samsyn.methods.statistics.method import Figures
from samsyn.methods.statistics.withheld import area_name
from samsyn.period import parse
from samsyn.provenance import digest as digest_of
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import Picture
from samsyn_web.findings.services import Made, MadeEdition, record_picture
from samsyn_web.methods.statistics import policies, queries
from samsyn_web.methods.statistics.models import StatisticsFile
from samsyn_web.observations import services as rounds


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


@transaction.atomic
def pick_figures(
    *, by: Scope, at: datetime, one: StatisticsFile, picks: Iterable[Pick], year: int
) -> Picture:
    """
    Make a situational picture of some figures of a kept file, frozen with all that the source says about them.

    The same figures a second time give the picture that is there.
    """
    one = _locked(by, one)
    policies.check_can_pick(by, one)
    prepared = _prepared(by, one, list(picks), year)
    told = Figures(observed=prepared, found=find(prepared))
    made = _made(told)
    digest = made.editions[Edition.INTERNAL].digest
    there = findings.kept_pictures(by).filter(method=policies.METHOD, digest=digest).first()
    if there is not None:
        return there
    frozen = rounds.freeze_read(
        by=by,
        at=at,
        method=policies.METHOD,
        about=digest_of(prepared.options["picked"])[:12],
        prepared=prepared,
        files={one.sha256: one.name},
    )
    return record_picture(by=by, at=at, observed=frozen, made=made)


def _prepared(by: Scope, one: StatisticsFile, picks: list[Pick], year: int) -> Round:
    observed = policies.observed(one)
    newer = [(each.revision, each.other.name) for each in queries.replaced(by, one)]
    for pick in picks:
        policies.check_has_value(pick, year, observed.table)
        policies.check_in_force(pick, year, newer)
    end = date(year + 1, 1, 1)
    revised = [each.revision for each in queries.revised(by, one) if each.revision.day < end]
    options = with_picks(observed.options, picks, own=queries.own_names(by), revised=revised)
    return replace(observed, period=parse(str(year)), options={**options, "origin": one.digest})


def _made(told: Figures) -> Made:
    observed, editions = told.observed, {}
    for edition in Edition:
        document = told.document(edition)
        editions[edition] = MadeEdition(
            sentence=told.sentence(edition),
            sections=told.sections(edition),
            document=json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n",
            digest=document["digest"],
        )
    areas = {one.area or "": area_name(one.area) for one in told.found.findings}
    year = observed.period.start.year
    return Made(
        method=policies.METHOD,
        version=VERSION,
        period=observed.period,
        title=f"{observed.source.name}: {', '.join(sorted(areas.values()))} {year}",
        findings=told.found.findings,
        editions=editions,
        labels=KEYS,
        area_names=areas,
    )


def _locked(by: Scope, one: StatisticsFile) -> StatisticsFile:
    one = StatisticsFile.objects.select_for_update().get(pk=one.pk)
    policies.check_can_read_in(by, one)
    return one


def _record(by: Scope, at: datetime, verb: str, one: StatisticsFile, detail: Mapping[str, Any]) -> None:
    audit.record(
        organisation_id=one.organisation_id, by=by, at=at, verb=verb, target=one, detail=dict(detail)
    )
