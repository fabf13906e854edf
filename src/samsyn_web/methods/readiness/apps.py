"""The readiness method as an app of the web."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry


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
        schedule.register(
            name="readiness.dispose",
            every=timedelta(days=1),
            function="samsyn_web.methods.readiness.tasks.dispose",
        )
