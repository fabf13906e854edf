"""Who did what to an action, with what stood before and after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn_web.actions.models import Action, ActionChange
from samsyn_web.actions.presenters.plans import field_name
from samsyn_web.base import words
from samsyn_web.base.models import AuditEvent

WHAT = {
    "action.drafted": gettext_lazy("skrev utkastet"),
    "action.changed": gettext_lazy("ändrade"),
    "action.causes_set": gettext_lazy("ändrade orsakerna"),
    "action.decided": gettext_lazy("beslutade åtgärden"),
    "action.told": gettext_lazy("berättade hur det går"),
    "action.stopped": gettext_lazy("avbröt åtgärden"),
    "action.milestone_added": gettext_lazy("lade till ett delsteg"),
    "action.milestone_done": gettext_lazy("blev klar med ett delsteg"),
    "action.milestone_reopened": gettext_lazy("öppnade ett delsteg igen"),
    "action.milestone_removed": gettext_lazy("tog bort ett delsteg"),
}
UNSHOWN = ("area", "position", "source")  # the area is told by its name


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A field with what stood in it and what it was changed to."""

    name: str
    was: str
    became: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """What somebody did to the action; `changes` are empty where only the names of the fields are known."""

    what: str
    who: str
    when: str
    changes: tuple[Changed, ...]


def events(
    happened: Iterable[AuditEvent],
    kept: Iterable[ActionChange],
    users: Mapping[int, str],
    members: Mapping[int, str],
) -> tuple[Event, ...]:
    """Return who did what to an action; `users` and `members` are the organisation's names by key."""
    by_version: dict[int, list[ActionChange]] = {}
    for row in kept:
        by_version.setdefault(row.version, []).append(row)
    found = []
    for one in happened:
        detail = json.loads(one.detail_json)
        rows = by_version.get(detail.get("version", 0), [])
        fields = [name for name in str(detail.get("fields", "")).split(",") if name]
        said = str(WHAT.get(one.verb, one.verb))
        if fields:
            said = f"{said}: {', '.join(field_name(name) for name in fields)}"
        found.append(
            Event(
                what=said,
                who=users.get(one.by_id or 0, _("någon som har slutat")),
                when=words.day(localdate(one.at)),
                changes=tuple(_changed(row, members) for row in rows if row.field not in UNSHOWN),
            )
        )
    return tuple(found)


def _changed(row: ActionChange, members: Mapping[int, str]) -> Changed:
    return Changed(
        name=field_name(row.field),
        was=_shown(row.field, row.was, members),
        became=_shown(row.field, row.became, members),
    )


def _shown(name: str, text: str, members: Mapping[int, str]) -> str:
    """Return a kept text as people read it: days, numbers, choices and members in words."""
    if not text:
        return _("inget")
    if name in ("owner", "deputy"):
        return members.get(int(text), _("någon som har slutat"))
    if name in ("causes", "problem"):
        return text
    field: Any = Action._meta.get_field(name)
    if isinstance(field, models.DateField):
        return words.day(date.fromisoformat(text))
    if isinstance(field, models.BooleanField):
        return _("ja") if text == "True" else _("nej")
    if isinstance(field, models.FloatField):
        return words.plain(float(text))
    if isinstance(field, models.IntegerField):
        return words.number(int(text))
    return str(dict(field.flatchoices).get(text, text)) if field.choices else text
