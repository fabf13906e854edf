"""
Reads of measurements. `scores` is the only way to scores, and gives those of the other scorer only where both have
locked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from math import isnan

import numpy as np
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.cycle import Round
from samsyn.errors import Refused
from samsyn.instruments.load import readiness
from samsyn.methods.readiness import DimensionScore as Found
from samsyn.methods.readiness import Score, Scores, gather, profile
from samsyn.methods.readiness.picks import CHANGE, VALIDITY_CHANGED, picked_round
from samsyn.methods.readiness.register import Measured
from samsyn.period import Period, PeriodKind
from samsyn.programme import SharedFigure
from samsyn.programme.shared_figures import LEAST
from samsyn.provenance import digest
from samsyn_web.base.registry import Shareable
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import (
    SEATS,
    Consensus,
    DimensionScore,
    Interview,
    Measurement,
    ScoreLock,
    Sector,
)
from samsyn_web.observations import queries as observations
from samsyn_web.people.models import Membership

DRAWN = 1000  # as the page that shows the measurement


def measurements(scope: Scope) -> QuerySet[Measurement]:
    """Return the organisation's measurements, the newest first."""
    if not scope.can(Permission.READ_PICTURE):
        return Measurement.objects.none()
    return (
        Measurement.objects.filter(organisation_id=scope.organisation_id)
        .select_related("previous")
        .order_by("-started_at", "-pk")
    )


def measurement(scope: Scope, measurement_id: int) -> Measurement | None:
    """Return one measurement, or none."""
    return (
        measurements(scope)
        .select_related("first_scorer__user", "second_scorer__user")
        .filter(pk=measurement_id)
        .first()
    )


def scorers(scope: Scope) -> QuerySet[Membership]:
    """Return the members who can be scorers: those who read pictures and are still there."""
    if not scope.can(Permission.JUDGE):
        return Membership.objects.none()
    return (
        Membership.objects.filter(organisation_id=scope.organisation_id, is_active=True)
        .select_related("user")
        .order_by("user__name", "pk")
    )


def interviews(scope: Scope, measurement_id: int) -> QuerySet[Interview]:
    """Return the interviews of a measurement, with how many have locked; notes are read by `interview`."""
    return (
        Interview.objects.filter(
            measurement_id=measurement_id, measurement__in=measurements(scope).values("pk")
        )
        .defer("notes")
        .order_by("pk")
    )


def interview(scope: Scope, interview_id: int) -> Interview | None:
    """Return one interview of the organisation, or none."""
    return (
        Interview.objects.select_related("measurement")
        .filter(pk=interview_id, measurement__in=measurements(scope).values("pk"))
        .first()
    )


def locks(scope: Scope, measurement_id: int) -> dict[int, dict[int, ScoreLock]]:
    """Return which seats have locked each interview, and how."""
    found: dict[int, dict[int, ScoreLock]] = {}
    rows = ScoreLock.objects.filter(interview__in=interviews(scope, measurement_id).values("pk"))
    for one in rows:
        found.setdefault(one.interview_id, {})[one.seat] = one
    return found


def scores(scope: Scope, interview_id: int) -> QuerySet[DimensionScore]:
    """
    Return scores of an interview that this person may see.

    Those of one's own seat always; everybody's once both seats have locked, to the two scorers and to whoever writes
    down the consensus of scorers without an account. Others see none: they read the consensus.
    """
    found = interview(scope, interview_id)
    if found is None or not policies.can_agree(scope, found.measurement):
        return DimensionScore.objects.none()
    seat = policies.seat_of(scope, found.measurement)
    own = Q(seat=seat) if seat is not None else Q(pk__in=[])
    given = DimensionScore.objects.filter(interview_id=interview_id)
    return given.filter(own | Q(interview__in=_both_locked())).order_by("dimension", "seat")


def agreed(scope: Scope, measurement_id: int) -> QuerySet[Consensus]:
    """Return what the scorers have agreed on in a measurement."""
    return Consensus.objects.filter(interview__in=interviews(scope, measurement_id).values("pk")).order_by(
        "interview_id", "dimension"
    )


def table(scope: Scope, measured: Measurement) -> Scores | None:
    """
    Return the scores of a measurement as the library takes them: interviews that both have locked and agreed on.

    Both scores stand beside the consensus only where both have locked, which is when they are no secret to each other;
    from them only the agreement over the whole measurement is told.
    """
    found = measurement(scope, measured.pk)
    if found is None:
        return None
    consensus = {(row.interview_id, row.dimension): row.quarters for row in agreed(scope, found.pk)}
    whole = DimensionScore.objects.filter(interview__in=interviews(scope, found.pk).values("pk")).filter(
        interview__in=_both_locked()
    )
    rows = [
        Score(
            interview=row.interview.code,
            dimension=row.dimension,
            rater=str(row.seat),
            value=Decimal(row.quarters) / 4,
            wave=found.wave,
            consensus=Decimal(consensus[row.interview_id, row.dimension]) / 4,
            sector=str(Sector(row.interview.sector).label),
            mode=found.mode,
        )
        for row in whole.select_related("interview")
        if (row.interview_id, row.dimension) in consensus
    ]
    return gather(rows)[found.wave] if rows else None


def shareable(scope: Scope) -> list[Shareable]:
    """Return the dimensions of each measurement that may be shared: those that rest on five interviews or more."""
    if not scope.can(Permission.PUBLISH):
        return []
    return [one for measured in measurements(scope) for one in _dimensions(scope, measured)]


def _dimensions(scope: Scope, measured: Measurement) -> list[Shareable]:
    scores = table(scope, measured)
    if scores is None:
        return []
    return [
        Shareable(
            key=f"{measured.pk}:{one.dimension}",
            origin=str(measured),
            href=reverse("readiness:measurement", args=[measured.pk]),
            figure=_figure(measured, one),
        )
        for one in profile(scores, rng=np.random.default_rng(measured.seed), resamples=DRAWN).dimensions
        if one.n >= LEAST and not isnan(one.low)
    ]


def _figure(measured: Measurement, one: Found) -> SharedFigure:
    return SharedFigure(
        method="readiness",
        version=f"readiness/{measured.texts_version}",
        edition=measured.edition,
        key=one.dimension,
        label=f"{one.dimension}. {readiness().dimensions[one.dimension].name}",
        period=str(localdate(measured.started_at).year),
        value=float(one.score),
        low=min(one.low, float(one.score)),
        high=max(one.high, float(one.score)),
        unit=_("poäng av 9"),
        n=one.n,
        note=measured.definition,
        asked=measured.definition,
        mode=measured.get_mode_display(),
    )


def _both_locked() -> QuerySet[ScoreLock, int]:
    """Return the keys of interviews that both seats have locked."""
    return (
        ScoreLock.objects.values("interview")
        .annotate(n=Count("seat", distinct=True))
        .filter(n__gte=len(SEATS))
        .values_list("interview", flat=True)
    )


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
