"""Gives the demonstration's municipality a decided plan and questions to its steering group; all of it invented."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate

from samsyn_web.actions import services
from samsyn_web.actions.management.invented import DAY, Invented, invented
from samsyn_web.actions.models import Action, Plan
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.causes import services as causing
from samsyn_web.causes.models import Cause, Problem
from samsyn_web.people.models import Membership, Organisation
from samsyn_web.places import queries as places

EXEMPELKOPING = "Exempelköping"
TITLE = "Åtgärdsplan för trygghet i Exempelköping"
PURPOSE = (
    "Planen ska minska det som flest rapporter handlar om på de platser där det kommer tillbaka. Den omfattar det som "
    "kommunen, polisen och bostadsbolagen kan påverka tillsammans.\n"
    "Uppdiktad plan: Exempelköping finns inte."
)


class Command(BaseCommand):
    """Add a plan where there is none."""

    help = "Give the demonstration's municipality a plan, its actions and questions to the steering group."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where the plan is there already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if Plan.objects.filter(organisation=organisation, title=TITLE).exists():
            return
        at = clock.now()
        anna = _scope(organisation, Role.COORDINATOR)
        if anna is None:
            raise LookupError(f"{organisation} has no coordinator.")
        today = localdate(at)
        plan = services.write_plan(
            by=anna,
            at=_noon(date(2025, 9, 1)),
            title=TITLE,
            text=PURPOSE,
            starts=date(2025, 9, 1),
            ends=date(2027, 12, 31),
        )
        made = [_make(anna, plan, one, today, at) for one in invented(today)]
        services.decide_plan(
            by=anna,
            at=at - DAY,
            plan=plan,
            body="Kommunstyrelsen i Exempelköping",
            decided_on=today - 12 * DAY,
            minute_reference="KS § 214 (påhittat)",
        )
        _sketch(anna, plan, at)
        _ask(anna, organisation, made, at)


def _scope(organisation: Organisation, role: Role) -> Scope | None:
    held = Membership.objects.filter(organisation=organisation, role=role.value, is_active=True).first()
    if held is None:
        return None
    return Scope(user_id=held.user_id, organisation_id=organisation.pk, role=role, membership_id=held.pk)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), get_default_timezone())


def _make(anna: Scope, plan: Plan, one: Invented, today: date, at: datetime) -> Action:
    """Write, decide and tell of one action, each on its own day."""
    begun = min(_noon(one.starts - 30 * DAY), at - 2 * DAY)
    cause = _cause(anna, one, begun)
    area = next((key for key, name in places.newest_areas(anna) if name == one.area), "")
    owner = Membership.objects.filter(
        organisation_id=anna.organisation_id, function_title=one.function, is_active=True
    ).first()
    action = services.draft_action(
        by=anna,
        at=begun,
        plan=plan,
        problem=cause.problem,
        title=one.title,
        function=one.function,
        owner=owner,
        goal=one.goal,
        indicator=one.indicator,
        starts=one.starts,
        ends=one.ends,
        follow_up_on=one.ends + 60 * DAY,
        area=area,
        area_name=one.area,
        **one.more,
    )
    services.set_causes(by=anna, at=begun, action=action, causes=[cause])
    services.decide_action(by=anna, at=begun + DAY, action=action, confirmed=True)
    for title, days in one.steps:
        due = one.starts + days * DAY
        step = services.add_milestone(by=anna, at=begun + DAY, action=action, title=title, due=due)
        if one.status == "done" or due < today - 20 * DAY:
            services.finish_milestone(by=anna, at=_noon(due), milestone=step)
    if one.status != "decided":
        told = min(_noon(one.ends), at - DAY)
        services.tell_action(by=anna, at=told, action=action, status=one.status, text=one.told)
    return action


def _cause(anna: Scope, one: Invented, at: datetime) -> Cause:
    """Return the problem's cause, where the demonstration has one already, else a new one."""
    problem = Problem.objects.filter(organisation_id=anna.organisation_id, title=one.problem).first()
    if problem is None:
        area = next((key for key, name in places.newest_areas(anna) if name == one.area), "")
        problem = causing.open_problem(
            by=anna, at=at, title=one.problem, area=area, area_name=one.area, category=one.category
        )
    found = Cause.objects.filter(problem=problem, withdrawn_at=None)
    return found.filter(statement=one.cause).first() or Cause.objects.create(
        problem=problem,
        statement=one.cause,
        perspective=one.perspective,
        stated_by_id=anna.user_id,
        stated_at=at,
    )


def _sketch(anna: Scope, plan: Plan, at: datetime) -> None:
    """Leave a draft that lacks what a decision needs."""
    services.draft_action(
        by=anna, at=at - DAY, plan=plan, title="Samtal med butikerna om öppettider", area_name=""
    )


def _ask(anna: Scope, organisation: Organisation, made: list[Action], at: datetime) -> None:
    """Ask the steering group twice; one question is answered where the group has a member."""
    asked = services.ask_steering(
        by=anna,
        at=at - 40 * DAY,
        action=made[5],
        need="money",
        question="Räcker ramen till personal på fritidsgården två kvällar i veckan?",
        wanted="380 000 kronor för våren, ur årets ram eller det som är avsatt för förebyggande arbete",
        consequence="Fritidsgården stänger klockan 18 som i dag.",
        until=localdate(at) - 20 * DAY,
        asked_of="Styrgruppen",
    )
    stina = _scope(organisation, Role.STEERING)
    if stina is not None:
        services.answer_question(
            by=stina,
            at=at - 31 * DAY,
            question=asked,
            answer="partly",
            text="Fredagar bekostas ur ramen. Lördagar prövas när våren är utvärderad.",
        )
    services.ask_steering(
        by=anna,
        at=at - 9 * DAY,
        action=made[3],
        need="owner",
        question="Vem ansvarar för vuxenvandringen när fältsekreteraren slutar i januari?",
        wanted="Utse en ansvarig förvaltning senast den 10 i nästa månad",
        consequence="Vandringen upphör efter nyår.",
        until=localdate(at) + 11 * DAY,
        asked_of="Styrgruppen",
    )
