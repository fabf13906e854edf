"""The governance app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """Duties, decisions and the legal kit."""

    name = "samsyn_web.governance"
    label = "governance"
    verbose_name = _("styrning")
    default_auto_field = "django.db.models.BigAutoField"
