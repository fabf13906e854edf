"""What the everyday page shows: the answer, sections with charts, notes on the time line, and saved views."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.charts.format import cell
from samsyn.cycle import Edition, Section
from samsyn.methods.incidents.compared import Compared, answer, conclusions
from samsyn.methods.incidents.compared_sections import sections
from samsyn.period import Period, format_date
from samsyn.table import Break
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import Annotation, SavedView

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class NoteRow:
    """A note on the time line, in a line."""

    day: str
    kind: str
    what: str
    where: str
    by: str
    href: str


@dataclass(frozen=True, kw_only=True)
class ViewRow:
    """A saved view, in a line."""

    name: str
    href: str
    said: str
    edit: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Explored:
    """The answer, and what it rests on."""

    answer: str
    conclusions: tuple[str, ...]
    refused: str
    periods: str
    chosen: str
    sections: tuple[tuple[str, str, SafeString], ...]
    notes: tuple[NoteRow, ...]
    address: str
    has_tables: bool


def explored(
    found: Compared,
    kept: Mapping[str, Any],
    declared: Iterable[Break],
    notes: Iterable[Annotation],
    filters: tuple[Iterable[str], Iterable[str]],
) -> Explored:
    """The page of a comparison."""
    told = sections(found)
    areas, categories = (tuple(some) for some in filters)
    chosen = ", ".join([*(found.names.get(area, area) for area in areas), *categories])
    return Explored(
        answer=answer(found),
        conclusions=conclusions(found),
        refused="" if found.total is None else found.refused,
        periods=_periods(found),
        chosen=chosen,
        sections=tuple((one.key, one.title, mark_safe(documents.section_html(one))) for one in told),
        notes=note_rows(notes, found.names) + _declared(declared),
        address=address(kept),
        has_tables=any(one.tables for one in told),
    )


def _periods(found: Compared) -> str:
    said = found.now.span_label
    if found.then is None:
        return said
    return _("%(now)s mot %(then)s") % {"now": said, "then": found.then.span_label}


def address(kept: Mapping[str, Any]) -> str:
    """The choices as an address has them, in one order whatever the database made of theirs."""
    return urlencode(sorted(kept.items()), doseq=True)


def note_rows(notes: Iterable[Annotation], names: Mapping[str, str]) -> tuple[NoteRow, ...]:
    """Notes in lines."""
    return tuple(
        NoteRow(
            day=Period(start=one.first_day, end=_after(one)).span_label,
            kind=one.get_kind_display().capitalize(),
            what=one.what,
            where=", ".join(
                filter(None, [str(one.source or _("alla källor")), names.get(one.area, one.area)])
            ),
            by=str(one.written_by),
            href=reverse("incidents:annotation", args=[one.pk]),
        )
        for one in notes
    )


def _after(note: Annotation) -> date:
    return (note.last_day or note.first_day) + timedelta(days=1)


def _declared(breaks: Iterable[Break]) -> tuple[NoteRow, ...]:
    return tuple(
        NoteRow(
            day=format_date(one.day),
            kind=_("Avbrott i källan"),
            what=one.what,
            where=_("anges av källan"),
            by="",
            href="",
        )
        for one in breaks
    )


def view_rows(scope: Scope, views: Iterable[SavedView]) -> tuple[ViewRow, ...]:
    """Saved views in lines."""
    page = reverse("incidents:explore")
    return tuple(
        ViewRow(
            name=one.name,
            href=f"{page}?{address(one.choices)}",
            said=_said(scope, one),
            edit=reverse("incidents:saved_view", args=[one.pk])
            if policies.can_change_view(scope, one)
            else "",
            at=one.saved_at,
        )
        for one in views
    )


def _said(scope: Scope, view: SavedView) -> str:
    own = view.owner_id == scope.user_id
    words = [
        (_("min, delad") if view.is_shared else _("min"))
        if own
        else _("delas av %(name)s") % {"name": view.owner},
        _("visas först") if own and view.is_default else "",
    ]
    return ", ".join(filter(None, words))


def comparison_csv(told: Iterable[Section]) -> str:
    """The tables of a comparison as CSV that a Swedish spreadsheet opens; no text in it can run."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for section in told:
        for table in section.tables:
            writer.writerow([_safe(table.caption)])
            writer.writerow([_safe(column.label) for column in table.columns])
            for row in table.rows:
                writer.writerow(
                    [
                        _safe(value)
                        if isinstance(value, str)
                        else ""
                        if value is None
                        else cell(value, decimals=column.decimals + 2 if column.decimals else 0).replace(
                            "\u00a0", ""
                        )
                        for value, column in zip(row, table.columns, strict=True)
                    ]
                )
            writer.writerow([])
    return out.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def comparison_xlsx(found: Compared, told: tuple[Section, ...], organisation: str, at: datetime) -> bytes:
    """The tables of a comparison as an Excel file."""
    composed = documents.document(
        title="Jämförelse",
        subtitle=answer(found),
        edition=Edition.INTERNAL,
        sections=told,
        meta={"organisation": organisation, "generated_at": at},
    )
    return documents.tables_xlsx(composed)
