"""Texts of the final report are kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.programme import PARTS
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import Programme, ReportText
from samsyn_web.programmes.services.recording import record


@transaction.atomic
def write_text(
    *, by: Scope, at: datetime, programme: Programme, key: str, text: str, version: int = 0
) -> None:
    """Keep what people write in a section of the final report; of two who write at once the second is asked."""
    policies.check_runs(by, programme)
    known = {*PARTS, *(f"focus_{number}" for number in programme.facts["focus_areas"])}
    policies.check_report_text(key, text, known)
    before = ReportText.objects.select_for_update().filter(programme=programme, key=key).first()
    if before and before.version != version:
        raise Refused(
            _("Någon annan har skrivit i avsnittet sedan du öppnade det. Läs om sidan och slå ihop texterna.")
        )
    ReportText.objects.update_or_create(
        programme=programme,
        key=key,
        defaults={
            "text": text.strip(),
            "version": (before.version if before else 0) + 1,
            "changed_by_id": by.user_id,
            "changed_at": at,
        },
    )
    record(by=by, at=at, verb="programme.text_written", programme=programme)
