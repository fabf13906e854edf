"""The incident method as an app of the web."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry
from samsyn_web.base.scope import Scope


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
        registry.register_events(
            self.label, registry.EventProvider(sources=_event_sources, counts=_event_counts)
        )
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


def _event_sources(scope: Scope) -> list[registry.EventSource]:
    from samsyn_web.methods.incidents.queries import (
        evaluating,
    )  # tables are known only when all apps are there

    return evaluating.event_sources(scope)


def _event_counts(scope: Scope, key: str) -> registry.EventCounts | None:
    from samsyn_web.methods.incidents.queries import evaluating

    return evaluating.event_counts(scope, key)
