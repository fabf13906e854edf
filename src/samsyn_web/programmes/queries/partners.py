"""
Reads by a programme's partners, of what their role gives while it is in force; and by whoever runs it or takes part.

Nothing else in a programme is read by a partner: the other queries ask for a place in it, which a partner has not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.translation import gettext as _

from samsyn.programme import Beside, Sharer, beside, figure_from_plain
from samsyn.sweden import counties
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.people.models import Organisation, OrganisationKind
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import (
    Activity,
    Contribution,
    ContributionState,
    Participant,
    PartnerRole,
    PhaseGate,
    ProgrammePartner,
    Share,
    SupportRequest,
)
from samsyn_web.programmes.models.participation import Phase
from samsyn_web.programmes.queries.programmes import programmes


@dataclass(frozen=True, kw_only=True)
class Reached:
    """How far one participant has come, as a county board sees it: the newest phase, and activities by status."""

    participant: Participant
    phase: str
    activities: Mapping[str, int]


def programme_partners(scope: Scope, programme_id: int) -> QuerySet[ProgrammePartner]:
    """Return a programme's partners, those that have ended last; for whoever runs it or takes part."""
    readable = programmes(scope).filter(pk=programme_id)
    found = ProgrammePartner.objects.filter(programme__in=readable.values("pk"))
    found = found.select_related("programme", "organisation").defer("programme__facts")
    return found.order_by("ends", "name", "pk")


def authorities(scope: Scope) -> QuerySet[Organisation]:
    """Return the authorities of this installation that a programme can have as partners, for whoever leads one."""
    own = Organisation.objects.filter(pk=scope.organisation_id, kind=OrganisationKind.PROGRAMME).first()
    if own is None or not scope.can(Permission.DECIDE):
        return Organisation.objects.none()
    return Organisation.objects.filter(kind=OrganisationKind.AUTHORITY, is_demo=own.is_demo).order_by("name")


def partner_counties(scope: Scope, programme_id: int) -> dict[str, str]:
    """Return the counties that a programme's partners may have, by code; an invented programme has its own too."""
    one = programmes(scope).filter(pk=programme_id).first()
    if one is None:
        return {}
    found = {county.code: county.name for county in counties()}
    if one.is_fictional:
        there = Participant.objects.filter(programme=one).exclude(county="")
        for code in there.order_by("county").values_list("county", flat=True):
            found.setdefault(code, _("%(code)s (påhittat län)") % {"code": code})
    return found


def contributions(scope: Scope, programme_id: int) -> QuerySet[Contribution]:
    """
    Return what partners have handed to a programme, those that wait first.

    All to who coordinates it, and to a participant what is about itself and was accepted.
    """
    return _read(scope).filter(partner__programme_id=programme_id)


def contribution(scope: Scope, contribution_id: int) -> Contribution | None:
    """Return one of them, or none."""
    return _read(scope).filter(pk=contribution_id).first()


def partner_places(scope: Scope, on: date) -> QuerySet[ProgrammePartner]:
    """Return where the asker's organisation is a partner on a day."""
    if not scope.can(Permission.FOLLOW_PROGRAMME):
        return ProgrammePartner.objects.none()
    open_then = (Q(ends=None) | Q(ends__gte=on)) & Q(starts__lte=on)
    found = ProgrammePartner.objects.filter(open_then, organisation_id=scope.organisation_id)
    return found.select_related("programme__organisation", "organisation").order_by("programme__name", "pk")


def partner_place(scope: Scope, partnership_id: int, on: date) -> ProgrammePartner | None:
    """Return one of them, or none."""
    return partner_places(scope, on).filter(pk=partnership_id).first()


def partner_participants(scope: Scope, partnership_id: int, on: date) -> QuerySet[Participant]:
    """Return the participants that a partner works with: a county board those of its county, others all by name."""
    one = partner_place(scope, partnership_id, on)
    if one is None:
        return Participant.objects.none()
    found = Participant.objects.filter(programme_id=one.programme_id)
    if one.role == PartnerRole.COUNTY_BOARD:
        found = found.filter(county=one.county)
    return found.select_related("programme").defer("programme__facts").order_by("position")


