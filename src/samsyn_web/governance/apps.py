"""The governance app."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import (
    AskedTime,
    CalendarDay,
    FunctionChange,
    register_asked_time,
    register_days,
    register_function_changes,
)
from samsyn_web.base.scope import Scope


class GovernanceConfig(AppConfig):
    """Duties, decisions and the legal kit."""

    name = "samsyn_web.governance"
    label = "governance"
    verbose_name = _("styrning")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let warnings come round, and the law's days stand in the calendars of those who answer for them."""
        from samsyn.bundle.pack_contents import Kind
        from samsyn_web.base import schedule  # its tables are known only when all apps are there
        from samsyn_web.governance import queries
        from samsyn_web.knowledge.policies import register_packable

        register_days(self.label, days_of_the_law)
        register_asked_time(self.label, demands)
        register_function_changes("coordination/", hand_over)
        register_packable(Kind.CHECKLIST, queries.packable_checks)
        schedule.register(
            name="governance.warn", every=timedelta(hours=6), function="samsyn_web.governance.tasks.warn"
        )


def days_of_the_law(scope: Scope, today: date) -> list[CalendarDay]:
    """Return when what the person answers for or keeps runs out, and the days of the council."""
    from samsyn_web.governance import queries  # tables are known only when all apps are there

    found = [
        CalendarDay(
            key=f"duty-{one.paragraph.code}",
            day=one.due,
            said=f"{one.paragraph.sign} {one.paragraph.heading}",
            page="governance:duty",
            given=(one.paragraph.code,),
        )
        for one in queries.own_days(scope, today)
        if one.due is not None
    ]
    found += [
        CalendarDay(
            key=f"agreement-{one.agreement.pk}",
            day=one.last,
            said=gettext("Överenskommelsen går ut: %(name)s") % {"name": one.version.name},
            page="governance:agreement",
            given=(str(one.agreement.pk),),
        )
        for one in queries.own_agreements(scope, today)
        if one.last is not None
    ]
    return found + _days_of_neighbours(scope, today) + _days_of_the_council(scope, today)


def _days_of_neighbours(scope: Scope, today: date) -> list[CalendarDay]:
    from samsyn_web.governance import queries

    return [
        CalendarDay(
            key=f"neighbour-{one.pk}",
            day=one.revised_on,
            said=gettext("En annan plan revideras: %(name)s") % {"name": one.name},
            page="governance:neighbour",
            given=(str(one.pk),),
        )
        for one in queries.revised_soon(scope, today, timedelta(days=400))
        if one.revised_on is not None
    ]


def _days_of_the_council(scope: Scope, today: date) -> list[CalendarDay]:
    from samsyn_web.governance import queries

    found = [
        CalendarDay(
            key=f"council-{one.pk}",
            day=one.day,
            said=gettext("Möte: %(name)s") % {"name": one.council.name},
            page="governance:council_meeting",
            given=(str(one.pk),),
        )
        for one in queries.meetings_ahead(scope, today)
    ]
    return found + [
        CalendarDay(
            key=f"council-decision-{one.decision.pk}",
            day=one.decision.due,
            said=gettext("Rådets beslut: %(text)s") % {"text": one.decision.text},
            page="governance:council_meeting",
            given=(str(one.decision.point.meeting_id),),
        )
        for one in queries.open_decisions_kept(scope, today)
    ]


def demands(scope: Scope, first: date, last: date) -> list[AskedTime]:
    """Return what the council and the law ask of functions between two days."""
    from samsyn_web.governance import queries

    return queries.governance_demands(scope, first, last)


def hand_over(by: Scope, at: datetime, change: FunctionChange) -> None:
    """Propose that the coordination function, or its deputy, is handed over."""
    from samsyn_web.governance import services

    services.propose_handover(
        by=by,
        at=at,
        organisation_id=change.organisation_id,
        subject=change.subject,
        function=change.function,
        day=change.day,
        is_end=change.is_end,
    )
