"""Reads of the register: rows as tables, and the counts that pages show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from django.db.models import Count, Sum

from samsyn.files import LeftOut, Reading, place_again
from samsyn.methods.incidents.prepare import merged_source, propose_period
from samsyn.table import INCIDENTS, AreaSet, Table
from samsyn_web.base.bulk import fetch
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents.models import Grain, Part, Report, ReportCount, ReporterCount
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Intake, Round, Source

MOST_LABELS = 200  # more are no categories; those keep the source's own words
_STORED = tuple(rule for rule in INCIDENTS if rule.name != "file")


@dataclass(frozen=True, kw_only=True)
class Held:
    """What the register holds of a source: rows that count, from when to when, and the intake that came last."""

    source: Source
    rows: int
    first: date | None
    last: date | None
    intakes: int
    latest: Intake | None


def held(scope: Scope) -> list[Held]:
    """What the register holds of each of the organisation's sources that has any row."""
    own = list(observations.sources(scope))
    sums = {
        row["source"]: row
        for row in ReportCount.objects.filter(source__in=own, grain=Grain.MONTH, part=Part.ALL)
        .values("source")
        .annotate(rows=Sum("n"))
    }
    brought: dict[int, list[Intake]] = {}
    for intake in observations.committed(scope, own):
        brought.setdefault(intake.source_id or 0, []).append(intake)
    return [
        Held(
            source=source,
            rows=sums[source.pk]["rows"] if source.pk in sums else 0,
            first=min((one.first_day for one in brought[source.pk] if one.first_day), default=None),
            last=max((one.last_day for one in brought[source.pk] if one.last_day), default=None),
            intakes=len(brought[source.pk]),
            latest=brought[source.pk][-1],
        )
        for source in own
        if source.pk in brought
    ]


def counts(
    scope: Scope,
    source: Source,
    *,
    grain: Grain = Grain.MONTH,
    sides: Part = Part.CELL,
    start: date | None = None,
    end: date | None = None,
    kind: str = "incident",
) -> pl.DataFrame:
    """
    How many reports of a source there are per bin: start, area, category, n; no row for strangers.

    A side that `sides` sums over is an empty text, as is the side of rows without one. Bins begin within [start, end).
    """
    rows = ReportCount.objects.filter(source=source, source__in=observations.sources(scope))
    rows = rows.filter(grain=grain, part=sides, kind=kind, **_within(start, end))
    schema = {"start": pl.Date, "area": pl.String, "category": pl.String, "n": pl.Int64}
    return fetch(rows.order_by("start", "area", "category").values_list(*schema), schema)


def active_reporters(
    scope: Scope,
    source: Source,
    *,
    grain: Grain = Grain.WEEK,
    start: date | None = None,
    end: date | None = None,
) -> pl.DataFrame:
    """How many reporters of a source sent anything, per bin: start, n; no row for strangers."""
    rows = ReporterCount.objects.filter(source=source, source__in=observations.sources(scope))
    rows = rows.filter(grain=grain, **_within(start, end))
    schema = {"start": pl.Date, "n": pl.Int64}
    return fetch(rows.order_by("start").values_list(*schema), schema)


def _within(start: date | None, end: date | None) -> dict[str, date]:
    return {**({"start__gte": start} if start else {}), **({"start__lt": end} if end else {})}


def labels(scope: Scope, intake: Intake) -> list[tuple[str, int]]:
    """The categories of a staged intake as its source writes them, the most common first, with their number."""
    rows = observations.staged_rows(scope, intake).filter(pl.col("kind") == "incident")
    return _counted(rows.group_by("category").agg(pl.len().alias("n")))


def labels_of_source(scope: Scope, source: Source) -> list[tuple[str, int]]:
    """The categories of a source in the register, as it writes them, the most common first, with their number."""
    rows = Report.objects.counting().filter(
        source=source, source__in=observations.sources(scope), kind="incident"
    )
    counted = rows.values_list("category").annotate(n=Count("pk")).order_by()
    return _counted(fetch(counted, {"category": pl.String, "n": pl.Int64}))


def _counted(rows: pl.DataFrame) -> list[tuple[str, int]]:
    named = rows.drop_nulls("category").sort(["n", "category"], descending=[True, False]).head(MOST_LABELS)
    return [(str(label), int(n)) for label, n in named.select("category", "n").iter_rows()]


