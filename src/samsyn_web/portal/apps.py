"""The portal app."""

from __future__ import annotations

from contextlib import suppress

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The first page of each role, and the pages about Samsyn itself."""

    name = "samsyn_web.portal"
    label = "portal"
    verbose_name = _("start")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Compile the translations that have changed, so that nobody has to remember it."""
        from samsyn_web.portal.management.commands.translations import compile_catalogs, stale

        with suppress(OSError):  # a folder that cannot be written holds what was compiled when it was packed
            compile_catalogs(stale())
