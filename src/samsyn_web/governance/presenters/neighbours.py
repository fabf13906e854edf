"""Other plans as a list, and one as a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.duties import SOON_DAYS
from samsyn_web.base import words
from samsyn_web.base.models import AuditEvent
from samsyn_web.governance.models import NeighbourChange, NeighbourLink, NeighbourPlan
from samsyn_web.governance.presenters.duties import left_words


@dataclass(frozen=True, kw_only=True)
class NeighbourRow:
    """Another plan as a line; `status` is the shape that the duties have too."""

    key: int
    name: str
    href: str
    body: str
    reference: str
    about: str
    agreed: str
    status: str
    status_word: str
    valid: str
    revised: str
    left: str
    is_withdrawn: bool
    told: str
    links: tuple[tuple[str, str], ...]  # what it concerns, and where


@dataclass(frozen=True, kw_only=True)
class NeighbourEvent:
    """What somebody did to a row, with what stood before."""

    what: str
    who: str
    when: str
    changes: tuple[tuple[str, str], ...]  # the field's name, what stood in it


def neighbours_sentence(rows: Sequence[NeighbourRow]) -> str:
    """Say in one sentence how many other plans the work is joined with."""
    n = sum(one.status in ("done", "under_way") for one in rows)
    return ngettext(
        "Arbetet hålls ihop med %(n)s annan plan", "Arbetet hålls ihop med %(n)s andra planer", n
    ) % {"n": words.number(n)}


def neighbour_row(one: NeighbourPlan, links: Iterable[NeighbourLink], today: date) -> NeighbourRow:
    """Return a row."""
    status, word = _status(one, today)
    first = words.day(one.valid_from)
    valid = _("från och med %(first)s, tills vidare") % {"first": first}
    if one.valid_until is not None:
        last = words.day(one.valid_until)
        valid = _("från och med %(first)s till och med %(last)s") % {"first": first, "last": last}
    return NeighbourRow(
        key=one.pk,
        name=one.name,
        href=reverse("governance:neighbour", args=[one.pk]),
        body=one.body,
        reference=one.reference,
        about=one.about,
        agreed=one.agreed,
        status=status,
        status_word=word,
        valid=valid,
        revised=words.day(one.revised_on) if one.revised_on else "",
        left=left_words((one.revised_on - today).days) if one.revised_on else "",
        is_withdrawn=one.withdrawn_at is not None,
        told=_("Tillagd av %(who)s %(day)s")
        % {"who": one.added_by, "day": words.day(localdate(one.added_at))},
        links=tuple(
            (link.problem.title, reverse("causes:problem", args=[link.problem_id]))
            if link.problem is not None
            else (str(link.action), reverse("actions:action", args=[link.action_id]))
            for link in links
        ),
    )


WHAT = {
    "neighbour_plan.added": gettext_lazy("lade till planen"),
    "neighbour_plan.changed": gettext_lazy("ändrade planen"),
    "neighbour_plan.withdrawn": gettext_lazy("drog tillbaka planen"),
    "neighbour_plan.restored": gettext_lazy("tog tillbaka planen"),
}


def neighbour_events(
    happened: Iterable[AuditEvent], changes: Iterable[NeighbourChange], users: Mapping[int, str]
) -> tuple[NeighbourEvent, ...]:
    """Return who did what to a row; `users` are the organisation's names by key."""
    kept: dict[int, list[tuple[str, str]]] = {}
    for row in changes:
        kept.setdefault(row.version, []).append((_field_name(row.field), _was(row)))
    return tuple(
        NeighbourEvent(
            what=str(WHAT.get(one.verb, one.verb)),
            who=users.get(one.by_id or 0, _("någon som har slutat")),
            when=words.day(localdate(one.at)),
            changes=tuple(kept.get(json.loads(one.detail_json).get("version", 0), ()))
            if one.verb == "neighbour_plan.changed"
            else (),
        )
        for one in happened
    )


def _field_name(field: str) -> str:
    if field == "links":
        return _("vad den berör")
    asked: Any = NeighbourPlan._meta.get_field(field)
    return str(asked.verbose_name)


def _was(row: NeighbourChange) -> str:
    if not row.was:
        return _("inget")
    if row.field != "links" and isinstance(NeighbourPlan._meta.get_field(row.field), DateField):
        return words.day(date.fromisoformat(row.was))
    return row.was


def _status(one: NeighbourPlan, today: date) -> tuple[str, str]:
    if one.withdrawn_at is not None:
        return "not_started", _("tillbakadragen")
    if one.valid_until is not None and one.valid_until < today:
        return "overdue", _("har gått ut")
    if not one.agreed:
        return "not_started", _("inte bestämt hur de hålls ihop")
    if one.valid_from > today:
        return "not_started", _("börjar gälla senare")
    if one.revised_on is not None and one.revised_on < today:
        return "overdue", _("skulle ha reviderats")
    if one.revised_on is not None and (one.revised_on - today).days <= SOON_DAYS:
        return "under_way", _("revideras snart")
    return "done", _("hålls ihop")
