"""A programme's partners and what they hand in, in words; and what a partner can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.programmes.models import (
    ActivityStatus,
    Contribution,
    ContributionState,
    PartnerRole,
    ProgrammePartner,
)
from samsyn_web.programmes.models.participation import Phase
from samsyn_web.programmes.policies import in_force
from samsyn_web.programmes.queries import Reached

SIGNS = {
    ContributionState.PROPOSED: "○",
    ContributionState.ACCEPTED: "●",
    ContributionState.DECLINED: "■",
    ContributionState.WITHDRAWN: "–",
}


@dataclass(frozen=True, kw_only=True)
class PartnerRow:
    """A partner as it is listed; what is not stated is said so."""

    key: int
    name: str
    role: str
    days: str
    reads: str
    source: str
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class ContributionRow:
    """Something that a partner has handed in."""

    key: int
    text: str
    kind: str
    partner: str
    place: str
    focus_area: str
    when: str
    written: datetime
    sign: str
    state: str
    answer: str
    is_open: bool
    activity_href: str


@dataclass(frozen=True, kw_only=True)
class ReachedRow:
    """One municipality of a county."""

    name: str
    phase: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CanDo:
    """What a partner reads, and what it can do."""

    reads: tuple[str, ...]
    does: tuple[str, ...]


def partner_rows(
    found: Iterable[ProgrammePartner], counties: Mapping[str, str], today: date
) -> tuple[PartnerRow, ...]:
    """Return partners as rows."""
    return tuple(
        PartnerRow(
            key=one.pk,
            name=one.name,
            role=_role(one, counties),
            days=days_of(one),
            reads="; ".join(what_one_can_do(one).reads)
            if one.organisation_id and in_force(one, today)
            else _("ingenting"),
            source=f"{one.source_document}, {one.source_section}" if one.source_document else "",
            is_over=not in_force(one, today) and one.ends is not None and one.ends < today,
        )
        for one in found
    )


def days_of(one: ProgrammePartner) -> str:
    """Return from when to when a partner takes part."""
    if one.starts is None:
        return _("ej angivet")
    if one.ends is None:
        return _("från %(day)s") % {"day": words.day(one.starts)}
    return _("%(first)s till och med %(last)s") % {
        "first": words.day(one.starts),
        "last": words.day(one.ends),
    }


def what_one_can_do(one: ProgrammePartner) -> CanDo:
    """Return what a partner's role gives it."""
    if one.role == PartnerRole.COUNTY_BOARD:
        return CanDo(
            reads=(
                _("hur långt kommunerna i länet har kommit"),
                _("aktiviteterna i länets kommuner"),
                _("siffror som länets kommuner delar med programmet"),
                _("begäranden om stöd som har lämnats till er"),
            ),
            does=(_("lämna råd till programmet"), _("lämna en begäran till programmet")),
        )
    return CanDo(
        reads=(
            _("aktiviteter som ni genomför eller medverkar i"),
            _("begäranden om stöd som har lämnats till er"),
        ),
        does=(_("föreslå en aktivitet som ni genomför"), _("anteckna råd som ni har gett")),
    )


def contribution_rows(
    found: Iterable[Contribution], focus_areas: Mapping[int, str]
) -> tuple[ContributionRow, ...]:
    """Return what partners have handed in as rows."""
    return tuple(
        ContributionRow(
            key=one.pk,
            text=one.text,
            kind=one.get_kind_display(),
            partner=one.partner.name,
            place=one.participant.name,
            focus_area=f"{one.focus_area}. {focus_areas.get(one.focus_area, '')}",
            when=_when(one),
            written=one.written_at,
            sign=SIGNS[ContributionState(one.state)],
            state=one.get_state_display(),
            answer=one.answer,
            is_open=one.state == ContributionState.PROPOSED,
            activity_href=reverse("programmes:activity", args=[one.activity_id]) if one.activity_id else "",
        )
        for one in found
    )


def reached_rows(found: Iterable[Reached]) -> tuple[ReachedRow, ...]:
    """Return how far each municipality of a county has come."""
    return tuple(
        ReachedRow(
            name=one.participant.name,
            phase=str(Phase(one.phase).label) if one.phase else _("ingen fas har börjat"),
            counts=tuple(one.activities.get(status, 0) for status in ActivityStatus.values),
        )
        for one in found
    )


def _role(one: ProgrammePartner, counties: Mapping[str, str]) -> str:
    if not one.role:
        return _("ej angivet")
    county = counties.get(one.county, "")
    return f"{one.get_role_display()}, {county}" if county else one.get_role_display()


def _when(one: Contribution) -> str:
    if one.starts is None:
        return ""
    hours = "" if one.hours is None else _(", %(n)s timmar") % {"n": words.plain(float(one.hours))}
    return words.span(one.starts, (one.ends or one.starts) + timedelta(days=1)) + hours
