"""What the pages of a risk and of a proposed change show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing import Part, weigh, wording
from samsyn_web.base.scope import Scope
from samsyn_web.causes.policies import can_work as can_open_problems
from samsyn_web.methods.crimeproofing import queries
from samsyn_web.methods.crimeproofing.models import Assessment, Case, Proposal, Protection, Risk
from samsyn_web.methods.crimeproofing.presenters.register import Level, RiskLine, level, risk_line
from samsyn_web.methods.crimeproofing.presenters.texts import place


@dataclass(frozen=True, kw_only=True)
class ProtectionLine:
    """A protection, and whether it is there."""

    key: int
    label: str
    state: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ViewLine:
    """One assessor's view of a risk, when all have locked."""

    who: str
    before: Level
    after: Level
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangePage:
    """A proposed change with its difference."""

    key: int
    risk: str
    place: str
    kind: str
    parts: tuple[Part, ...]
    decider: str
    side_effect: str
    state: str
    is_open: bool
    reason: str
    decided_on: date | None
    follow_up_on: date | None


@dataclass(frozen=True, kw_only=True)
class RiskPage:
    """A risk on its own page."""

    line: RiskLine
    factors: tuple[str, ...]
    protections: tuple[ProtectionLine, ...]
    views: tuple[ViewLine, ...]
    changes: tuple[ChangePage, ...]
    problem: str
    problem_href: str
    can_open_problem: bool
    can_reword: bool


def risk_page(scope: Scope, case: Case, one: Risk) -> RiskPage:
    """Return a risk as its page shows it."""
    label, sides = crimeproofing().label, queries.weighed(scope, case)
    changes = tuple(change_page(each) for each in queries.changes(scope, case) if each.risk_id == one.pk)
    opened = queries.opened_sitting(scope, case)
    seen = queries.assessments(scope, opened) if opened else ()
    views = tuple(_view(each) for each in seen if each.risk_id == one.pk)
    return RiskPage(
        line=risk_line(one, sides, {one.pk: len(changes)}),
        factors=tuple(label("factors", code) for code in one.factors),
        protections=tuple(
            _protection(each) for each in queries.protections(scope, case) if each.risk_id == one.pk
        ),
        views=views,
        changes=changes,
        problem=str(one.problem or ""),
        problem_href=reverse("causes:problem", args=[one.problem_id]) if one.problem_id else "",
        can_open_problem=can_open_problems(scope) and one.problem_id is None,
        can_reword=not views,
    )


def _protection(one: Protection) -> ProtectionLine:
    return ProtectionLine(
        key=one.pk,
        label=crimeproofing().label("protections", one.kind),
        state=one.get_state_display(),
        note=one.note,
    )


def _view(one: Assessment) -> ViewLine:
    sides = [level(weigh([queries.judgement(one, side)], crimeproofing())) for side in ("before", "after")]
    before, after = (each for each in sides if each is not None)
    return ViewLine(who=str(one.assessor.membership.user), before=before, after=after, reason=one.reason)


def change_page(one: Proposal) -> ChangePage:
    """Return a proposed change as its page shows it."""
    instrument = crimeproofing()
    return ChangePage(
        key=one.pk,
        risk=f"{one.risk.number}: {instrument.label('risk_types', one.risk.kind)}",
        place=place(one.paragraph),
        kind=one.get_kind_display(),
        parts=wording(one.old, one.new),
        decider=instrument.label("deciders", one.decider),
        side_effect=one.side_effect,
        state=one.get_state_display(),
        is_open=one.decided_on is None,
        reason=one.reason,
        decided_on=one.decided_on,
        follow_up_on=one.follow_up_on,
    )
