"""The incident method as an app of the web."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry


class IncidentsConfig(AppConfig):
    """Reports of events."""

    name = "samsyn_web.methods.incidents"
    label = "incidents"
    verbose_name = _("rapporter")

    def ready(self) -> None:
        """Tell the house that the method is there, and what of it comes round."""
        from samsyn_web.base import schedule
        from samsyn_web.methods.incidents.method import ENTRY, WEEK

        registry.register(ENTRY)
        registry.register(WEEK)
        schedule.register(
            name="incidents.inboxes",
            every=timedelta(minutes=5),
            function="samsyn_web.methods.incidents.tasks.read_inboxes",
        )
        schedule.register(
            name="incidents.police",
            every=timedelta(days=1),
            function="samsyn_web.methods.incidents.tasks.fetch_police_events",
        )
        schedule.register(
            name="incidents.dispose",
            every=timedelta(days=1),
            function="samsyn_web.methods.incidents.tasks.dispose",
        )
        schedule.register(
            name="incidents.week",
            every=timedelta(minutes=5),
            function="samsyn_web.methods.incidents.tasks.tick",
        )
