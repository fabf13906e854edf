"""Official statistics as an app of the web."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry


class StatisticsConfig(AppConfig):
    """Figures that others have counted."""

    name = "samsyn_web.methods.statistics"
    label = "statistics"
    verbose_name = _("officiell statistik")

    def ready(self) -> None:
        """Tell the house that the method is there."""
        from samsyn_web.methods.statistics.method import ENTRY

        registry.register(ENTRY)
