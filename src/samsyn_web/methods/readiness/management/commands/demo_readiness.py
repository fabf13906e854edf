"""Adds invented measurements of readiness: two in the demonstration's municipality, one of a place without Samsyn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn.methods.readiness.picks import CHANGE, PROFILE
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings import services as judging
from samsyn_web.methods.readiness import services
from samsyn_web.methods.readiness.models import SEATS, SECOND, Interview, Measurement, Sector
from samsyn_web.people.models import Membership

DEFINITION = (
    "Det brottsförebyggande arbete som riktas mot öppen narkotikahandel och otrygghet i det utpekade området, "
    "inte allt brottsförebyggande arbete i kommunen."
)
SECTORS = (Sector.LEADERSHIP, Sector.SCHOOL, Sector.SCHOOL, Sector.SCHOOL, Sector.SOCIAL, Sector.HOUSING)
BEFORE = {"A": 5.5, "B": 4.25, "C": 3.25, "D": 4.5, "E": 3.5, "F": 5.25}
WITHOUT = {"A": 4.75, "B": 3.25, "C": 4.0, "D": 4.25, "E": 3.0, "F": 3.75}
AFTER = {"A": 5.75, "B": 5.0, "C": 4.75, "D": 4.75, "E": 4.0, "F": 5.25}
OTHER = {"A": 5.25, "B": 5.75, "C": 4.5, "D": 3.25, "E": 3.75, "F": 4.5}
# How each interview differs from the middle, and how much stricter the second scorer is, in quarter points.
SPREAD, STRICTER = (-2, -1, 0, 0, 1, 2), (0, 1, 0, 2, 0, 0)
SAID = {
    "2": "Trygghetsvärdar på kvällar, fältarbete och ett samarbete mellan skolan och fritidsgården.",
    "18": "Frågan är uppe på ledningens möten ibland, men ingen har mandat över förvaltningarna.",
    "27": "Rapporterna varje vecka, men få utanför gruppen känner till dem.",
}


class Command(BaseCommand):
    """Add one measurement and its follow-up; do nothing where there are measurements already."""

    help = "Fill the demonstration with invented measurements of readiness."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Let Anna and Bo score, each alone."""
        _other_municipality(clock.now())
        _without_samsyn(clock.now())
        anna, bo = (_member(role) for role in (Role.COORDINATOR, Role.ANALYST))
        if not (anna and bo) or Measurement.objects.filter(organisation=anna.organisation).exists():
            return
        at = clock.now()
        first = _measured(anna, bo, at - timedelta(days=400), "Start", BEFORE, None)
        second = _measured(anna, bo, at - timedelta(days=30), "Uppföljning", AFTER, first)
        answers = {
            "reach": "part",
            "turnover": "some",
            "reorganisation": "no",
            "vacancy": "short",
            "other_initiatives": "no",
        }
        services.answer_validity(
            by=_scope(anna),
            at=at - timedelta(days=20),
            measurement=second,
            answers=answers,
            note="Uppdiktat exempel.",
        )
        for one, days in ((first, 390), (second, 19)):
            services.close(by=_scope(anna), at=at - timedelta(days=days), measurement=one)
        picture = services.pick_figures(
            by=_scope(anna), at=at - timedelta(days=18), measurement=second, picks=(PROFILE, CHANGE)
        )
        judging.mark_judged(by=_scope(anna), at=at - timedelta(days=17), picture=picture)


def _other_municipality(at: datetime) -> None:
    """Let the invented neighbour measure once, so that there is something to stand beside."""
    cecilia, carl = (_member(role, "Annanstad") for role in (Role.COORDINATOR, Role.ANALYST))
    if cecilia and carl and not Measurement.objects.filter(organisation=cecilia.organisation).exists():
        made = _measured(cecilia, carl, at - timedelta(days=40), "Start", OTHER, None, unit="Annanstad")
        services.close(by=_scope(cecilia), at=at - timedelta(days=30), measurement=made)


def _without_samsyn(at: datetime) -> None:
    """Let the programme measure a municipality without Samsyn: interviews and scores come on forms, one still waits."""
    dag = _member(Role.COORDINATOR, "Programmet Trygga platser")
    if dag is None or Measurement.objects.filter(organisation=dag.organisation).exists():
        return
    by = _scope(dag)
    at -= timedelta(days=35)
    made = services.start(
        by=by, at=at, unit="Fantasivik", wave="Start", definition=DEFINITION,
        first_scorer=None, second_scorer=None, is_invented=True,
    )  # fmt: skip
    listed = [
        services.receive_interview(
            by=by,
            at=at,
            measurement=made,
            sector=sector,
            held_on=localdate(at),
            notes={**SAID, "3": f"{n} år."},
        )
        for n, sector in enumerate((*SECTORS, Sector.CIVIL), start=1)
    ]
    middle = [{key: value + one / 4 for key, value in WITHOUT.items()} for one in SPREAD]
    for seat in SEATS:
        less = [one / 4 if seat == SECOND else 0 for one in STRICTER]
        given = {
            one.code: {key: (_written(value - less[n]), "") for key, value in middle[n].items()}
            for n, one in enumerate(listed[: len(SPREAD)])
        }
        services.receive_scores(by=by, at=at, measurement=made, seat=seat, given=given, locks=True)
    for one, agreed in zip(listed, middle, strict=False):
        given_both = {key: (_written(value), "") for key, value in agreed.items()}
        services.agree(by=by, at=at + timedelta(hours=1), interview=one, given=given_both)


def _measured(
    anna: Membership,
    bo: Membership,
    at: datetime,
    wave: str,
    middle: dict[str, float],
    previous: Measurement | None,
    unit: str = "Exempelköping",
) -> Measurement:
    made = services.start(
        by=_scope(anna),
        at=at,
        unit=unit,
        wave=wave,
        definition=DEFINITION,
        first_scorer=anna,
        second_scorer=bo,
        previous=previous,
        keep_notes_days=90,
        is_invented=True,
    )
    for place, sector in enumerate(SECTORS):
        interview = services.add_interview(
            by=_scope(anna),
            at=at,
            measurement=made,
            sector=sector,
            held_on=localdate(at),
            notes=SAID if place == 0 else None,
        )
        _scored(anna, bo, at, interview, middle, place)
    return made


def _scored(
    anna: Membership, bo: Membership, at: datetime, interview: Interview, middle: dict[str, float], place: int
) -> None:
    agreed = {key: value + SPREAD[place] / 4 for key, value in middle.items()}
    for scorer, less in ((anna, 0.0), (bo, STRICTER[place] / 4)):
        given = {key: (_written(value - less), "") for key, value in agreed.items()}
        services.score(by=_scope(scorer), at=at, interview=interview, given=given)
        services.lock(by=_scope(scorer), at=at, interview=interview)
    given = {key: (_written(value), "") for key, value in agreed.items()}
    services.agree(by=_scope(anna), at=at + timedelta(hours=1), interview=interview, given=given)


def _written(value: float) -> str:
    return f"{min(max(value, 1), 9):g}".replace(".", ",")


def _member(role: Role, where: str = "Exempelköping") -> Membership | None:
    return (
        Membership.objects.select_related("organisation")
        .filter(organisation__is_demo=True, organisation__name=where, role=role)
        .order_by("pk")
        .first()
    )


def _scope(member: Membership) -> Scope:
    return Scope(
        user_id=member.user_id,
        organisation_id=member.organisation_id,
        role=Role(member.role),
        membership_id=member.pk,
    )
