"""What the page of an action shows: all that is said of it, what was told, what was asked, who changed what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn_web.actions import policies
from samsyn_web.actions.models import TITLE, Action, ActionNote, ActionStatus, Direction, Milestone
from samsyn_web.actions.policies import LIVE_ACTION
from samsyn_web.actions.presenters.plans import field_name
from samsyn_web.actions.presenters.rows import ActionLine, action_line, days_left, short_day
from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Cause, Problem
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import FindingRecord


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A name and what is said."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A milestone in the list."""

    key: int
    title: str
    due: str
    left: str
    is_done: bool
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """What was told at one time."""

    status: str
    text: str
    spent: str
    who: str
    when: str


@dataclass(frozen=True, kw_only=True)
class CauseLink:
    """A cause by its words, and where it opens for those who read problems."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class ActionPage:
    """An action on its own page."""

    line: ActionLine
    facts: tuple[tuple[str, tuple[Fact, ...]], ...]
    problem: str
    problem_href: str
    causes: tuple[CauseLink, ...]
    causes_href: str
    is_draft: bool
    is_live: bool
    lacks: tuple[policies.Lack, ...]
    can_write: bool
    can_decide: bool
    can_carry_out: bool
    can_ask: bool
    source: str
    rests_on: tuple[str, str]
    decided: str


def action_page(
    scope: Scope, one: Action, causes: list[Cause], problem: Problem | None, today: date
) -> ActionPage:
    """Return an action as its page shows it; `problem` is what it is about, for those who read problems."""
    is_draft = one.status == ActionStatus.DRAFT
    line = action_line(one, today, causes)
    reads = policies.can_read_problems(scope)
    return ActionPage(
        line=line,
        facts=_facts(one),
        problem=problem.title if problem else line.problem,
        problem_href=reverse("causes:problem", args=[problem.pk]) if problem else "",
        causes=tuple(
            CauseLink(text=one.statement, href=reverse("causes:cause", args=[one.pk]) if reads else "")
            for one in causes
        ),
        causes_href=reverse("causes:analysis", args=[problem.pk]) if problem else "",
        is_draft=is_draft,
        is_live=one.status in LIVE_ACTION,
        lacks=tuple(policies.lacking(one, causes)) if is_draft else (),
        can_write=policies.can_plan(scope),
        can_decide=policies.can_decide(scope),
        can_carry_out=policies.can_carry_out(scope, one) and one.status != ActionStatus.STOPPED,
        can_ask=policies.can_ask(scope, one),
        source=one.source,
        rests_on=_rests_on(scope, one),
        decided=_decided(one),
    )


def _rests_on(scope: Scope, one: Action) -> tuple[str, str]:
    """Return the figure that an action was begun from, and its page for those who may open it."""
    if one.finding is None:
        return "", ""
    opened = findings.figure(scope, one.finding.digest) is not None
    name = named_figure(one.finding)
    return name, reverse("findings:figure", args=[one.finding.digest]) if opened else ""


def named_figure(figure: FindingRecord) -> str:
    """Return what a figure is called: what it is about and what it is."""
    about = ", ".join(part for part in (figure.area_name, figure.category_name) if part)
    label = figure.label.partition(",")[0]
    return f"{about}: {label}" if about else label[:1].upper() + label[1:]


def begun_from(figure: FindingRecord, title: str) -> dict[str, Any]:
    """Return what the form of an action begins with where it is begun from a figure, and a suggestion."""
    is_share = figure.unit.startswith("andel")
    value = None if figure.value is None else round(100 * figure.value if is_share else figure.value, 2)
    return {
        "title": title[:TITLE],
        "indicator": named_figure(figure)[:TITLE],
        "unit": "procent" if is_share else figure.unit[:60],
        "baseline": value,
        "area": figure.area or "",
    }


def _decided(one: Action) -> str:
    if one.decided_at is None:
        return ""
    return _("Beslutad %(day)s av %(who)s") % {
        "day": words.day(localdate(one.decided_at)),
        "who": one.decided_by,
    }


def _facts(one: Action) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    parts = (
        (_("Vad och hur"), _what(one)),
        (_("Mål"), _goal(one)),
        (_("När"), _when(one)),
        (_("Vem och med vad"), _who(one)),
        (_("Var"), ((_("Område"), one.area_name), (_("Plats"), one.place))),
    )
    kept = ((head, tuple(Fact(name=name, text=text) for name, text in said if text)) for head, said in parts)
    return tuple((head, facts) for head, facts in kept if facts)


def _what(one: Action) -> tuple[tuple[str, str], ...]:
    return (
        (_("Vad den består av"), one.steps),
        (_("Hur den ska verka"), one.mechanism),
        (_("Varför ingen orsak anges"), one.no_cause_reason),
        (_("Typ"), str(one.get_kind_display()) if one.kind else ""),
        (_("Räckvidd"), str(one.get_reach_display()) if one.reach else ""),
        (_("Ordinarie arbete"), _("ja") if one.is_ordinary else ""),
    )


def _goal(one: Action) -> tuple[tuple[str, str], ...]:
    said = {"baseline": _value(one.baseline), "target": _value(one.target), "unit": one.unit}
    if one.baseline is None:
        values = _("till %(target)s %(unit)s") % said if one.target is not None else ""
    elif one.target is None:
        values = _("%(baseline)s %(unit)s, inget målvärde") % said
    else:
        values = _("från %(baseline)s till %(target)s %(unit)s") % said
    direction = str(Direction(one.direction).label) if one.direction else ""
    return (
        (_("Operativt mål"), one.goal),
        (_("Indikator"), ", ".join(part for part in (one.indicator, direction) if part)),
        (_("Utgångsvärde och målvärde"), values.strip()),
    )


def _value(value: float | None) -> str:
    return "–" if value is None else words.plain(value)


def _when(one: Action) -> tuple[tuple[str, str], ...]:
    days = ((_("Börjar"), one.starts), (_("Klar"), one.ends), (_("Följs upp"), one.follow_up_on))
    return (*((name, words.day(day) if day else "") for name, day in days), (_("Hur"), one.follow_up))


def _who(one: Action) -> tuple[tuple[str, str], ...]:
    return (
        (_("Ansvarig"), _person(one.function, one.owner)),
        (_("Ersättare"), _person(one.deputy_function, one.deputy)),
        (_("Samverkar med"), one.partners),
        (_("Arbetstid"), _("%(n)s timmar") % {"n": words.number(one.hours)} if one.hours is not None else ""),
        (_("Kostnad"), _("%(n)s kronor") % {"n": words.number(one.cost)} if one.cost is not None else ""),
        (_("Finansiering"), one.funding),
    )


def _person(function: str, member: Any) -> str:
    return f"{function} ({member.user})" if member and function else str(member.user) if member else function


def steps(milestones: Iterable[Milestone], today: date) -> tuple[Step, ...]:
    """Return milestones as lines."""
    return tuple(
        Step(
            key=one.pk,
            title=one.title,
            due=short_day(one.due),
            left="" if one.done_on else days_left((one.due - today).days),
            is_done=one.done_on is not None,
            is_late=one.done_on is None and one.due < today,
        )
        for one in milestones
    )


def notes(told: Iterable[ActionNote]) -> tuple[NoteLine, ...]:
    """Return what was told as lines."""
    return tuple(
        NoteLine(
            status=str(one.get_status_display()),
            text=one.text,
            spent=", ".join(
                part
                for part in (
                    _("%(n)s timmar") % {"n": words.number(one.hours)} if one.hours is not None else "",
                    _("%(n)s kronor") % {"n": words.number(one.cost)} if one.cost is not None else "",
                )
                if part
            ),
            who=str(one.written_by),
            when=words.day(localdate(one.written_at)),
        )
        for one in told
    )


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that two people wrote differently at the same time."""

    name: str
    theirs: str
    yours: str


def differences(there: Action, given: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return the fields where what somebody else saved differs from what was written now."""
    found = []
    for name, value in given.items():
        theirs = getattr(there, name)
        if theirs != value:
            found.append(Difference(name=field_name(name), theirs=_shown(theirs), yours=_shown(value)))
    return tuple(found)


def _shown(value: Any) -> str:
    return "–" if value in (None, "") else str(value)
