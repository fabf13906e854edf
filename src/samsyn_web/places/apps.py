"""The places app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Where things are: municipalities, areas in versions, and the maps behind them."""

    name = "samsyn_web.places"
    label = "places"
    verbose_name = _("områden")
    default_auto_field = "django.db.models.BigAutoField"
