"""Brings the rows of an intake into the register and takes them out again: all of them, or none."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn.table import Source as DeclaredSource
from samsyn_web.base import jobs
from samsyn_web.base.bulk import write
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Scope
from samsyn_web.findings.models import FindingRecord
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.models import Report
from samsyn_web.methods.incidents.services.counts import recount
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as observed
from samsyn_web.observations.models import Intake, IntakeState, Source
from samsyn_web.observations.policies import check_own
from samsyn_web.observations.services import Told

CHUNK = 25_000  # rows to a transaction: others can write in between
BREATH_S = 0.11  # SQLite asks again every 100 ms at the least: whoever waits gets in
SHOWN = 12
COLUMNS = (
    "row", "identity", "digest", "day", "time_from", "time_to", "category", "area", "x_m", "y_m", "reporter", "kind",
    "severity",
)  # fmt: skip


def _check_labels(frame: pl.DataFrame, name: str) -> None:
    """Refuse categories and areas that are too long to be labels: then another column was probably meant."""
    for column, what in (("category", _("kategori")), ("area", _("område"))):
        most = int(getattr(FindingRecord._meta.get_field(column), "max_length", 0))
        labels = frame[column].drop_nulls()
        longest = labels.filter(labels.str.len_chars() > most).head(1)
        if not longest.is_empty():
            raise BadInput(
                _(
                    "I %(name)s är en text för %(what)s längre än %(most)s tecken: ”%(text)s…”. "
                    "Peka ut en annan kolumn för %(what)s."
                )
                % {"name": name, "what": what, "most": most, "text": longest[0][:40]}
            )


def commit(*, by: Scope, at: datetime, intake: Intake, told: Told | None = None) -> Intake:
    """
    Write the rows of a staged intake into the register; running it again after a crash gives the same as once.

    Rows are written a part at a time and count from the moment when the last part and the receipt are written, in one
    transaction with the counts. If anything goes wrong, or the person stops it, all of it is taken out again.
    """
    tell = told or _nobody
    if intake.state == IntakeState.COMMITTED:
        return intake
    _check_labels(observations.staged_rows(by, intake), intake.attachment.name)
    intake = observed.begin_commit(by=by, at=at, intake=intake)
    try:
        _sweep(by, at, intake)
        tell(0.05, "Jämför med registret")
        planned = queries.plan(by, intake)
        _write_parts(by, at, intake, planned.new, tell)
        tell(0.85, "Räknar ihop")
        with transaction.atomic():
            return _finish(by, at, intake, planned)
    except observed.TurnLost:
        raise
    except BaseException:
        _sweep(by, at, intake)
        observed.give_up_commit(by=by, at=at, intake=intake)
        raise


def _write_parts(by: Scope, at: datetime, intake: Intake, new: pl.DataFrame, tell: Told) -> None:
    """Write rows a part at a time, each in a transaction, as long as nobody else has taken over the intake."""
    for start in range(0, new.height, CHUNK):
        if start:
            _let_others_write()
        tell(0.1 + 0.75 * start / new.height, "Skriver raderna")
        with transaction.atomic():
            observed.hold_turn(by=by, at=at, intake=intake)
            _write(intake, new.slice(start, CHUNK))


def _let_others_write() -> None:
    """Pause between two transactions, where the database has one writer at a time and no queue."""
    if connection.vendor == "sqlite":
        time.sleep(BREATH_S)


def _finish(by: Scope, at: datetime, intake: Intake, planned: queries.Plan) -> Intake:
    """Let the rows count: what they replace, the receipt and the counts, within the caller's transaction."""
    observed.hold_turn(by=by, at=at, intake=intake)
    observed.hold_source(by=by, at=at, intake=intake)
    before = observations.declared(Source.objects.get(pk=_source(intake).pk))
    _replace(intake, planned.changed)
    intake = observed.finish_commit(by=by, at=at, intake=intake, receipt=_receipt(by, intake, planned))
    alike = _same_counts(before, observations.declared(_source(intake)))
    whole = not alike or planned.changed.height  # what was replaced may be of other days
    recount(by=by, at=at, source=_source(intake), **({} if whole else _days(intake)))
    return intake


def _same_counts(before: DeclaredSource, after: DeclaredSource) -> bool:
    """Whether the rows of a source are counted alike by two declarations."""
    return (before.categories, before.not_incidents, before.time_precision.carries_weeks) == (
        after.categories,
        after.not_incidents,
        after.time_precision.carries_weeks,
    )


def _days(intake: Intake) -> dict[str, date | None]:
    return {"first": intake.first_day, "last": intake.last_day}


def _nobody(share: float, what: str) -> None:
    """Nobody waits."""


