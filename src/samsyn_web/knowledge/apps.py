"""The knowledge app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """What has been learnt, and the numbers behind it."""

    name = "samsyn_web.knowledge"
    label = "knowledge"
    verbose_name = _("kunskap")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the forms that have been taken in to whoever makes a survey."""
        from samsyn_web.knowledge.queries import pack_forms
        from samsyn_web.methods.surveys.policies import register_forms

        register_forms("knowledge", pack_forms)
