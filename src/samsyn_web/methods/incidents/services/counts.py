"""Keeps the counts that pages read: made from the rows by one function, for the days that have changed."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
from django.db import transaction
from django.db.models import Count

from samsyn.methods.incidents import rollup
from samsyn.methods.incidents.prepare import map_categories
from samsyn.period import PeriodKind, containing
from samsyn_web.base.bulk import fetch, write
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents.models import Grain, Report, ReportCount, ReporterCount
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Source
from samsyn_web.observations.policies import check_can_work_with_data

KIND_OF = {Grain.WEEK: PeriodKind.WEEK, Grain.MONTH: PeriodKind.MONTH}
_ROWS = {"day": pl.Date, "area": pl.String, "category": pl.String, "kind": pl.String, "n": pl.Int64}
_SENT = {"day": pl.Date, "reporter": pl.String}


@transaction.atomic
def recount(
    *, by: Scope, at: datetime, source: Source, first: date | None = None, last: date | None = None
) -> None:
    """Make the counts of a source anew for the bins that hold these days (all of them where none is given)."""
    check_can_work_with_data(by)
    declared = observations.declared(source)
    spans = {grain: _bins(grain, first, last) for grain in Grain}
    days = Report.objects.counting().filter(source=source)
    starts, ends = ([span[side] for span in spans.values() if span] for side in (0, 1))
    if starts:
        days = days.filter(day__gte=min(starts), day__lt=max(ends))
    by_day = days.values_list("day", "area", "category", "kind").annotate(n=Count("pk")).order_by()
    rows = map_categories(fetch(by_day, _ROWS), declared)
    sent = fetch(days.exclude(reporter=None).values_list("day", "reporter").distinct().order_by(), _SENT)
    for grain, span in spans.items():
        about = (pl.lit(source.pk).alias("source_id"), pl.lit(grain.value).alias("grain"))
        inside = pl.lit(value=True) if span is None else pl.col("day").is_between(*span, closed="left")
        for model in (ReportCount, ReporterCount):
            old = model._default_manager.filter(source=source, grain=grain)
            (old if span is None else old.filter(start__gte=span[0], start__lt=span[1])).delete()
        if grain is Grain.MONTH or declared.time_precision.carries_weeks:
            write(ReportCount, rollup.counts(rows.filter(inside), KIND_OF[grain]).with_columns(about))
            write(ReporterCount, rollup.reporters(sent.filter(inside), KIND_OF[grain]).with_columns(about))


def _bins(grain: Grain, first: date | None, last: date | None) -> tuple[date, date] | None:
    if first is None or last is None:
        return None
    return containing(first, KIND_OF[grain]).start, containing(last, KIND_OF[grain]).end
