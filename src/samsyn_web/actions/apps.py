"""The app of decisions and actions."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionsConfig(AppConfig):
    """Step four of the cycle."""

    name = "samsyn_web.actions"
    label = "actions"
    verbose_name = _("Åtgärder")
