"""The app that every other stands on."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    """The trail, long work, what comes round, and mail."""

    name = "samsyn_web.base"
    label = "base"
    verbose_name = _("grunden")

    def ready(self) -> None:
        """Let mails that wait be sent."""
        from samsyn_web.base import schedule

        schedule.register(
            name="base.mail", every=timedelta(minutes=1), function="samsyn_web.base.mail.deliver"
        )
