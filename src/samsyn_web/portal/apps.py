"""The portal app."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The first page of each role, and the pages about Samsyn itself."""

    name = "samsyn_web.portal"
    label = "portal"
    verbose_name = "start"
    default_auto_field = "django.db.models.BigAutoField"
