"""What may be written in the final report."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import LONG


def check_report_text(key: str, text: str, known: Any) -> None:
    """Raise unless the final report has the section and may hold the text."""
    if key not in known:
        raise BadInput(_("Slutrapporten har inget sådant avsnitt."))
    check_text(text, _("Texten"), LONG)
