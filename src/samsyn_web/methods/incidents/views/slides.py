"""What each slide of the meeting shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from samsyn.instruments.load import report_fields
from samsyn_web.actions import queries as actions
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest
from samsyn_web.causes import queries as causes
from samsyn_web.findings import queries as findings
from samsyn_web.methods.incidents.forms.meeting import DecisionForm, LevelForm
from samsyn_web.methods.incidents.presenters import meeting as presenters
from samsyn_web.methods.incidents.presenters import presence as presences
from samsyn_web.methods.incidents.presenters.decisions import decision_rows
from samsyn_web.methods.incidents.presenters.rhythm import member_choices
from samsyn_web.methods.incidents.presenters.week import level_lines
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.methods.incidents.queries import week as queries
from samsyn_web.methods.incidents.queries.categories import category_list
from samsyn_web.people import queries as people
from samsyn_web.places import queries as places

WEEK = timedelta(days=7)


def area_names(request: ScopedRequest) -> dict[str, str]:
    return dict(places.newest_areas(request.scope))


def _decisions(request: ScopedRequest, held: Any, one: Any) -> dict[str, Any]:
    before = rhythms.period_before(request.scope, held)
    today = localdate(clock.now())
    last = actions.decisions_of(request.scope, before.period) if before else ()
    older = actions.open_decisions(request.scope).exclude(
        period__in=[held.period, before.period if before else ""]
    )
    return {"last": decision_rows(last, today), "older": decision_rows(older, today)}


def _picture(request: ScopedRequest, held: Any, one: Any) -> dict[str, Any]:
    picture = findings.picture(request.scope, held.picture_id) if held.picture_id else None
    levels = findings.areas_to_judge(request.scope, picture) if picture else []
    above = [line for line in level_lines(levels) if line[1] not in ("green",)]
    return {"picture": picture, "levels": above, "n_areas": len(levels)}


def _round(request: ScopedRequest, held: Any, one: Any) -> dict[str, Any]:
    return {
        "rows": presenters.told_lines(one.told, category_list(request.scope), area_names(request)),
        "zero": one.told.zero,
    }


def _levels(request: ScopedRequest, held: Any, one: Any) -> dict[str, Any]:
    picture = findings.picture(request.scope, held.picture_id) if held.picture_id else None
    proposals = findings.areas_to_judge(request.scope, picture) if picture else []
    lines = level_lines(proposals)
    forms = [LevelForm(proposal) for proposal in proposals]
    waiting = sum(proposal.current is None for proposal in proposals)
    greens = sum(p.current is None and p.finding.status == "green" for p in proposals)
    return {
        "picture": picture,
        "areas": list(zip(lines, forms, strict=True)),
        "waiting": waiting,
        "greens": greens,
    }


def _new(request: ScopedRequest, held: Any, one: Any) -> dict[str, Any]:
    today = localdate(clock.now())
    words = {option.code: option.label for option in report_fields().get("needs").options}
    told = queries.told_by_function(request.scope, held)
    needs = [(each.works_as, words.get(code, code)) for each in told for code in each.needs if code != "none"]
    return {
        "made": decision_rows(actions.decisions_of(request.scope, held.period), today),
        "needs": needs,
        "form": decision_form(request, held),
    }


def decision_form(request: ScopedRequest, held: Any, data: Any = None) -> DecisionForm:
    members = people.members(request.scope).filter(is_active=True)
    return DecisionForm(
        member_choices(members),
        places.newest_areas(request.scope),
        [(one.pk, one.title) for one in causes.open_problems(request.scope)],
        localdate(held.meeting) + WEEK,
        data,
    )


def _presence(request: ScopedRequest, held: Any, one: Any) -> dict[str, Any]:
    return presences.grid(request.scope, held, held.end)


def _coming(request: ScopedRequest, held: Any, one: Any) -> dict[str, Any]:
    found_ = queries.coming(request.scope, held)
    return {"events": presenters.coming_lines(found_, category_list(request.scope), area_names(request))}


def _summary(request: ScopedRequest, held: Any, one: Any) -> dict[str, Any]:
    today = localdate(clock.now())
    proposals = findings.areas_to_judge(request.scope, held.picture) if held.picture else []
    return {
        "made": decision_rows(actions.decisions_of(request.scope, held.period), today),
        "levels": level_lines(proposals),
        "waiting": sum(proposal.current is None for proposal in proposals),
        "minutes": [note for note in actions.minutes(request.scope, held.period) if note.text],
        "may_finish": request.scope.can(Permission.DECIDE) and held.state == "frozen",
    }


CONTENT = {
    "decisions": _decisions,
    "picture": _picture,
    "round": _round,
    "levels": _levels,
    "new": _new,
    "presence": _presence,
    "coming": _coming,
    "summary": _summary,
}
