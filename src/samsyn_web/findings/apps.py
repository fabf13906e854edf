"""The findings app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import registry
from samsyn_web.base.scope import Scope


class FindingsConfig(AppConfig):
    """Step 2 of the cycle."""

    name = "samsyn_web.findings"
    label = "findings"
    verbose_name = _("lägesbilder")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell which figures of pictures may be shared."""
        registry.register_shareables(self.label, _shareable)


def _shareable(scope: Scope) -> list[registry.Shareable]:
    from samsyn_web.findings import queries  # tables are known only when all apps are there

    return queries.shareable(scope)
