"""Reads of a proposal tried on what has been reported: the last twelve months of the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import ExtractHour

from samsyn.instruments.categories import CategoryList, Indicator
from samsyn.instruments.crosswalk import Crosswalk, crosswalk
from samsyn.methods.incidents.comparable import Reach
from samsyn.methods.incidents.indicators import Followed, follow
from samsyn.methods.incidents.trial import Trial, tried
from samsyn.table import Source as DeclaredSource
from samsyn.table import TimePrecision
from samsyn_web.base.bulk import fetch
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents.models import CategoryProposal, Report
from samsyn_web.methods.incidents.queries.categories import base_list, category_proposals, listed
from samsyn_web.methods.incidents.queries.everyday import reaches
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Source

MOST_SPREAD = timedelta(hours=1)  # a time known less exactly than this has no hour
SCHEMA = {
    "label": pl.String,
    "day": pl.Date,
    "hour": pl.Int64,
    "severity": pl.Int64,
    "n": pl.Int64,
}
_ALL = {**SCHEMA, "code": pl.String, "source": pl.String}


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What a proposal gives on the last twelve months: counts beside today's, indicators, and what it rests on."""

    start: date
    end: date
    trial: Trial
    indicators: tuple[tuple[Indicator, Followed], ...]
    walk: Crosswalk
    sources: tuple[str, ...]
    unknown: tuple[tuple[str, str, int], ...]  # source, label, reports: what falls outside every category


def tried_proposal(scope: Scope, proposal: CategoryProposal) -> Tried | None:
    """A proposal tried on the last twelve months that the register reaches; none where there are no reports."""
    if not category_proposals(scope).filter(pk=proposal.pk).exists():
        return None
    there = reaches(scope)
    if not there:
        return None
    start, end = _year([reach for _source, reach in there])
    today, known = base_list(proposal), listed(proposal.content)
    rows = pl.concat(
        [_rows(source, today, (start, end)) for source, _reach in there] or [pl.DataFrame(schema=_ALL)]
    )
    walk = crosswalk(today, known)
    trial = tried(rows, today, known, walk)
    coded = trial.rows.with_columns(code=pl.col("proposed")).drop("proposed")
    return Tried(
        start=start,
        end=end,
        trial=trial,
        indicators=tuple(
            (one, follow(coded, one, known, (start, end))) for one in known.indicators if not one.closed
        ),
        walk=walk,
        sources=tuple(source.name for source, _reach in there),
        unknown=_unknown(trial.rows),
    )


def _year(reached: Sequence[Reach]) -> tuple[date, date]:
    """Return the last twelve whole months; where the rows begin in the month that they end in, that one too."""
    end = (max(one.last for one in reached) + timedelta(days=1)).replace(day=1)
    if end <= min(one.first for one in reached):
        end = (end + timedelta(days=32)).replace(day=1)
    return end.replace(year=end.year - 1), end


def _rows(source: Source, known: CategoryList, span: tuple[date, date]) -> pl.DataFrame:
    """Return the reports of a source by label, day, hour and severity, with what each label is today."""
    declared = observations.declared(source)
    rows = Report.objects.counting().filter(source=source, kind="incident", day__gte=span[0], day__lt=span[1])
    if declared.not_incidents:
        rows = rows.filter(Q(category=None) | ~Q(category__in=declared.not_incidents))
    counted = rows.annotate(hour=_hour(declared)).values_list("category", "day", "hour", "severity")
    frame = fetch(counted.annotate(n=Count("pk")).order_by(), SCHEMA)
    codes = {label: _code(label, declared, known) for label in frame["label"].unique() if label is not None}
    mapped = pl.DataFrame(list(codes.items()), schema={"label": pl.String, "code": pl.String}, orient="row")
    found = frame.join(mapped, on="label", how="left").with_columns(source=pl.lit(source.name))
    return found.select(*_ALL)


def _hour(declared: DeclaredSource) -> Case | Value:
    """Return the local hour of a report whose time is known to the hour, else none."""
    if declared.time_precision not in (TimePrecision.EXACT, TimePrecision.INTERVAL):
        return Value(None, output_field=IntegerField())
    near = Q(time_to=None) | Q(time_to__lte=F("time_from") + MOST_SPREAD)
    hour = ExtractHour("time_from", tzinfo=ZoneInfo(declared.zone or "Europe/Stockholm"))
    return Case(When(near & Q(time_from__isnull=False), then=hour), default=None, output_field=IntegerField())


def _code(label: str, declared: DeclaredSource, known: CategoryList) -> str | None:
    """Return the code that a source's label is today: its own where it is one, else as the source is mapped."""
    if label in known.every:
        return label
    code = declared.categories.get(label)
    return code if code in known.every else None


def _unknown(rows: pl.DataFrame) -> tuple[tuple[str, str, int], ...]:
    without = rows.filter(pl.col("proposed").is_null()).with_columns(pl.col("label").fill_null(""))
    told = (
        without.group_by("source", "label")
        .agg(pl.col("n").sum())
        .sort(["n", "label"], descending=[True, False])
    )
    return tuple((str(source), str(label), int(n)) for source, label, n in told.head(50).iter_rows())
