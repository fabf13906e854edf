"""Activities as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
from django.utils.translation import gettext as _

from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn.documents import document, tables_xlsx
from samsyn.documents.spreadsheet_text import spreadsheet_csv
from samsyn.programme import Programme
from samsyn_web.programmes.models import Activity
from samsyn_web.programmes.presenters.activities import activity_row
from samsyn_web.programmes.services import programme_notice

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NUMBERS = (1, 11, 12, 13)
"""Which columns of activities are numbers."""


def heads() -> tuple[str, ...]:
    """Return the headings of the columns."""
    return (
        _("Kommun"),
        _("Fokusområde"),
        _("Rubrik"),
        _("Aktivitet"),
        _("Format (vår klassning)"),
        _("Läge"),
        _("När"),
        _("Första dag"),
        _("Sista dag"),
        _("Genomförs av"),
        _("Medverkande"),
        _("Antal tillfällen"),
        _("Antal deltagare"),
        _("Antal enheter"),
        _("Källa"),
    )


def activities_file(form: str, found: Iterable[Activity], facts: Programme) -> bytes:
    """Return activities as CSV or an Excel workbook, which says whether the programme is invented."""
    rows, named = [_cells(one, facts) for one in found], heads()
    if form == "csv":
        kinds = {head: pl.Int64 if n in NUMBERS else pl.String for n, head in enumerate(named)}
        told = [(*row, programme_notice(facts)) for row in rows]
        return spreadsheet_csv(pl.DataFrame(told, schema={**kinds, _("Anmärkning"): pl.String}, orient="row"))
    columns = tuple(Column(label=head, number=n in NUMBERS) for n, head in enumerate(named))
    table = DataTable(key="rows", caption=_("Aktiviteter"), columns=columns, rows=tuple(rows))
    section = Section(key="rows", title=_("Aktiviteter"), lead=programme_notice(facts), tables=(table,))
    made = document(
        title=f"{_('Aktiviteter')}: {facts.name}",
        subtitle=programme_notice(facts),
        edition=Edition.INTERNAL,
        sections=(section,),
        meta={"notice": programme_notice(facts)},
        kind=(_("Ur programmets data"), _("Alla rader som valet gav.")),
    )
    return tables_xlsx(made)


def _cells(one: Activity, facts: Programme) -> tuple[str | int | None, ...]:
    row = activity_row(one, facts)
    return (
        row.place,
        one.focus_area,
        row.heading,
        row.title,
        row.formats,
        row.status,
        row.when,
        one.starts.isoformat() if one.starts else "",
        one.ends.isoformat() if one.ends else "",
        one.provider,
        one.partners,
        one.times,
        one.participants,
        one.units,
        row.source,
    )
