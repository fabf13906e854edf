"""The observations app."""

from __future__ import annotations

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Step 1 of the cycle."""

    name = "samsyn_web.observations"
    label = "observations"
    verbose_name = "underlag"
    default_auto_field = "django.db.models.BigAutoField"
