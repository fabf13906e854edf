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
from samsyn_web.programmes.presenters.home import notice

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADS = (
    "Kommun", "Fokusområde", "Rubrik", "Aktivitet", "Format (vår klassning)", "Läge", "När", "Första dag", "Sista dag",
    "Genomförs av", "Medverkande", "Tillfällen", "Deltagare", "Enheter", "Källa",
)  # fmt: skip
NUMBERS = {"Fokusområde", "Tillfällen", "Deltagare", "Enheter"}


def activities_file(form: str, found: Iterable[Activity], facts: Programme) -> bytes:
    """Return activities as CSV or an Excel workbook; every row says whether the programme is invented."""
    return table_file(form, HEADS, NUMBERS, [_cells(one, facts) for one in found], facts, _("Aktiviteter"))


def table_file(
    form: str,
    heads: tuple[str, ...],
    numbers: set[str],
    rows: list[tuple[str | int | None, ...]],
    facts: Programme,
    title: str,
) -> bytes:
    """Return a table as CSV or an Excel workbook."""
    if form == "csv":
        kinds = {head: pl.Int64 if head in numbers else pl.String for head in heads}
        told = [(*row, notice(facts)) for row in rows]
        return spreadsheet_csv(pl.DataFrame(told, schema={**kinds, "Anmärkning": pl.String}, orient="row"))
    columns = tuple(Column(label=head, number=head in numbers) for head in heads)
    table = DataTable(key="rows", caption=title, columns=columns, rows=tuple(rows))
    made = document(
        title=f"{title}: {facts.name}",
        subtitle=notice(facts),
        edition=Edition.INTERNAL,
        sections=(Section(key="rows", title=title, lead=notice(facts), tables=(table,)),),
        meta={"notice": notice(facts)},
        kind=("Ur programmets data", "Alla tal är räknade ur data med angiven källa."),
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
