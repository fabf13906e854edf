"""The app of programmes: several municipalities that are supported together."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import (
    FunctionChange,
    HandedLine,
    register_function_changes,
    register_handover,
)
from samsyn_web.base.scope import Scope


class ProgrammesConfig(AppConfig):
    """What a national coordinator runs."""

    name = "samsyn_web.programmes"
    label = "programmes"
    verbose_name = _("Program")

    def ready(self) -> None:
        """Let the quarters' clock come round, and what a programme waits for go with a function that is handed over."""
        from samsyn_web.base import schedule  # its tables are known only when all apps are there

        register_handover(self.label, handed)
        register_function_changes("programme/", hand_over)
        schedule.register(
            name="programmes.quarters",
            every=timedelta(hours=6),
            function="samsyn_web.programmes.tasks.keep_quarters",
        )


def handed(scope: Scope, membership_id: int | None, today: date) -> list[HandedLine]:
    """Return the quarterly reports to hand in, and the requests that are open."""
    from samsyn_web.programmes import queries  # tables are known only when all apps are there

    return queries.handed(scope, membership_id, today)


def hand_over(by: Scope, at: datetime, change: FunctionChange) -> None:
    """Propose that the function of a local project leader is handed over where it is."""
    from samsyn_web.programmes import services

    services.hand_leader_over(by=by, at=at, subject=change.subject, day=change.day, is_end=change.is_end)
