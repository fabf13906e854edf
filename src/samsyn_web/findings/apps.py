"""The findings app."""

from __future__ import annotations

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Step 2 of the cycle."""

    name = "samsyn_web.findings"
    label = "findings"
    verbose_name = "lägesbilder"
    default_auto_field = "django.db.models.BigAutoField"
