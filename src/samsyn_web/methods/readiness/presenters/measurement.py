"""A measurement in a list and on its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.methods.readiness import Scores
from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import SEATS, Consensus, Interview, Measurement, ScoreLock
from samsyn_web.methods.readiness.presenters.profile import show_agreement, show_change, show_profile
from samsyn_web.methods.readiness.presenters.shown import InterviewLine, MeasurementLine, MeasurementPage


def lines(found: Iterable[Measurement]) -> tuple[MeasurementLine, ...]:
    """Return measurements as lines."""
    return tuple(
        MeasurementLine(
            title=str(one),
            href=reverse("readiness:measurement", args=[one.pk]),
            started_at=one.started_at,
            is_closed=one.closed_at is not None,
            is_invented=one.is_invented,
        )
        for one in found
    )


def page(
    scope: Scope,
    one: Measurement,
    interviews: Iterable[Interview],
    locks: Mapping[int, Mapping[int, ScoreLock]],
    agreed: Iterable[Consensus],
    scores: Scores | None,
    earlier: Scores | None,
) -> MeasurementPage:
    """Return a measurement as its page shows it."""
    wanted = len(one.texts.editions[one.edition])
    settled: dict[int, int] = {}
    for row in agreed:
        settled[row.interview_id] = settled.get(row.interview_id, 0) + 1
    listed = tuple(
        _interview(scope, one, interview, locks.get(interview.pk, {}), settled.get(interview.pk, 0) == wanted)
        for interview in interviews
    )
    shown = show_profile(scores, one) if scores else None
    return MeasurementPage(
        key=one.pk,
        title=str(one),
        unit=one.unit,
        wave=one.wave,
        definition=one.definition,
        edition=one.get_edition_display(),
        mode=one.get_mode_display(),
        is_invented=one.is_invented,
        is_closed=one.closed_at is not None,
        can_start=policies.can_start(scope) and one.closed_at is None,
        can_pick=policies.can_pick(scope) and not policies.why_not_picked(one),
        can_answer=policies.can_start(scope),
        is_scorer=policies.is_scorer(scope, one),
        by_form=bool(policies.entered_by(scope, one)) or policies.can_start(scope),
        interviews=listed,
        sentence=shown.sentence if shown else _standing(listed),
        profile=shown,
        agreement=show_agreement(scores, one) if scores else None,
        change=show_change(one, earlier, scores),
        source=one.texts.source,
        texts=f"{one.texts.name}, version {one.texts.version}" if one.texts.name else "",
    )


def _interview(
    scope: Scope, one: Measurement, interview: Interview, locked: Mapping[int, ScoreLock], is_agreed: bool
) -> InterviewLine:
    href = action = ""
    seat = policies.seat_of(scope, one)
    if seat is not None and seat not in locked and one.closed_at is None:
        href, action = reverse("readiness:score", args=[interview.pk]), _("Sätt poäng")
    elif policies.can_agree(scope, one) and len(locked) == len(SEATS):
        href = reverse("readiness:agree", args=[interview.pk])
        action = _("Se poängen") if is_agreed else _("Enas om poäng")
    if not href and policies.can_read_notes(scope, one):
        href, action = reverse("readiness:notes", args=[interview.pk]), _("Anteckningar")
    return InterviewLine(
        code=interview.code,
        sector=interview.get_sector_display(),
        held_on=interview.held_on,
        locked=len(locked),
        is_agreed=is_agreed,
        href=href,
        action=action,
    )


def _standing(listed: tuple[InterviewLine, ...]) -> str:
    if not listed:
        return _("Inga intervjuer än.")
    done = sum(one.is_agreed for one in listed)
    return _("%(n)s intervjuer, %(done)s med konsensus.") % {"n": len(listed), "done": done}