def partner_activities(scope: Scope, partnership_id: int, on: date) -> list[Activity]:
    """Return a county board the activities in its county; another those that it provides or takes part in by name."""
    one = partner_place(scope, partnership_id, on)
    if one is None:
        return []
    found = Activity.objects.filter(programme_id=one.programme_id).select_related("participant")
    found = found.order_by("participant__position", "position")
    if one.role == PartnerRole.COUNTY_BOARD:
        return list(found.filter(participant__county=one.county))
    named = found.filter(Q(provider=one.name) | Q(partners__contains=one.name))
    return [row for row in named if row.provider == one.name or one.name in row.partner_names]


def partner_requests(scope: Scope, partnership_id: int, on: date) -> QuerySet[SupportRequest]:
    """Return the requests for support that were handed to a partner by its name, the newest first."""
    one = partner_place(scope, partnership_id, on)
    if one is None:
        return SupportRequest.objects.none()
    found = SupportRequest.objects.filter(participant__programme_id=one.programme_id, provider=one.name)
    return found.select_related("participant").order_by("-asked_on", "-pk")


def partner_reached(scope: Scope, partnership_id: int, on: date) -> tuple[Reached, ...]:
    """Return a county board how far each participant of its county has come; nobody else."""
    one = partner_place(scope, partnership_id, on)
    if one is None or one.role != PartnerRole.COUNTY_BOARD:
        return ()
    there = list(partner_participants(scope, partnership_id, on))
    gates = PhaseGate.objects.filter(participant__in=there, passed_on__isnull=False)
    passed: dict[int, set[str]] = {}
    for place, phase in gates.values_list("participant", "phase"):
        passed.setdefault(place, set()).add(phase)
    counted = Activity.objects.filter(participant__in=there).order_by().values_list("participant", "status")
    counts: dict[int, dict[str, int]] = {}
    for place, status, n in counted.annotate(n=Count("pk")):
        counts.setdefault(place, {})[status] = n
    order = list(Phase.values)
    return tuple(
        Reached(
            participant=row,
            phase=max(passed.get(row.pk, set()), key=order.index, default=""),
            activities=counts.get(row.pk, {}),
        )
        for row in there
    )


def partner_figures(scope: Scope, partnership_id: int, on: date) -> tuple[Beside, ...]:
    """Return a county board the figures that participants of its county share with the programme; nobody else."""
    one = partner_place(scope, partnership_id, on)
    if one is None or one.role != PartnerRole.COUNTY_BOARD:
        return ()
    live = Share.objects.filter(
        participant__programme_id=one.programme_id,
        participant__county=one.county,
        revoked_at=None,
        publication=None,
    )
    return beside(
        Sharer(
            name=policies.shown_name(row), figure=figure_from_plain(row.content), group=row.participant.group
        )
        for row in live.select_related("participant__programme")
        .defer("note")
        .order_by("participant__position", "title")
        if policies.stands(row)
    )


def own_contributions(scope: Scope, partnership_id: int, on: date) -> QuerySet[Contribution]:
    """Return what the asker's organisation has handed in as a partner, those that wait first."""
    one = partner_place(scope, partnership_id, on)
    return _contributions().filter(partner=one) if one else Contribution.objects.none()


def _read(scope: Scope) -> QuerySet[Contribution]:
    if not scope.can(Permission.READ_PICTURE):
        return Contribution.objects.none()
    own = Q(participant__organisation_id=scope.organisation_id, state=ContributionState.ACCEPTED)
    return _contributions().filter(own | Q(partner__programme__organisation_id=scope.organisation_id))


def _contributions() -> QuerySet[Contribution]:
    found = Contribution.objects.select_related("partner__programme", "participant__programme", "activity")
    found = found.defer("partner__programme__facts", "participant__programme__facts")
    waits_first = Case(When(state=ContributionState.PROPOSED, then=0), default=1)
    return found.order_by(waits_first, "-written_at", "-pk")
