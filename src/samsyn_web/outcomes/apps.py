"""The app of indicators and evaluations."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    """Step five of the cycle."""

    name = "samsyn_web.outcomes"
    label = "outcomes"
    verbose_name = _("Uppföljning")

    def ready(self) -> None:
        """Let evaluations be computed when their days come."""
        from samsyn_web.base import schedule

        schedule.register(
            name="outcomes.due", every=timedelta(hours=6), function="samsyn_web.outcomes.tasks.ask_for_due"
        )
