"""From the bytes that were sent to what a reporter says, and from what is wrong to a sentence about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from pydantic import ValidationError

from samsyn_web.methods.incidents.api.schemas import ReportIn, Wrong
from samsyn_web.methods.incidents.policies import Told
from samsyn_web.methods.incidents.policies.screening import screen

MOST_REPORTS = 50
MOST_BYTES = 512 * 1024
CLOCK_MAY_DIFFER_S = 120
LOOKED_THROUGH = 400
# A UUID as devices make it is told as it is. One of figures alone may hide a person's number, and is not told.
FIGURES = re.compile(r"[\d-]{36}", re.ASCII)
MADE_BY_CHANCE = re.compile(r"(?=.*[a-f])[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}", re.ASCII | re.IGNORECASE)
LARGEST_S = 2**31 - 1


class Unreadable(Exception):
    """The whole body cannot be used; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def items_of(body: bytes) -> list[Any]:
    """
    Return the reports of a body, unchecked: one object, or a list of them.

    Raises
    ------
    Unreadable
        If the body is no JSON, or no object or list of 1–50 reports.
    """
    try:
        found = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable(_("Det som skickades är inte JSON.")) from None
    items = found if isinstance(found, list) else [found]
    if not 1 <= len(items) <= MOST_REPORTS:
        raise Unreadable(_("Skicka mellan 1 och %(most)s rapporter åt gången.") % {"most": MOST_REPORTS})
    return items


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def read(item: Any) -> ReportIn:
    """Return one report, checked; raises pydantic's ValidationError."""
    return ReportIn.model_validate_json(json.dumps(item))


def client_id_of(item: Any) -> str | None:
    """Return the number that a report seems to have, for telling which one is wrong."""
    found = item.get("client_id") if isinstance(item, dict) else None
    if not isinstance(found, str):
        return None
    if MADE_BY_CHANCE.fullmatch(found):
        return found
    return None if FIGURES.fullmatch(found) else _shown(found, 40)


def _shown(text: str, most: int) -> str:
    """Return what a sender named something, for telling it: senders keep what is told, so no person may be in it."""
    return screen(text[:LOOKED_THROUGH].encode("utf-8", "replace").decode(), most).text


def told_by(report: ReportIn, at: datetime, *, is_zero: bool) -> Told:
    """
    Return what a report says, by a clock that has been put right.

    The device tells what its clock showed at the sending. Where that is more than two minutes from when it was
    received, the clock is taken to be wrong by the difference, and all its times are moved.
    """
    where, when = report.where, report.when
    off_s = _clock_off_s(report, at)
    move = timedelta(seconds=off_s)
    made_at = min(report.made_at, report.sent_at) if report.sent_at else report.made_at
    return Told(
        what=report.what,
        detail=report.detail,
        named_place=where.place if where else None,
        area=where.area or "" if where else "",
        place=_clean(where.text or "") if where else "",
        point=where.point if where else None,
        is_dwelling=report.dwelling,
        when=when.code if when else "now" if is_zero else "",
        time_from=when.from_ + move if when and when.from_ else None,
        time_to=when.to + move if when and when.to else None,
        severity=report.severity,
        basis=report.basis,
        extent=report.extent,
        recurring=report.recurring,
        description=_clean(report.description),
        done=tuple(dict.fromkeys(report.done)),
        needs=report.needs,
        made_at=made_at + move,
        clock_off_s=max(-LARGEST_S, min(off_s, LARGEST_S)),
    )


def _clock_off_s(report: ReportIn, at: datetime) -> int:
    if report.sent_at is None:
        return 0
    off_s = round((at - report.sent_at).total_seconds())
    return off_s if abs(off_s) > CLOCK_MAY_DIFFER_S else 0


def _clean(text: str) -> str:
    """Return a text without the signs that no keyboard has; databases refuse some of them."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or sign.isspace())


def faults(item: Any, error: ValidationError) -> Iterator[Wrong]:
    """Yield what is wrong with a report, each in a sentence."""
    number = client_id_of(item)
    for one in error.errors(include_url=False, include_input=False):
        place = ".".join(map(str, one["loc"])) or "report"
        yield Wrong(
            client_id=number, field=_shown(place, 80), message=_sentence(one["type"], one.get("ctx", {}))
        )


def _sentence(kind: str, about: dict[str, Any]) -> str:
    if kind == "missing":
        return _("Svaret saknas.")
    if kind == "extra_forbidden":
        return _("Fältet är okänt.")
    if kind == "string_too_long":
        return _("Högst %(most)s tecken.") % {"most": about["max_length"]}
    if kind == "uuid_person":
        return _("Numret ska vara slumpat, och inte gjort av ett personnummer.")
    if kind.startswith("uuid"):
        return _("Numret ska vara ett UUID.")
    if kind.startswith(("datetime", "timezone")) or kind == "value_error":
        return _("Tiden ska skrivas med tidszon, som 2026-11-28T14:05:00+01:00.")
    if kind == "literal_error":
        return _("Svaret ska vara ett av: %(these)s.") % {"these": about["expected"]}
    return _("Svaret har fel form.")
