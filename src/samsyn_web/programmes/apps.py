"""The app of programmes: several municipalities that are supported together."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """What a national coordinator runs."""

    name = "samsyn_web.programmes"
    label = "programmes"
    verbose_name = _("Program")
