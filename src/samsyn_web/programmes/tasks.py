"""What comes round by itself for quarterly reports, and the final report, which takes its time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from samsyn.documents import docx, html, pdf
from samsyn.errors import Refused
from samsyn_web.base.jobs import Progress
from samsyn_web.base.scope import Role, Scope
from samsyn_web.programmes import queries, services


def make_final_report(
    progress: Progress, *, programme_id: int, role: str, at: str, **_rest: Any
) -> dict[str, Any]:
    """Make every format; nothing is kept until all are there, so one that is cancelled leaves nothing."""
    job = progress.job
    if job.created_by_id is None:
        raise Refused(_("Arbetet har ingen beställare."))
    scope = Scope(user_id=job.created_by_id, organisation_id=job.organisation_id, role=Role(role))
    progress.report(2, _("Läser programmets data"))
    programme, facts = queries.programme(scope, programme_id), queries.whole_facts(scope, programme_id)
    if programme is None or facts is None:
        raise Refused(_("Programmet finns inte längre."))
    sections = services.final_sections(facts, queries.texts(scope, programme_id))
    made = services.final_document(facts, sections)
    files: dict[str, bytes] = {}
    progress.report(15, _("Gör webbsidan"))
    files["html"] = html(made).encode()
    progress.report(35, _("Gör Word-filen"))
    files["docx"] = docx(made)
    progress.report(65, _("Gör PDF-filen"))
    files["pdf"] = pdf(made)
    progress.report(95, _("Sparar"))
    kept = services.keep_final_report(
        by=scope, at=datetime.fromisoformat(at), programme=programme, work=str(job.pk), files=files
    )
    return {"made_id": kept.pk, "programme_id": programme_id}


def keep_quarters(at: datetime) -> None:
    """Open what has ended and write to those who have not handed in; each mail is written once."""
    services.open_ended_quarters(by=None, at=at)
    services.remind_of_quarters(by=None, at=at)
