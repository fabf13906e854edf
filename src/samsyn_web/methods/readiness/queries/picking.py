"""Reads of what is picked of a finished measurement, and of the pictures that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.cycle import Round
from samsyn.errors import Refused
from samsyn.methods.readiness.picks import CHANGE, VALIDITY_CHANGED, picked_round
from samsyn.methods.readiness.register import Measured
from samsyn.period import Period, PeriodKind
from samsyn.provenance import digest
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import Measurement
from samsyn_web.methods.readiness.queries.measurements import agreed, interviews, measurements, table
from samsyn_web.observations import queries as observations


def picked(scope: Scope, measured: Measurement, picks: Sequence[str]) -> Round:
    """
    Return what was picked of a finished measurement as a round.

    Raises
    ------
    Refused
        If it is not theirs, or nothing was picked.
    """
    now, before = table(scope, measured), None
    if CHANGE in picks and measured.previous is not None:
        before = table(scope, measured.previous)
    if now is None or measured.closed_at is None:
        raise Refused(_("Ingen intervju är bedömd."))
    last = localdate(measured.closed_at)
    days = interviews(scope, measured.pk).values_list("held_on", flat=True)
    said = Measured(
        unit=measured.unit,
        definition=measured.definition,
        wave=measured.wave,
        previous_wave=measured.previous.wave if measured.previous else "",
        mode=measured.mode,
        previous_mode=measured.previous.mode if measured.previous else "",
        validity=dict(measured.validity),
    )
    names = [measured, *([measured.previous] if before is not None and measured.previous else [])]
    return picked_round(
        now,
        said,
        picks,
        before=before,
        period=Period(start=min([*days, last]), end=last + timedelta(days=1), kind=PeriodKind.SPAN),
        closed=last,
        sources=tuple(frozen_digest(scope, one) for one in names),
        seed=measured.seed,
        is_invented=measured.is_invented,
        is_our_text=not measured.instrument,
    )


def frozen_digest(scope: Scope, measured: Measurement) -> str:
    """Return the name of what was agreed on in a measurement; empty where it is not theirs."""
    if not measurements(scope).filter(pk=measured.pk).exists():
        return ""
    rows = agreed(scope, measured.pk).values_list("interview__code", "dimension", "quarters")
    return digest([measured.definition, measured.edition, measured.mode, sorted(map(list, rows))])


def pictures_of(scope: Scope, measured: Measurement) -> list[Picture]:
    """Return the pictures that a measurement stands in, the newest first."""
    own = findings.kept_pictures(scope).filter(method=policies.METHOD, round__options__origin=measured.pk)
    return list(own.order_by("-created_at"))


def figures_of(scope: Scope, measured: Measurement) -> dict[str, str]:
    """Return the digests of the figures of a measurement's dimensions, in the newest picture that holds it."""
    newest = pictures_of(scope, measured)[:1]
    found = FindingRecord.objects.filter(picture__in=newest, key="dimension", category__isnull=False)
    return {str(key): name for key, name in found.values_list("category", "digest")}


def measurement_of_round(scope: Scope, readiness_round_id: int) -> Measurement | None:
    """Return the measurement that a round was frozen from."""
    found = observations.rounds(scope).filter(pk=readiness_round_id, method=policies.METHOD).first()
    return measurements(scope).filter(pk=found.options.get("origin")).first() if found else None


def changed_since(scope: Scope, round_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return, by the round's key, that the answers about validity have changed since it compared two measurements."""
    said: dict[int, tuple[str, ...]] = {}
    for key, (_period, options) in observations.frozen_options(scope, round_ids, policies.METHOD).items():
        one = measurements(scope).filter(pk=options.get("origin", 0)).first()
        then = options["measurement"]["validity"]
        if one is not None and CHANGE in options["picked"] and then != one.validity:
            said[key] = (VALIDITY_CHANGED,)
    return said
