"""What the pages of plans show: the head, the versions, what changed, and who has too much at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.actions.models import Action, ActionStatus, Plan, PlanState, PlanVersion
from samsyn_web.actions.policies import can_decide, can_plan
from samsyn_web.base import words
from samsyn_web.base.scope import Scope

STATUSES = tuple(ActionStatus.values)
MONTHS_AHEAD, MUCH = (
    6,
    4,
)  # months of the table of load; actions at the same time that are many for one function


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """A decided version in a list."""

    number: int
    body: str
    day: str
    minutes: str
    href: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class PlanHead:
    """What a plan is, and what one may do with it."""

    key: int
    title: str
    text: str
    when: str
    state: str
    state_word: str
    is_draft: bool
    is_replaced: bool
    replaces: str
    can_write: bool
    can_decide: bool
    versions: tuple[VersionLine, ...]
    changed: str


def plan_head(scope: Scope, plan: Plan, versions: Sequence[PlanVersion], n_changed: int) -> PlanHead:
    """Return the head of a plan; `n_changed` is how many actions changed since the last version."""
    live = plan.state != PlanState.REPLACED
    return PlanHead(
        key=plan.pk,
        title=plan.title,
        text=plan.text,
        when=words.span(plan.starts, plan.ends + timedelta(days=1)),
        state=plan.state,
        state_word=str(plan.get_state_display()),
        is_draft=plan.state == PlanState.DRAFT,
        is_replaced=not live,
        replaces=plan.replaces.title if plan.replaces else "",
        can_write=live and can_plan(scope),
        can_decide=live and can_decide(scope),
        versions=tuple(version_line(one) for one in versions),
        changed=_changed(versions, n_changed),
    )


def version_line(one: PlanVersion) -> VersionLine:
    """Return a decided version as a line."""
    return VersionLine(
        number=one.number,
        body=one.body,
        day=words.day(one.decided_on),
        minutes=one.minute_reference,
        href=reverse("actions:plan_version", args=[one.plan_id, one.number]),
        digest=one.digest,
    )


def _changed(versions: Sequence[PlanVersion], n: int) -> str:
    if not versions or not n:
        return ""
    return ngettext(
        "En åtgärd har ändrats sedan version %(number)s beslutades",
        "%(n)s åtgärder har ändrats sedan version %(number)s beslutades",
        n,
    ) % {"n": n, "number": versions[0].number}


@dataclass(frozen=True, kw_only=True)
class DecidedAction:
    """An action as it stood in a decided version."""

    title: str
    causes: tuple[str, ...]
    goal: str
    when: str
    who: str
    follow_up: str
    status: str


@dataclass(frozen=True, kw_only=True)
class AsDecided:
    """A decided version's own words."""

    title: str
    text: str
    actions: tuple[DecidedAction, ...]


def as_decided(content: Mapping[str, Any]) -> AsDecided:
    """Return a kept content as its page shows it."""
    return AsDecided(
        title=content["title"],
        text=content.get("text", ""),
        actions=tuple(
            DecidedAction(
                title=one["title"],
                causes=tuple(cause["statement"] for cause in one["causes"]) or (one["no_cause_reason"],),
                goal=one["goal"],
                when=f"{one['starts']} – {one['ends']}",
                who=one["function"],
                follow_up=": ".join(part for part in (one["follow_up_on"], one["follow_up"]) if part),
                status=_said("status", one["status"]),
            )
            for one in content["actions"]
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Change:
    """What happened to an action between two versions."""

    title: str
    what: str
    fields: tuple[tuple[str, str, str], ...]  # name, before, now


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between two contents of a plan: added, changed and left out."""
    old = {one["id"]: one for one in before["actions"]}
    new = {one["id"]: one for one in now["actions"]}
    found = [
        Change(title=one["title"], what=_("tillkom"), fields=()) for key, one in new.items() if key not in old
    ]
    for key in new.keys() & old.keys():
        fields = _differing(old[key], new[key])
        if fields:
            found.append(Change(title=new[key]["title"], what=_("ändrades"), fields=fields))
    found += [
        Change(title=one["title"], what=_("är inte med längre"), fields=())
        for key, one in old.items()
        if key not in new
    ]
    return tuple(sorted(found, key=lambda one: one.title))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (field_name(name), _said(name, old.get(name)), _said(name, value))
        for name, value in new.items()
        if old.get(name) != value
    )


def field_name(name: str) -> str:
    """Return what a field of an action is called."""
    match name:
        case "causes":
            return _("orsaker")
        case "milestones":
            return _("delsteg")
        case "problem":
            return _("problem")
        case "owner":
            return _("ansvarig")
        case "deputy":
            return _("ersättare")
    return str(getattr(Action._meta.get_field(name), "verbose_name", name))


def _said(name: str, value: Any) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return "; ".join(one.get("statement") or f"{one['title']} ({one['due']})" for one in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    field = None if name in ("problem",) else Action._meta.get_field(name)
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))


@dataclass(frozen=True, kw_only=True)
class Load:
    """How many actions a function has at the same time, month by month."""

    function: str
    counts: tuple[tuple[int, bool], ...]
    most: int
    is_much: bool


def load(busy: Iterable[tuple[str, date, date]], today: date) -> tuple[tuple[str, ...], tuple[Load, ...]]:
    """Return the months ahead, and for each function how many actions go on in each; those with most first."""
    months = _months(today)
    by_function: dict[str, list[tuple[date, date]]] = {}
    for function, start, end in busy:
        by_function.setdefault(function, []).append((start, end))
    rows = []
    for function, spans in by_function.items():
        counts = [sum(start < over and end >= begins for start, end in spans) for begins, over in months]
        rows.append(
            Load(
                function=function,
                counts=tuple((n, n >= MUCH) for n in counts),
                most=max(counts),
                is_much=max(counts) >= MUCH,
            )
        )
    rows.sort(key=lambda row: (-row.most, row.function))
    return tuple(date_format(begins, "M Y").lower() for begins, _over in months), tuple(rows)


def _months(today: date) -> list[tuple[date, date]]:
    found = []
    begins = today.replace(day=1)
    for _n in range(MONTHS_AHEAD):
        over = date(begins.year + begins.month // 12, begins.month % 12 + 1, 1)
        found.append((begins, over))
        begins = over
    return found


def status_choices(late: str) -> list[tuple[str, str]]:
    """Return the states that can be filtered by, with what is late first."""
    return [(late, _("försenad")), *((value, str(word)) for value, word in ActionStatus.choices)]
