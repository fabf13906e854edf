"""The reports app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Step 6 of the cycle."""

    name = "samsyn_web.reports"
    label = "reports"
    verbose_name = _("publiceringar")
    default_auto_field = "django.db.models.BigAutoField"
