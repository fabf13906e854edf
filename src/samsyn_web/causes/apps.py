"""The app of problems and causes."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CausesConfig(AppConfig):
    """Step three of the cycle."""

    name = "samsyn_web.causes"
    label = "causes"
    verbose_name = _("Orsaker")