def readings(scope: Scope, observed: Round) -> tuple[Reading, ...]:
    """
    The readings of a round's intakes with their rows from the register, placed in the round's areas.

    What the source declares today is what holds. Rows that came before, or that the source has changed since, are told
    as left out, so that rows read are rows used and left out.
    """
    areas = observations.areas(scope, observed)
    found = []
    intakes = observations.round_intakes(scope, observed)
    rows = _rows(intakes)
    for intake in intakes:
        reading = observations.reading_of(scope, intake)
        own = rows.get(intake.pk)
        if reading is None or intake.source is None or (own is None and len(intakes) > 1):
            continue
        frame = _columns() if own is None else own
        found.append(_reading(reading, intake, frame, areas, observed.area_version_id))
    return tuple(found)


def _reading(
    reading: Reading, intake: Intake, frame: pl.DataFrame, areas: AreaSet | None, version: int | None
) -> Reading:
    source = observations.declared(intake.source) if intake.source else reading.source
    crs = intake.crs or None
    if areas is not None and intake.area_version_id != version:
        frame, crs = place_again(
            frame, crs=crs, precision=source.location_precision, own=reading.areas, areas=areas
        )
    same = int(intake.receipt.get("same", 0))
    gone = reading.rows_used - same - frame.height
    told = [
        LeftOut(key="there_already", reason="Raden fanns redan i registret.", count=same),
        LeftOut(key="replaced", reason="Källan har ändrat raden i en senare fil.", count=gone),
    ]
    return replace(
        reading,
        table=Table(frame=frame, crs=crs),
        source=replace(source, columns=reading.source.columns, crs=reading.source.crs),
        rows_used=frame.height,
        left_out=(*reading.left_out, *(one for one in told if one.count)),
        areas=areas or reading.areas,
    )


def _columns() -> pl.DataFrame:
    return pl.DataFrame(schema={rule.name: rule.dtype for rule in INCIDENTS})


def _rows(intakes: Sequence[Intake]) -> dict[int, pl.DataFrame]:
    """Return the rows that count by intake, each with the columns of `INCIDENTS`, in the order of the file."""
    schema = {"intake": pl.Int64, **{rule.name: rule.dtype for rule in _STORED}}
    rows = Report.objects.counting().filter(intake__in=[one.pk for one in intakes])
    frame = fetch(
        rows.order_by("intake", "row").values_list("intake", *(rule.name for rule in _STORED)), schema
    )
    frame = frame.with_columns(pl.lit(0, dtype=pl.Int32).alias("file"))
    names = [rule.name for rule in INCIDENTS]
    return {
        int(key[0]): part.select(names) for key, part in frame.partition_by("intake", as_dict=True).items()
    }


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What writing an intake would do: rows that are new, rows that the source has changed, rows that are there."""

    new: pl.DataFrame
    changed: pl.DataFrame
    same: int


def plan(scope: Scope, intake: Intake) -> Plan:
    """Compare the rows of a staged intake with the register, without changing anything."""
    rows = observations.staged_rows(scope, intake)
    there = _there(scope, intake.source)
    found = rows.join(there, on="identity", how="left", suffix="_there", maintain_order="left")
    known = pl.col("digest_there").is_not_null()
    return Plan(
        new=found.filter(~known).drop("digest_there"),
        changed=found.filter(known & (pl.col("digest") != pl.col("digest_there"))).drop("digest_there"),
        same=found.filter(known & (pl.col("digest") == pl.col("digest_there"))).height,
    )


def _there(scope: Scope, source: Source | None) -> pl.DataFrame:
    """Return identity and digest of the rows of a source that count."""
    schema = {"identity": pl.Binary, "digest": pl.Binary}
    rows = Report.objects.counting().filter(source=source, source__in=observations.sources(scope))
    return fetch(rows.values_list("identity", "digest"), schema)


def proposed_period(scope: Scope, brought: Sequence[Intake], span: tuple[date, date]) -> tuple[str, bool]:
    """The period that is proposed for the rows of some intakes, and whether their times carry weeks."""
    read = [
        observations.declared(one.source)
        for one in brought
        if one.source and one.organisation_id == scope.organisation_id
    ]
    precision = merged_source(read).time_precision
    return str(propose_period(pl.DataFrame({"day": span}), precision)), precision.carries_weeks
