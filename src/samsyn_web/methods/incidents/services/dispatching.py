"""What was decided is sent: the picture is published, and each gets theirs, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn_web.actions import queries as actions
from samsyn_web.base import audit, mail, words
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings.models import Picture
from samsyn_web.methods.incidents.models import PeriodState, ReportingPeriod
from samsyn_web.methods.incidents.policies.week import check_can_send
from samsyn_web.methods.incidents.queries import dispatching as queries
from samsyn_web.methods.incidents.queries import what_became
from samsyn_web.methods.incidents.services.register import ask
from samsyn_web.observations.services import Told
from samsyn_web.people import queries as people
from samsyn_web.people.models import Membership
from samsyn_web.reports import services as reports
from samsyn_web.reports.models import Partner


def ask_to_send(
    *, by: Scope, at: datetime, held: ReportingPeriod, organisation: str, notice: str = ""
) -> Job:
    """Ask the worker to publish and send; asking again while it does, or has, gives the same work."""
    check_can_send(by, held)
    decided = held.decided_at.isoformat() if held.decided_at else ""
    arguments = {"period": held.period, "organisation": organisation, "notice": notice}
    return ask(by=by, at=at, work="send", key=f"{held.pk}:{decided}", arguments=arguments)


def send(
    *,
    by: Scope,
    at: datetime,
    held: ReportingPeriod,
    organisation: str,
    notice: str = "",
    told: Told | None = None,
) -> ReportingPeriod:
    """
    Publish the internal edition and those of the partners, and write to each recipient.

    Running it again after a crash goes on where it was: what is published is not published again, and a mail has a key.
    """
    check_can_send(by, held)
    if held.picture is None:
        raise Refused(_("Perioden har ingen lägesbild."))
    tell, who = told or _nobody, queries.recipients(by, held)
    person = people.names(by, [by.user_id]).get(by.user_id, "")
    imprint = reports.Imprint(organisation=organisation, person=person, notice=notice)
    wanted: list[Partner | None] = [None, *who.partners]
    for n, partner in enumerate(wanted):
        tell(
            0.05 + 0.8 * n / len(wanted),
            _("Publicerar %(name)s") % {"name": partner or _("den interna upplagan")},
        )
        edition = Edition.INTERNAL if partner is None else Edition.PARTNER
        if not queries.is_published(by, held, edition, partner):
            reports.publish(
                by=by, at=at, picture=held.picture, edition=edition, imprint=imprint, partner=partner
            )
    tell(0.9, _("Skriver breven"))
    with transaction.atomic():
        _write_all(by, at, held, held.picture, who)
        return _sent(by, at, held, len(who.partners))


def _nobody(share: float, what: str) -> None:
    """Nobody waits."""


def _sent(by: Scope, at: datetime, held: ReportingPeriod, partners: int) -> ReportingPeriod:
    held = ReportingPeriod.objects.select_for_update().get(pk=held.pk)
    check_can_send(by, held)
    if held.state != PeriodState.SENT:
        held.state, held.sent_at = PeriodState.SENT, at
        held.save(update_fields=["state", "sent_at"])
        audit.record(
            organisation_id=by.organisation_id, by=by, at=at, verb="period.sent", target=held,
            detail={"period": held.period, "partners": partners},
        )  # fmt: skip
    return held


def _write_all(
    by: Scope, at: datetime, held: ReportingPeriod, picture: Picture, who: queries.Recipients
) -> None:
    with translation.override("sv"):
        name = words.period(held.period)
        for member in who.group:
            body = _(
                "Hej!\n\nLägesbilden för %(period)s är fastställd.\n\n%(sentence)s\n\nLäs den här: %(address)s\n\n"
                "Det som mötet beslutade: %(decisions)s\n"
            ) % {
                "period": name,
                "sentence": picture.sentence,
                "address": mail.address("findings:picture", picture.pk),
                "decisions": mail.address("actions:decisions"),
            }
            _post(at, held, member, "picture", _("Lägesbild för %(period)s") % {"period": name}, body)
        for member in who.partner_readers if who.partners else ():
            body = _("Hej!\n\nPartnerupplagan för %(period)s finns att läsa: %(address)s\n") % {
                "period": name,
                "address": mail.address("portal:home"),
            }
            _post(at, held, member, "partner", _("Partnerupplaga för %(period)s") % {"period": name}, body)
        for member in who.reporters:
            subject = _("Tack för rapporterna, %(period)s") % {"period": name}
            _post(at, held, member, "answer", subject, _answer(by, held, member, name))


def _answer(by: Scope, held: ReportingPeriod, member: Membership, name: str) -> str:
    """Return the weekly answer to a reporter: what became of their own reports, and that the meeting has decided."""
    mine = Scope(
        user_id=member.user_id,
        organisation_id=by.organisation_id,
        role=Role(member.role),
        membership_id=member.pk,
    )
    made = actions.decisions_of(by, held.period).count()
    decided = ngettext("Mötet beslutade en sak.", "Mötet beslutade %(n)s saker.", made) % {"n": made}
    calm = _(
        "Mötet fattade inga nya beslut. Det ni berättar räknas ändå: lugnet syns bara om någon säger det."
    )
    lines = [*what_became(mine, held.period).sentences, decided if made else calm]
    return "\n\n".join([_("Hej!"), *lines, mail.address("portal:home")]) + "\n"


def _post(
    at: datetime, held: ReportingPeriod, member: Membership, kind: str, subject: str, body: str
) -> None:
    mail.post(
        organisation_id=held.organisation_id,
        key=f"{kind}:{held.period}:{member.pk}",
        kind=kind,
        user_id=member.user_id,
        address=member.user.email,
        subject=subject,
        body=body,
        at=at,
    )
