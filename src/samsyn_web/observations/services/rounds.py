"""Rounds: opened on some intakes, frozen with their rows, or discarded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.cycle import Round as PreparedRound
from samsyn.errors import Refused
from samsyn.provenance import canonical, digest
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.observations import policies, queries
from samsyn_web.observations.models import Intake, IntakeState, Round, RoundIntake, RoundState
from samsyn_web.observations.services.attachments import keep_rows
from samsyn_web.places.models import AreaVersion


@transaction.atomic
def open_round(
    *,
    by: Scope,
    at: datetime,
    method: str,
    intakes: Sequence[Intake],
    area_version: AreaVersion | None = None,
) -> Round:
    """Open a round on intakes whose rows are in the register, to be placed in a version of areas."""
    policies.check_can_work_with_data(by)
    _check(by, intakes)
    observed = Round.objects.create(
        organisation_id=by.organisation_id,
        method=method,
        scope_key=_scope_key(method, (one.source.key for one in intakes if one.source)),
        area_version=area_version,
        opened_by_id=by.user_id,
        opened_at=at,
    )
    RoundIntake.objects.bulk_create(
        RoundIntake(round=observed, intake=one, position=place) for place, one in enumerate(intakes)
    )
    detail = {"intakes": [one.pk for one in intakes]}
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="round.opened", target=observed, detail=detail
    )
    return observed


def _scope_key(method: str, sources: Iterable[str]) -> str:
    """Return what pictures of the same sources have in common."""
    return f"{method}:{'+'.join(sorted(set(sources)))}"[:300]


def _check(by: Scope, intakes: Sequence[Intake]) -> None:
    if not intakes:
        raise Refused(_("Det finns ingen inläst fil att räkna på."))
    for one in intakes:
        policies.check_own(by, one)
        if one.state != IntakeState.COMMITTED:
            raise Refused(
                _("%(name)s är inte inläst. Läs in filen, eller välj bort dess källa.")
                % {"name": one.attachment.name}
            )


@transaction.atomic
def freeze(*, by: Scope, at: datetime, observed: Round, prepared: PreparedRound) -> Round:
    """Freeze a round with the rows and period of its picture."""
    observed = Round.objects.select_for_update().get(pk=observed.pk)
    policies.check_can_freeze(by, observed)
    _check(by, queries.round_intakes(by, observed))
    return _frozen(by, at, observed, prepared)


def _frozen(by: Scope, at: datetime, observed: Round, prepared: PreparedRound) -> Round:
    observed.rows = keep_rows(by=by, at=at, name=f"omgång {observed.pk}", frame=prepared.table.frame)
    observed.crs = prepared.table.crs or ""
    observed.period = str(prepared.period)
    observed.start, observed.end = prepared.period.start, prepared.period.end
    observed.options = canonical(prepared.options)
    observed.state = RoundState.FROZEN
    observed.frozen_by_id, observed.frozen_at = by.user_id, at
    observed.digest = digest(
        [observed.period, prepared.sources, observed.rows.sha256, observed.options, prepared.source]
    )
    observed.save()
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="round.frozen",
        target=observed,
        detail={"digest": observed.digest, "period": observed.period, "rows": prepared.table.frame.height},
    )
    return observed


@transaction.atomic
def freeze_read(
    *, by: Scope, at: datetime, method: str, about: str, prepared: PreparedRound, files: Mapping[str, str]
) -> Round:
    """
    Freeze rows that a method has read itself, with what their source says; `files` holds names by digest.

    `about` names what of the source is told: pictures of the same are versions of each other.
    """
    policies.check_can_work_with_data(by)
    source = prepared.source
    declared = {
        "key": source.key,
        "name": source.name,
        "caveats": list(source.caveats),
        "breaks": [[one.day.isoformat(), one.what] for one in source.breaks],
        "files": dict(files),
        "rows": prepared.table.frame.height,
    }
    observed = Round(
        organisation_id=by.organisation_id,
        method=method,
        scope_key=_scope_key(method, [source.key, about]),
        declared=declared,
        opened_by_id=by.user_id,
        opened_at=at,
    )
    observed.save()
    return _frozen(by, at, observed, prepared)


@transaction.atomic
def discard_round(*, by: Scope, at: datetime, observed: Round) -> None:
    """Remove a round that was never frozen."""
    policies.check_can_freeze(by, observed)
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="round.discarded", target=observed, detail={}
    )
    observed.delete()
