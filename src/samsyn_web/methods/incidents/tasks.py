"""Long work: reading large files, writing their rows, and computing pictures; and what comes round by itself."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from samsyn.errors import Refused, SamsynError
from samsyn_web.base import clock
from samsyn_web.base.jobs import Progress
from samsyn_web.base.scope import Role, Scope
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.methods.incidents.services import dispatching, turning, week
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as observed
from samsyn_web.observations.models import Intake
from samsyn_web.people import queries as people

logger = logging.getLogger(__name__)


def read(progress: Progress, *, intake_ids: list[int], role: str) -> dict[str, Any]:
    """Read staged files; if one cannot be read, none of them stays."""
    scope = _scope(progress, role)
    intakes = [_intake(scope, key) for key in intake_ids]
    try:
        observed.read_intakes(by=scope, at=clock.now(), intakes=intakes, told=_teller(progress))
    except SamsynError:
        for intake in intakes:
            observed.discard_intake(by=scope, at=clock.now(), intake=intake)
        raise
    return {"intake_ids": intake_ids}


def commit(progress: Progress, *, intake_id: int, role: str) -> dict[str, Any]:
    """Write the rows of a staged intake into the register."""
    scope = _scope(progress, role)
    intake = _intake(scope, intake_id)
    services.commit(by=scope, at=clock.now(), intake=intake, told=_teller(progress))
    return {"intake_ids": [intake_id]}


def sweep(progress: Progress, *, intake_id: int, role: str) -> dict[str, Any]:
    """Remove the rows of an undone intake for good."""
    scope = _scope(progress, role)
    services.sweep(by=scope, at=clock.now(), intake=_intake(scope, intake_id))
    return {"intake_ids": [intake_id]}


def compute(
    progress: Progress, *, round_id: int, role: str, period: str, organisation: str
) -> dict[str, Any]:
    """Compute the picture of a round; a round that cannot be computed does not stay."""
    scope = _scope(progress, role)
    one = observations.rounds(scope).filter(pk=round_id).first()
    if one is None:
        raise Refused(_("Underlaget finns inte längre."))
    try:
        picture = services.compute(
            by=scope,
            at=clock.now(),
            observed=one,
            period=period,
            organisation=organisation,
            told=_teller(progress),
        )
    except SamsynError:
        observed.discard_round(by=scope, at=clock.now(), observed=one)
        raise
    return {"picture_id": picture.pk}


def freeze(progress: Progress, *, period: str, organisation: str, role: str) -> dict[str, Any]:
    """Freeze a period; where that is refused, the period says why."""
    scope = _scope(progress, role)
    held = rhythms.reporting_period(scope, period)
    if held is None:
        raise Refused(_("Perioden finns inte längre."))
    try:
        week.freeze_period(
            by=scope, at=clock.now(), held=held, organisation=organisation, told=_teller(progress)
        )
    except SamsynError as error:
        week.note_problem(by=scope, at=clock.now(), held=held, problem=error.message)
        raise
    return {"period": period}


def send(progress: Progress, *, period: str, organisation: str, notice: str, role: str) -> dict[str, Any]:
    """Publish what was decided and write to each recipient."""
    scope = _scope(progress, role)
    held = rhythms.reporting_period(scope, period)
    if held is None:
        raise Refused(_("Perioden finns inte längre."))
    dispatching.send(
        by=scope,
        at=clock.now(),
        held=held,
        organisation=organisation,
        notice=notice,
        told=_teller(progress),
    )
    return {"period": period}


def tick(at: datetime) -> None:
    """Do what the weeks ask for now, for every organisation with a rhythm; a fault in one leaves the others alone."""
    for organisation in rhythms.organisations_with_rhythm():
        try:
            turning.turn(by=None, at=at, organisation=organisation)
        except SamsynError as error:
            logger.warning("The week of %s: %s", organisation.pk, error.message)
        except Exception:
            logger.exception("The week of %s could not go on", organisation.pk)


def _scope(progress: Progress, role: str) -> Scope:
    job = progress.job
    if job.created_by_id is None:
        raise Refused(_("Arbetet har ingen beställare."))
    return Scope(user_id=job.created_by_id, organisation_id=job.organisation_id, role=Role(role))


def _intake(scope: Scope, intake_id: int) -> Intake:
    intake = observations.intake(scope, intake_id)
    if intake is None:
        raise Refused(_("Filen finns inte längre bland det som är inläst."))
    return intake


def _teller(progress: Progress) -> observed.Told:
    def tell(share: float, what: str) -> None:
        progress.report(100 * share, what)

    return tell


def read_inboxes(at: datetime) -> None:
    """Read every folder that is read by itself, each on behalf of whoever set it up; one fault stops no other."""
    for inbox in queries.inboxes_to_read():
        scope = people.scope_of(inbox.set_up_by_id, inbox.organisation_id)
        try:
            if scope is None or scope.organisation_id != inbox.organisation_id:
                raise Refused(
                    _("Den som satte upp mappen är inte längre med i organisationen. Slå på den igen.")
                )
            services.read_inbox(by=scope, at=at, inbox=inbox)
        except SamsynError as error:
            services.note_inbox_error(by=inbox, at=at, error=error.message)
        except OSError as error:
            logger.exception("The folder %s could not be read", inbox.folder)
            said = _("Mappen gick inte att läsa (%(why)s). Se att servern får läsa och skriva i den.")
            services.note_inbox_error(
                by=inbox, at=at, error=said % {"why": error.strerror or type(error).__name__}
            )
        except Exception:
            logger.exception("The folder %s was not read to the end", inbox.folder)
            services.note_inbox_error(
                by=inbox, at=at, error=_("Läsningen avbröts av ett fel. Se serverns logg.")
            )


def fetch_police_events(at: datetime) -> None:
    """Fetch the police's published events for every organisation that has turned it on."""
    for feed in queries.police_feeds_to_fetch():
        scope = people.scope_of(feed.set_by_id, feed.organisation_id)
        try:
            if scope is None or scope.organisation_id != feed.organisation_id:
                raise Refused(
                    _("Den som slog på hämtningen är inte längre med i organisationen. Slå på den igen.")
                )
            services.fetch_police_events(by=scope, at=at, feed=feed)
        except SamsynError as error:
            services.note_police_error(by=feed, at=at, error=error.message)
        except Exception:
            logger.exception("The police's events were not fetched")
            services.note_police_error(
                by=feed, at=at, error=_("Hämtningen avbröts av ett fel. Se serverns logg.")
            )


def inspect(progress: Progress, *, role: str) -> dict[str, Any]:
    """Let the guard look through everything that people have written."""
    return services.inspect(by=_scope(progress, role), at=clock.now(), told=_teller(progress))


def dispose(at: datetime) -> None:
    """Dispose of what has been kept long enough; comes round once a day."""
    services.dispose(at=at)
