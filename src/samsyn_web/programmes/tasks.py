"""What comes round by itself for quarterly reports, and the final report, which takes its time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base import clock
from samsyn_web.base.jobs import Progress
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people import queries as people
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Programme


def make_final_report(progress: Progress, *, programme_id: int, role: str, **_rest: Any) -> dict[str, Any]:
    """Make every format; nothing is kept until all are there, so one that is cancelled leaves nothing."""
    job = progress.job
    if job.created_by_id is None:
        raise Refused(_("Arbetet har ingen beställare."))
    scope = Scope(user_id=job.created_by_id, organisation_id=job.organisation_id, role=Role(role))
    progress.report(2, _("Läser programmets data"))
    at = clock.now()  # before the data are read: what changes later has changed since
    programme, facts = queries.programme(scope, programme_id), queries.whole_facts(scope, programme_id)
    if programme is None or facts is None:
        raise Refused(_("Programmet finns inte längre."))
    press = services.FinalPress(
        facts=facts,
        texts={key: one.text for key, one in queries.texts(scope, programme_id).items()},
        person=_maker(scope, programme),
        at=at,
    )
    files = press.formats(progress.report)
    progress.report(95, _("Sparar"))
    kept = services.keep_final_report(
        by=scope, at=at, programme=programme, work=str(job.pk), press=press, files=files
    )
    return {"final_report_id": kept.pk, "programme_id": programme_id}


def _maker(scope: Scope, programme: Programme) -> str:
    """Return who makes the report, and where; an invented organisation is told to be that."""
    where = programme.organisation
    name = people.names(scope, [scope.user_id])[scope.user_id]
    return f"{name}, {where.name} (påhittad)" if where.is_demo else f"{name}, {where.name}"


def keep_quarters(at: datetime) -> None:
    """Open what has ended and write to those who have not handed in; each mail is written once."""
    services.open_ended_quarters(by=None, at=at)
    services.remind_of_quarters(by=None, at=at)
