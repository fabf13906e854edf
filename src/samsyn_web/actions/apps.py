"""The app of decisions and actions."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samsyn_web.base.registry import Holding, register_against_problems, register_holdings
from samsyn_web.base.scope import Scope


class ActionsConfig(AppConfig):
    """Step four of the cycle."""

    name = "samsyn_web.actions"
    label = "actions"
    verbose_name = _("Åtgärder")

    def ready(self) -> None:
        """Tell what a member who leaves has in hand and what is done about problems, and let reminders come round."""
        from samsyn_web.base import schedule  # its tables are known only when all apps are there

        register_holdings(self.label, in_hand)
        register_against_problems(self.label, against_problems)
        schedule.register(
            name="actions.remind", every=timedelta(hours=1), function="samsyn_web.actions.tasks.remind"
        )


def against_problems(scope: Scope) -> dict[int, int]:
    """Return how many actions are open about each problem."""
    from samsyn_web.actions import queries  # tables are known only when all apps are there

    return queries.number_by_problem(scope)


def in_hand(scope: Scope, user_id: int) -> list[Holding]:
    """Return the open decisions and actions that a member answers for, as one line."""
    from samsyn_web.actions import queries  # tables are known only when all apps are there

    n = queries.number_in_hand(scope, user_id)
    said = ngettext(
        "{n} beslut eller åtgärd som inte är genomförd", "{n} beslut och åtgärder som inte är genomförda", n
    ).format(n=n)
    return [Holding(what=said)] if n else []
