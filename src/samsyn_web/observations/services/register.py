"""What becomes of an intake: its rows are written into the register, and possibly taken out again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.table import Source as DeclaredSource
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.observations import policies, queries
from samsyn_web.observations.models import Intake, IntakeState, Source
from samsyn_web.observations.services.attachments import keep_rows, remove_loose
from samsyn_web.observations.services.sources import declare_source


class TurnLost(Refused):
    """Somebody else has begun to write the same intake; what this process wrote is theirs to take out."""


def begin_commit(*, by: Scope, at: datetime, intake: Intake) -> Intake:
    """
    Take the turn to write the rows of a staged intake; one file at a time writes a source.

    A source that is new is there from now on; what is said anew about an old one holds when the rows do. An intake
    whose writing was cut off may be begun again; if it was not, its writer loses the turn (see `hold_turn`).
    """
    declared = queries.draft(intake)
    if declared is None:
        raise Refused(_("Filen är inte läst ännu."))
    try:
        with transaction.atomic():
            intake = Intake.objects.select_for_update().get(pk=intake.pk)
            if intake.state == IntakeState.COMMITTING:
                policies.check_own(by, intake)
            else:
                policies.check_can_change(by, intake)
                _begin(by, at, intake, declared)
            hold_source(by=by, at=at, intake=intake)  # nobody undoes an older file of the source meanwhile
            intake.turn += 1
            intake.save(update_fields=["turn"])
    except IntegrityError:
        raise Refused(_("En annan fil från samma källa läses in just nu. Vänta tills den är klar.")) from None
    return intake


def _begin(by: Scope, at: datetime, intake: Intake, declared: DeclaredSource) -> None:
    intake.source = queries.source_of_key(by, declared.key) or declare_source(
        by=by, at=at, declared=declared, area_version=intake.area_version
    )
    intake.state = IntakeState.COMMITTING
    intake.committed_by_id = by.user_id
    intake.save(update_fields=["source", "state", "committed_by"])
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="intake.begun", target=intake, detail={}
    )


def hold_source(*, by: Scope, at: datetime, intake: Intake) -> None:
    """Keep others from writing the intake's source until the transaction ends."""
    policies.check_own(by, intake)
    list(Source.objects.select_for_update().filter(pk__in=[intake.source_id]))


def hold_turn(*, by: Scope, at: datetime, intake: Intake) -> None:
    """Keep the turn to write an intake until the transaction ends; raises TurnLost if somebody else has it."""
    policies.check_own(by, intake)
    now = Intake.objects.select_for_update().get(pk=intake.pk)
    if (now.state, now.turn) != (IntakeState.COMMITTING, intake.turn):
        raise TurnLost(_("Filen läses in av någon annan just nu. Vänta tills den är klar."))


@transaction.atomic
def finish_commit(*, by: Scope, at: datetime, intake: Intake, receipt: Mapping[str, Any]) -> Intake:
    """
    Let the rows of an intake count, what it says about its source hold, and keep its receipt.

    Called within the transaction that writes its last rows.
    """
    hold_turn(by=by, at=at, intake=intake)
    intake = Intake.objects.get(pk=intake.pk)
    policies.check_own(by, intake)
    if (declared := queries.draft(intake)) is not None:
        intake.source = declare_source(by=by, at=at, declared=declared, area_version=intake.area_version)
    loose = [intake.cells, intake.rows]
    intake.left_out = _left_out(by, at, intake)
    intake.state, intake.committed_at = IntakeState.COMMITTED, at
    intake.receipt, intake.cells, intake.rows = dict(receipt), None, None
    intake.save()
    remove_loose(by=by, at=at, attachments=loose)
    counts = {name: receipt[name] for name in ("new", "same", "changed") if name in receipt}
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="intake.committed",
        target=intake,
        detail=counts,
    )
    return intake


def _left_out(by: Scope, at: datetime, intake: Intake) -> Any:
    rows: pl.DataFrame | None = queries.left_out(by, intake)
    if rows is None or rows.is_empty():
        return None
    return keep_rows(by=by, at=at, name=f"utelämnade {intake.attachment.name}", frame=rows)


@transaction.atomic
def give_up_commit(*, by: Scope, at: datetime, intake: Intake) -> Intake:
    """Put an intake back as staged, after its rows have been taken out again, unless somebody else writes it."""
    turn, intake = intake.turn, Intake.objects.select_for_update().get(pk=intake.pk)
    if intake.state == IntakeState.COMMITTING and intake.turn == turn:
        policies.check_own(by, intake)
        source = intake.source
        intake.state, intake.committed_by = IntakeState.STAGED, None
        if source is not None and not Intake.objects.filter(source=source).exclude(pk=intake.pk).exists():
            intake.source = None  # it came to be for this file's sake
        intake.save(update_fields=["state", "committed_by", "source"])
        if source is not None and intake.source is None:
            source.delete()
        audit.record(
            organisation_id=by.organisation_id, by=by, at=at, verb="intake.given_up", target=intake, detail={}
        )
    return intake


@transaction.atomic
def undo_commit(*, by: Scope, at: datetime, intake: Intake) -> Intake:
    """Let the rows of an intake count no more; frozen rounds keep theirs. The newest of a source is undone first."""
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    hold_source(by=by, at=at, intake=intake)
    policies.check_can_undo(by, intake, newer=queries.newer(by, intake))
    intake.state, intake.undone_by_id, intake.undone_at = IntakeState.UNDONE, by.user_id, at
    intake.save(update_fields=["state", "undone_by", "undone_at"])
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="intake.undone", target=intake, detail={}
    )
    return intake
