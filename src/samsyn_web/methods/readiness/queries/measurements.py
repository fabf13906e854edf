"""
Reads of measurements. `scores` is the only way to scores, and gives those of the other scorer only where both have
locked.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from math import isnan

import numpy as np
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.methods.readiness import DimensionScore as Found
from samsyn.methods.readiness import Score, Scores, gather, profile
from samsyn.programme import SharedFigure
from samsyn.programme.shared_figures import LEAST
from samsyn_web.base.registry import AskedTime, Shareable
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import (
    SEATS,
    Consensus,
    DimensionScore,
    Interview,
    Measurement,
    ScoreLock,
    ScorerLink,
    Sector,
    TextPack,
)
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


def text_packs(scope: Scope) -> QuerySet[TextPack]:
    """Return the texts that the organisation has loaded, the newest first; those put aside last."""
    if not scope.can(Permission.READ_PICTURE):
        return TextPack.objects.none()
    own = TextPack.objects.filter(organisation_id=scope.organisation_id)
    return own.order_by(F("withdrawn_at").asc(nulls_first=True), "-loaded_at", "-pk")


def text_pack(scope: Scope, text_pack_id: int) -> TextPack | None:
    """Return one of them, or none."""
    return text_packs(scope).filter(pk=text_pack_id).first()


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


def scorer_links(scope: Scope, measurement_id: int) -> QuerySet[ScorerLink]:
    """Return the links in force to the seats of a measurement, for whoever looks after them."""
    found = measurement(scope, measurement_id)
    if found is None or not policies.keeps(scope, found):
        return ScorerLink.objects.none()
    return ScorerLink.objects.filter(measurement=found, revoked_at=None).order_by("seat")


def scorer_link_of_token(token: str) -> ScorerLink | None:
    """Return the link with this token, also one that opens nothing more; none where it is unknown."""
    found = ScorerLink.objects.filter(digest=sha256(token.encode()).hexdigest())
    return found.select_related("measurement__organisation").first()


def interviews_of_link(link: ScorerLink) -> QuerySet[Interview]:
    """Return the interviews that a scorer's link opens, those of its measurement."""
    return (
        Interview.objects.filter(measurement_id=link.measurement_id)
        .select_related("measurement")
        .order_by("pk")
    )


def locks_of_link(link: ScorerLink) -> dict[int, set[int]]:
    """Return which seats have locked each interview of a link's measurement."""
    found: dict[int, set[int]] = {}
    for one in ScoreLock.objects.filter(interview__measurement_id=link.measurement_id):
        found.setdefault(one.interview_id, set()).add(one.seat)
    return found


def scores_of_link(link: ScorerLink, interview_id: int) -> QuerySet[DimensionScore]:
    """Return the scores of an interview that a link shows: those of its own seat, and all once both have locked."""
    given = DimensionScore.objects.filter(
        interview_id=interview_id, interview__measurement_id=link.measurement_id
    )
    return given.filter(Q(seat=link.seat) | Q(interview__in=_both_locked())).order_by("dimension", "seat")


def agreed_of_link(link: ScorerLink, interview_id: int) -> QuerySet[Consensus]:
    """Return what was agreed on in an interview of a link's measurement."""
    return Consensus.objects.filter(
        interview_id=interview_id, interview__measurement_id=link.measurement_id
    ).order_by("dimension")


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


def readiness_demands(scope: Scope, from_day: date, to_day: date) -> list[AskedTime]:
    """Return the measurements that go on between two days, asked of what is measured, until they are closed."""
    days = [
        (one, localdate(one.started_at), localdate(one.closed_at) if one.closed_at else None)
        for one in measurements(scope).filter(started_at__date__lte=to_day)
    ]
    return [
        AskedTime(
            kind=_("mätning av förändringsberedskap"),
            key=f"measurement-{one.pk}",
            title=f"{one.unit}: {one.wave}",
            starts=starts,
            ends=ends,
            unit=one.unit,
            page="readiness:measurement",
            given=(str(one.pk),),
        )
        for one, starts, ends in days
        if starts <= to_day and (ends is None or ends >= from_day)
    ]


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
        version=_version(measured),
        edition=measured.edition,
        key=one.dimension,
        label=f"{one.dimension}. {measured.texts.dimensions[one.dimension].name}",
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


def _version(measured: Measurement) -> str:
    """Return what the figures were taken with: other texts are not compared with ours."""
    name = measured.texts.name
    return f"readiness/{measured.texts_version}" + (f" {name}" if name else "")


def _both_locked() -> QuerySet[ScoreLock, int]:
    """Return the keys of interviews that both seats have locked."""
    return (
        ScoreLock.objects.values("interview")
        .annotate(n=Count("seat", distinct=True))
        .filter(n__gte=len(SEATS))
        .values_list("interview", flat=True)
    )
