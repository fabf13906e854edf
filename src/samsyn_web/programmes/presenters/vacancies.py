"""When the local project leaders were in place, and where the function is vacant, for pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.programmes.policies.vacancies import is_vacant_too_long, subject_of, vacant_since


def vacancy_alarms(
    names: Mapping[int, str], periods: Iterable[Any], programme_id: int, today: date
) -> list[str]:
    """Return where the function of a local project leader has been vacant for more than thirty days."""
    held: dict[str, list[Any]] = {}
    for one in periods:
        held.setdefault(one.subject, []).append(one)
    said = []
    for key, name in names.items():
        own = held.get(subject_of(programme_id, key), [])
        since = vacant_since(own, today)
        if since is not None and is_vacant_too_long(own, today):
            what = {"name": name, "days": (today - since).days, "day": words.day(since)}
            said.append(_("%(name)s saknar lokal projektledare sedan %(day)s, %(days)s dagar.") % what)
    return said


def leadership(periods: Iterable[Any], today: date) -> tuple[str, list[str]]:
    """Return a sentence about the function as it stands, and the times that it was held."""
    held = sorted(periods, key=lambda one: one.starts)
    rows = [f"{words.day(one.starts)}–{words.day(one.ends) if one.ends else ''}" for one in held]
    since = vacant_since(held, today)
    if not held:
        return _("Det är inte antecknat om funktionen är besatt."), rows
    changes = _("Antal byten: %(n)s.") % {"n": len(held) - 1}
    if since is None:
        return _("Funktionen är besatt.") + " " + changes, rows
    return _("Funktionen är vakant sedan %(day)s.") % {"day": words.day(since)} + " " + changes, rows
