"""The notice and the minutes as documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Edition
from samsyn.period import format_date
from samsyn.statutory import DRAFT, MEMBERS, MINUTES, NOTICE
from samsyn_web.base import words
from samsyn_web.governance.models import CouncilMinutes
from samsyn_web.governance.queries import Told

KIND = ("10 § lag (2023:196)", MEMBERS)


@dataclass(frozen=True, kw_only=True)
class MinutesRow:
    """An adjusted version, with its files."""

    title: str
    told: str
    why: str
    pdf: str
    docx: str


def minutes_rows(found: Iterable[CouncilMinutes]) -> list[MinutesRow]:
    """Return the versions as lines."""
    return [
        MinutesRow(
            title=_("Version %(n)s") % {"n": one.number},
            told=_("Justerat %(day)s av %(who)s") % {"day": words.day(one.adjusted_on), "who": one.adjusters},
            why=one.why,
            pdf=minutes_href(one.meeting_id, one.number, "pdf"),
            docx=minutes_href(one.meeting_id, one.number, "docx"),
        )
        for one in found
    ]


def minutes_href(meeting_id: int, number: int, form: str) -> str:
    """Return where a version's file is; 0 is the one that is not adjusted."""
    return reverse("governance:minutes_file", args=[meeting_id, number, form])


def notice_document(
    told: Told, *, organisation: str, is_demo: bool, brand: documents.Brand, today: date
) -> documents.Document:
    """Return the notice with the agenda, to be sent to the members."""
    return _document(NOTICE, told, _meta(organisation, today, is_demo), brand)


def minutes_document(
    told: Told,
    kept: CouncilMinutes | None,
    *,
    organisation: str,
    is_demo: bool,
    brand: documents.Brand,
    today: date,
) -> documents.Document:
    """Return the minutes to be read outside Samsyn; those that nobody adjusted say so."""
    if kept is None:
        return _document(MINUTES, told, _meta(organisation, today, is_demo, DRAFT), brand)
    meta = _meta(organisation, localdate(kept.recorded_at), is_demo) | {
        "version": str(kept.number),
        "Justerat": f"{format_date(kept.adjusted_on)}, {kept.adjusters}",
        "Rättar": f"version {kept.corrects.number}: {kept.why}" if kept.corrects else "",
        "digest": kept.digest,
    }
    return _document(MINUTES, told, meta, brand)


def _meta(organisation: str, day: date, is_demo: bool, draft: str = "") -> dict[str, Any]:
    notices = ("Uppdiktade data: organisationen är påhittad." if is_demo else "", draft)
    return {
        "organisation": organisation,
        "generated_at": day.isoformat(),
        "notice": tuple(text for text in notices if text),
    }


def _document(title: str, told: Told, meta: dict[str, Any], brand: documents.Brand) -> documents.Document:
    return documents.document(
        title=title,
        subtitle=told.subtitle,
        edition=Edition.INTERNAL,
        sections=told.sections,
        meta=meta,
        brand=brand,
        kind=KIND,
    )
