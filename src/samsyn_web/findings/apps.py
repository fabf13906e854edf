"""The findings app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingsConfig(AppConfig):
    """Step 2 of the cycle."""

    name = "samsyn_web.findings"
    label = "findings"
    verbose_name = _("lägesbilder")
    default_auto_field = "django.db.models.BigAutoField"
