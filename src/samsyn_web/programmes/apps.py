"""The app of programmes: several municipalities that are supported together."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """What a national coordinator runs."""

    name = "samsyn_web.programmes"
    label = "programmes"
    verbose_name = _("Program")

    def ready(self) -> None:
        """Let the quarters' clock come round."""
        from samsyn_web.base import schedule  # its tables are known only when all apps are there

        schedule.register(
            name="programmes.quarters",
            every=timedelta(hours=6),
            function="samsyn_web.programmes.tasks.keep_quarters",
        )
