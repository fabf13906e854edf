"""The knowledge app."""

from __future__ import annotations

from datetime import date

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import AskedTime, register_asked_time
from samsyn_web.base.scope import Scope


class KnowledgeConfig(AppConfig):
    """What has been learnt, and the numbers behind it."""

    name = "samsyn_web.knowledge"
    label = "knowledge"
    verbose_name = _("kunskap")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the days of courses count as what is asked, and offer forms taken in to whoever makes a survey."""
        from samsyn_web.knowledge.queries import pack_forms
        from samsyn_web.methods.surveys.policies import register_forms

        register_asked_time(self.label, demands)
        register_forms("knowledge", pack_forms)


def demands(scope: Scope, first: date, last: date) -> list[AskedTime]:
    """Return the days of courses between two days."""
    from samsyn_web.knowledge import queries  # tables are known only when all apps are there

    return queries.course_demands(scope, first, last)
