"""The observations app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObservationsConfig(AppConfig):
    """Step 1 of the cycle."""

    name = "samsyn_web.observations"
    label = "observations"
    verbose_name = _("underlag")
    default_auto_field = "django.db.models.BigAutoField"
