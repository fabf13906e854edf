"""Crime proofing as an app of the web."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry


class CrimeProofingConfig(AppConfig):
    """Rules examined for how they can be misused."""

    name = "samsyn_web.methods.crimeproofing"
    label = "crimeproofing"
    verbose_name = _("brottssäkring")

    def ready(self) -> None:
        """Tell the house that the method is there."""
        from samsyn_web.methods.crimeproofing.method import ENTRY

        registry.register(ENTRY)
