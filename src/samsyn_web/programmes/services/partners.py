"""Partners come and go; they hand advice, requests and activities to a programme, and whoever leads it decides."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.programme import Programme as Facts
from samsyn_web.base.scope import Scope
from samsyn_web.people.models import Organisation
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import (
    Contribution,
    ContributionKind,
    ContributionState,
    Participant,
    PartnerRole,
    Programme,
    ProgrammePartner,
)
from samsyn_web.programmes.services.activities import Written, add_activity
from samsyn_web.programmes.services.recording import record
from samsyn_web.programmes.services.requests import note_support


def load_partners(*, by: Scope | None, at: datetime, programme: Programme, facts: Facts) -> None:
    """Bring the partners that documents name in line with the facts; the days are not stated, and neither is a role."""
    told = {one["name"]: one.get("source", {}) for one in facts.more.get("partners", ())}
    stated = ProgrammePartner.objects.filter(programme=programme, organisation=None, starts=None)
    stated.exclude(name__in=told).delete()
    known = set(ProgrammePartner.objects.filter(programme=programme).values_list("name", flat=True))
    ProgrammePartner.objects.bulk_create(
        ProgrammePartner(
            programme=programme,
            name=name,
            source_document=source.get("document", ""),
            source_section=source.get("section", ""),
            added_by_id=by.user_id if by else None,
            added_at=at,
        )
        for name, source in told.items()
        if name not in known
    )


@transaction.atomic
def add_partner(
    *,
    by: Scope,
    at: datetime,
    programme: Programme,
    name: str,
    role: str,
    starts: date,
    organisation: Organisation | None = None,
    county: str = "",
    ends: date | None = None,
) -> ProgrammePartner:
    """
    Let a partner into a programme from a day on.

    A name that the programme's documents mention keeps its source and gets the role. An organisation is called what it
    is called.
    """
    name = organisation.name if organisation else " ".join(name.split())
    county = county if role == PartnerRole.COUNTY_BOARD else ""
    policies.check_partner(
        by,
        programme,
        organisation=organisation,
        name=name,
        role=role,
        county=county,
        counties=queries.partner_counties(by, programme.pk),
    )
    policies.check_days(starts, ends)
    Programme.objects.select_for_update().get(pk=programme.pk)
    same = ProgrammePartner.objects.filter(programme=programme, name=name)
    if same.exclude(starts=None).exclude(ends__lt=starts).exists():
        raise Refused(_("Partnern är redan med i programmet."))
    named = same.filter(starts=None).first()
    made = named or ProgrammePartner(programme=programme, name=name, added_at=at)
    made.organisation, made.role, made.county = organisation, role, county
    made.starts, made.ends = starts, ends
    made.added_by_id, made.added_at = by.user_id, at
    made.save()
    record(by=by, at=at, verb="programme.partner_added", programme=programme)
    return made


@transaction.atomic
def end_partner(*, by: Scope, at: datetime, partner: ProgrammePartner, ends: date) -> ProgrammePartner:
    """Let a partner go after a day; from the day after it reads nothing."""
    partner = ProgrammePartner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    policies.check_works_on(by, partner.programme)
    if partner.starts is None or ends < partner.starts:
        raise BadInput(_("Sista dagen ska vara första dagen eller senare."))
    partner.ends = ends
    partner.save(update_fields=["ends"])
    record(by=by, at=at, verb="programme.partner_ended", programme=partner.programme)
    return partner


@transaction.atomic
def contribute(
    *,
    by: Scope,
    at: datetime,
    partner: ProgrammePartner,
    participant: Participant,
    kind: str,
    focus_area: int,
    text: str,
    starts: date | None = None,
    ends: date | None = None,
    hours: Decimal | None = None,
) -> Contribution:
    """Hand advice, a request or a proposed activity to the programme, which decides about it."""
    partner = ProgrammePartner.objects.select_related("programme").get(
        pk=partner.pk
    )  # it may have ended since
    policies.check_acts_for(by, partner, localdate(at))
    text = text.strip()
    policies.check_contribution(partner, participant, kind, focus_area, text)
    policies.check_days(starts, ends)
    if hours is not None and hours <= 0:
        raise BadInput(_("Skriv hur många timmar det tog, eller lämna det tomt."))
    if hours is not None and (kind != ContributionKind.ADVICE or starts is None):
        raise BadInput(_("Timmar skrivs för råd som har getts, med dagen då de gavs."))
    made = Contribution.objects.create(
        partner=partner,
        participant=participant,
        kind=kind,
        focus_area=focus_area,
        text=text,
        starts=starts,
        ends=ends,
        hours=hours,
        written_by_id=by.user_id,
        written_at=at,
    )
    record(by=by, at=at, verb="programme.contribution_made", programme=partner.programme)
    return made


@transaction.atomic
def withdraw_contribution(*, by: Scope, at: datetime, contribution: Contribution) -> Contribution:
    """Take back what nobody has decided about."""
    contribution = _locked(contribution)
    policies.check_acts_for(by, contribution.partner, localdate(at))
    if contribution.state != ContributionState.PROPOSED:
        raise Refused(_("Inspelet är %(state)s.") % {"state": contribution.get_state_display()})
    contribution.state = ContributionState.WITHDRAWN
    contribution.save(update_fields=["state"])
    record(by=by, at=at, verb="programme.contribution_withdrawn", programme=contribution.partner.programme)
    return contribution


@transaction.atomic
def accept_contribution(
    *, by: Scope, at: datetime, contribution: Contribution, answer: str = "", formats: tuple[int, ...] = ()
) -> Contribution:
    """
    Accept what a partner has handed in.

    A proposed activity becomes an activity that the partner provides; advice with its hours becomes support given.
    """
    contribution = _locked(contribution)
    policies.check_decides(by, contribution)
    policies.check_words({_("Svaret"): answer})
    partner, programme = contribution.partner, contribution.partner.programme
    if contribution.kind == ContributionKind.REQUEST and not answer.strip():
        raise BadInput(_("Skriv ett svar på begäran."))
    if contribution.kind == ContributionKind.ACTIVITY:
        written = Written(
            focus_area=contribution.focus_area,
            title=contribution.text,
            formats=formats,
            starts=contribution.starts,
            ends=contribution.ends,
            provider=partner.name,
        )
        contribution.activity = add_activity(
            by=by, at=at, programme=programme, municipality=contribution.participant.key, written=written
        )
    elif contribution.hours is not None and contribution.starts is not None:
        note_support(
            by=by,
            at=at,
            participant=contribution.participant,
            kind="advice",
            focus_area=contribution.focus_area,
            given_on=contribution.starts,
            provider=partner.name,
            hours=contribution.hours,
        )
    return _decide(by, at, contribution, ContributionState.ACCEPTED, answer)


@transaction.atomic
def decline_contribution(*, by: Scope, at: datetime, contribution: Contribution, answer: str) -> Contribution:
    """Decline what a partner has handed in, and say why."""
    contribution = _locked(contribution)
    policies.check_decides(by, contribution)
    policies.check_reason(answer)
    return _decide(by, at, contribution, ContributionState.DECLINED, answer)


def _decide(
    by: Scope, at: datetime, one: Contribution, state: ContributionState, answer: str
) -> Contribution:
    one.state, one.answer = state, answer.strip()
    one.decided_by_id, one.decided_at = by.user_id, at
    one.save(update_fields=["state", "answer", "decided_by", "decided_at", "activity"])
    record(by=by, at=at, verb="programme.contribution_decided", programme=one.partner.programme)
    return one


def _locked(contribution: Contribution) -> Contribution:
    found = Contribution.objects.select_for_update(of=("self",))
    return found.select_related("partner__programme", "participant__programme").get(pk=contribution.pk)
