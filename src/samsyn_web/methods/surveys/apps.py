"""Surveys as an app of the web."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry


class SurveysConfig(AppConfig):
    """Questions put to a group."""

    name = "samsyn_web.methods.surveys"
    label = "surveys"
    verbose_name = _("enkäter")

    def ready(self) -> None:
        """Tell the house that the method is there, and that surveys close in time."""
        from samsyn_web.base import schedule
        from samsyn_web.methods.surveys.method import ENTRY
        from samsyn_web.methods.surveys.queries import shareable, survey_demands

        registry.register(ENTRY)
        registry.register_shareables("surveys", shareable)
        registry.register_asked_time(self.label, survey_demands)
        schedule.register(
            name="surveys.close",
            every=timedelta(hours=1),
            function="samsyn_web.methods.surveys.tasks.close",
        )
