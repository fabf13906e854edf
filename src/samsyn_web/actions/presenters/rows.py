"""An action as a line: in the plan's table, on the board, in one's own list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.actions.models import Action, ActionStatus, Milestone
from samsyn_web.actions.policies import LIVE_ACTION
from samsyn_web.base import words
from samsyn_web.causes.models import Cause

SIGNS = {
    ActionStatus.DRAFT: "○",
    ActionStatus.DECIDED: "◇",
    ActionStatus.UNDER_WAY: "◐",
    ActionStatus.DONE: "●",
    ActionStatus.STOPPED: "✕",
}


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """An action in a list; the columns are those of the table in Brå's guidance."""

    key: int
    version: int
    title: str
    href: str
    causes: tuple[str, ...]
    no_cause: str
    goal: str
    indicator: str
    when: str
    who: str
    follow_up: str
    status: str
    status_word: str
    sign: str
    due: str
    is_late: bool
    where: str
    problem: str
    steps: str
    starts: date | None
    ends: date | None
    follow_up_on: date | None


@dataclass(frozen=True, kw_only=True)
class BriefLine:
    """An action as the wheel and the map name it: no more than its title and its days."""

    key: int
    title: str
    href: str
    area: str
    area_name: str
    starts: date | None
    ends: date | None
    follow_up_on: date | None


def brief_lines(found: QuerySet[Action]) -> tuple[BriefLine, ...]:
    """Return many actions in brief, without a row of the table built for each."""
    names = ("pk", "title", "area", "area_name", "starts", "ends", "follow_up_on")
    before, after = reverse("actions:action", args=[0]).split("0")
    return tuple(
        BriefLine(
            key=key, title=title, href=f"{before}{key}{after}", area=area, area_name=name,
            starts=starts, ends=ends, follow_up_on=follow,
        )
        for key, title, area, name, starts, ends, follow in found.select_related(None).values_list(*names)
    )  # fmt: skip


def action_lines(
    several: Iterable[Action],
    today: date,
    causes: Mapping[int, Sequence[Cause]],
    milestones: Mapping[int, Sequence[Milestone]],
) -> tuple[ActionLine, ...]:
    """Return actions as lines."""
    return tuple(
        action_line(one, today, causes.get(one.pk, ()), milestones.get(one.pk, ())) for one in several
    )


def action_line(
    one: Action, today: date, causes: Sequence[Cause] = (), milestones: Sequence[Milestone] = ()
) -> ActionLine:
    """Return an action as a line."""
    late = is_late(one, today)
    return ActionLine(
        key=one.pk,
        version=one.version,
        title=one.title,
        href=reverse("actions:action", args=[one.pk]),
        causes=tuple(cause.statement for cause in causes),
        no_cause=one.no_cause_reason,
        goal=one.goal,
        indicator=one.indicator,
        when=when(one),
        who=one.function,
        follow_up=_follow_up(one),
        status=one.status,
        status_word=str(one.get_status_display()),
        sign=SIGNS[ActionStatus(one.status)],
        due=due(one, today),
        is_late=late,
        where=", ".join(part for part in (one.place, one.area_name) if part),
        problem=one.problem.title if one.problem else "",
        steps=_steps_done(milestones),
        starts=one.starts,
        ends=one.ends,
        follow_up_on=one.follow_up_on,
    )


def is_late(one: Action, today: date) -> bool:
    """Whether a decided action should have been done."""
    return one.status in LIVE_ACTION and one.ends is not None and one.ends < today


def when(one: Action) -> str:
    """Return when an action begins and ends, as short as it can be said."""
    if one.starts and one.ends:
        return f"{short_day(one.starts)} – {short_day(one.ends)}"
    if one.starts:
        return _("från %(day)s") % {"day": short_day(one.starts)}
    return _("till %(day)s") % {"day": short_day(one.ends)} if one.ends else ""


def short_day(day: date) -> str:
    """Return a day with a short month: 6 okt 2025."""
    return date_format(day, "j M Y").replace(".", "").lower()


def due(one: Action, today: date) -> str:
    """Return in words how long is left; nothing for what is over or not decided."""
    if one.status not in LIVE_ACTION or one.ends is None:
        return ""
    return days_left((one.ends - today).days)


def days_left(days: int) -> str:
    """Return in words how many days are left, or have passed."""
    if days < 0:
        return ngettext("skulle ha varit klar i går", "skulle ha varit klar för %(n)s dagar sedan", -days) % {
            "n": words.number(-days)
        }
    if days == 0:
        return _("senast i dag")
    return ngettext("en dag kvar", "%(n)s dagar kvar", days) % {"n": words.number(days)}


def _follow_up(one: Action) -> str:
    day = short_day(one.follow_up_on) if one.follow_up_on else ""
    said = one.result or one.follow_up
    return ": ".join(part for part in (day, said) if part)


def _steps_done(milestones: Sequence[Milestone]) -> str:
    if not milestones:
        return ""
    done = sum(step.done_on is not None for step in milestones)
    return _("%(done)s av %(all)s delsteg klara") % {"done": done, "all": len(milestones)}