def _source(intake: Intake) -> Source:
    if intake.source is None:
        raise LookupError("The intake has no source.")
    return intake.source


def _write(intake: Intake, frame: pl.DataFrame) -> None:
    about = (pl.lit(intake.source_id).alias("source_id"), pl.lit(intake.pk).alias("intake_id"))
    write(Report, frame.select(*COLUMNS, *about))


def _replace(intake: Intake, changed: pl.DataFrame) -> None:
    """Mark the rows that the source has changed as replaced, and write what they say now."""
    table = connection.ops.quote_name(Report._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET replaced_by_id = %s WHERE source_id = %s AND identity = %s AND replaced_by_id IS NULL",
            [(intake.pk, intake.source_id, name) for name in changed["identity"]],
        )
    _write(intake, changed)


def _sweep(by: Scope, at: datetime, intake: Intake) -> None:
    """Remove rows that do not count: of undone intakes of the source, and what a killed run of this one left."""
    gone = Q(intake__state=IntakeState.UNDONE) | Q(intake=intake, intake__state=IntakeState.COMMITTING)
    rows = Report.objects.filter(gone, source=intake.source_id)
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            if intake.state == IntakeState.COMMITTING:
                observed.hold_turn(by=by, at=at, intake=intake)
            rows.filter(pk__gte=keys[0], pk__lte=keys[-1]).delete()
        if len(keys) == CHUNK:
            _let_others_write()


def _receipt(by: Scope, intake: Intake, planned: queries.Plan) -> dict[str, Any]:
    written = pl.concat([planned.new, planned.changed])
    incidents = written.filter(pl.col("kind") == "incident")
    reading = intake.reading or {}
    return {
        "read": reading.get("rows_read", 0),
        "new": planned.new.height,
        "changed": planned.changed.height,
        "same": planned.same,
        "left_out": sum(one["count"] for one in reading.get("left_out", ())),
        "first_day": str(written["day"].min()) if written.height else "",
        "last_day": str(written["day"].max()) if written.height else "",
        "areas": _most(incidents, "area"),
        "categories": _most(incidents, "category"),
        "kinds": _most(written, "kind"),
    }


def _most(rows: pl.DataFrame, column: str) -> list[list[Any]]:
    """Return the most common values with their counts; null for rows without one."""
    found = rows.group_by(column).len().sort(["len", column], descending=[True, False], nulls_last=True)
    return [[value, n] for value, n in found.head(SHOWN).iter_rows()]


@transaction.atomic
def declare(*, by: Scope, at: datetime, source: Source, declared: DeclaredSource) -> Source:
    """Keep what is said anew about a source, and count its rows by it."""
    check_own(by, source)
    before = observations.declared(Source.objects.select_for_update().get(pk=source.pk))
    kept = observed.declare_source(by=by, at=at, declared=declared)
    if not _same_counts(before, declared):
        recount(by=by, at=at, source=kept)
    return kept


@transaction.atomic
def undo(*, by: Scope, at: datetime, intake: Intake) -> Intake:
    """Take the rows of an intake out of the register, and bring back those that it replaced."""
    intake = observed.undo_commit(by=by, at=at, intake=intake)
    brought_back = Report.objects.filter(replaced_by=intake)
    Report.objects.filter(intake=intake, identity__in=brought_back.values("identity")).delete()
    whole = brought_back.update(replaced_by=None) > 0
    recount(by=by, at=at, source=_source(intake), **({} if whole else _days(intake)))
    return intake


def sweep(*, by: Scope, at: datetime, intake: Intake) -> None:
    """Remove the rows of an undone intake for good; they have not counted since it was undone."""
    if intake.state == IntakeState.UNDONE and intake.organisation_id == by.organisation_id:
        _sweep(by, at, intake)


def ask_to_commit(*, by: Scope, at: datetime, intake: Intake) -> Job:
    """Ask the worker to write the rows of an intake."""
    return ask(by=by, at=at, work="commit", key=str(intake.pk), arguments={"intake_id": intake.pk})


def ask_to_sweep(*, by: Scope, at: datetime, intake: Intake) -> Job:
    """Ask the worker to remove the rows of an undone intake."""
    return ask(by=by, at=at, work="sweep", key=str(intake.pk), arguments={"intake_id": intake.pk})


def ask(*, by: Scope, at: datetime, work: str, key: str, arguments: Mapping[str, Any]) -> Job:
    """Ask the worker for one of the method's pieces of work."""
    return jobs.enqueue(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        function=f"samsyn_web.methods.incidents.tasks.{work}",
        kind=f"incidents.{work}",
        key=f"incidents.{work}:{key}",
        arguments={"role": by.role.value, **arguments},
    )
