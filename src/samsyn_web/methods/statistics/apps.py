"""Official statistics as an app of the web."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry
from samsyn_web.base.scope import Scope


class StatisticsConfig(AppConfig):
    """Figures that others have counted."""

    name = "samsyn_web.methods.statistics"
    label = "statistics"
    verbose_name = _("officiell statistik")

    def ready(self) -> None:
        """Tell the house that the method is there."""
        from samsyn_web.methods.statistics.method import ENTRY

        registry.register(ENTRY)
        registry.register_own_sources(self.label, _own_sources, _changed_since)


def _own_sources(scope: Scope) -> Iterable[registry.OwnSource]:
    from samsyn_web.methods.statistics import queries

    return queries.sources(scope)


def _changed_since(scope: Scope, round_ids: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    from samsyn_web.methods.statistics import queries

    return queries.changed_since(scope, round_ids)
