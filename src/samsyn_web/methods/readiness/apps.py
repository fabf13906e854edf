"""The readiness method as an app of the web."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry
from samsyn_web.base.scope import Scope


class ReadinessConfig(AppConfig):
    """How ready organisations are for change."""

    name = "samsyn_web.methods.readiness"
    label = "readiness"
    verbose_name = _("förändringsberedskap")

    def ready(self) -> None:
        """Tell the house that the method is there, and that notes of interviews are deleted in time."""
        from samsyn_web.base import schedule
        from samsyn_web.methods.readiness.method import ENTRY

        registry.register(ENTRY)
        registry.register_shareables(self.label, _shareable)
        registry.register_own_sources(self.label, _no_sources, _changed_since)
        registry.register_asked_time(self.label, _demands)
        schedule.register(
            name="readiness.dispose",
            every=timedelta(days=1),
            function="samsyn_web.methods.readiness.tasks.dispose",
        )


def _shareable(scope: Scope) -> list[registry.Shareable]:
    from samsyn_web.methods.readiness import queries  # tables are known only when all apps are there

    return queries.shareable(scope)


def _no_sources(scope: Scope) -> Iterable[registry.OwnSource]:
    return ()  # measurements that no picture holds stand as figures of their own


def _changed_since(scope: Scope, round_ids: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    from samsyn_web.methods.readiness import queries

    return queries.changed_since(scope, round_ids)


def _demands(scope: Scope, first: date, last: date) -> list[registry.AskedTime]:
    from samsyn_web.methods.readiness import queries

    return queries.readiness_demands(scope, first, last)
