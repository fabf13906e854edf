"""Money as a file for a spreadsheet: every row exactly, and in the workbook the sums beside them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from django.utils.translation import gettext as _

from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn.documents import document, tables_xlsx
from samsyn.documents.spreadsheet_text import spreadsheet_csv
from samsyn.programme import Programme
from samsyn_web.programmes.models import MoneyRow, MoneySide
from samsyn_web.programmes.presenters.money import group_heads, money_line, sum_rows
from samsyn_web.programmes.services import programme_notice

AMOUNT = 6
"""Which column of the rows is a number."""


def money_file(form: str, rows: Sequence[MoneyRow], grouping: str, facts: Programme) -> bytes:
    """Return money as CSV or an Excel workbook, in kronor, which says whether the programme is invented."""
    heads = (
        _("År"), _("Anslag, budget eller utfall"), _("Slag"), _("Från"), _("Till"), _("För"), _("Kronor"),
        _("Säkerhet"), _("Källa"),
    )  # fmt: skip
    cells = [_cells(one) for one in rows]
    if form == "csv":
        kinds = {head: pl.Float64 if n == AMOUNT else pl.String for n, head in enumerate(heads)}
        told = [(*row, programme_notice(facts)) for row in cells]
        return spreadsheet_csv(pl.DataFrame(told, schema={**kinds, _("Anmärkning"): pl.String}, orient="row"))
    columns = tuple(Column(label=head, number=n == AMOUNT) for n, head in enumerate(heads))
    tables = (
        DataTable(key="rows", caption=_("Rader"), columns=columns, rows=tuple(cells)),
        _sums(rows, grouping),
    )
    section = Section(key="money", title=_("Pengar"), lead=programme_notice(facts), tables=tables)
    made = document(
        title=f"{_('Pengar')}: {facts.name}",
        subtitle=programme_notice(facts),
        edition=Edition.INTERNAL,
        sections=(section,),
        meta={"notice": programme_notice(facts)},
        kind=(_("Ur programmets data"), _("Alla rader som valet gav. Slagen läggs inte ihop.")),
    )
    return tables_xlsx(made)


def _cells(one: MoneyRow) -> tuple[str | float | None, ...]:
    line = money_line(one, exact=True)
    kronor = None if one.amount_ore is None else one.amount_ore / 100
    certainty = line.certainty or ("" if one.amount_ore is not None else line.amount)
    return (
        line.year, line.side, line.kind, line.payer, line.recipient, line.purpose, kronor, certainty, line.source,
    )  # fmt: skip


def _sums(rows: Sequence[MoneyRow], grouping: str) -> DataTable:
    heads = (*group_heads(grouping), *(f"{side.label}, {_('kronor')}" for side in MoneySide), _("Anmärkning"))
    first = len(group_heads(grouping))
    columns = tuple(Column(label=str(head), number=first <= n < first + 3) for n, head in enumerate(heads))
    cells = []
    for one in sum_rows(rows, grouping, exact=True):
        numbers = tuple(None if each.ore is None else each.ore / 100 for each in one.sums)
        notes = [
            f"{side.label}: {' '.join(said for said in (each.text if each.ore is None else '', each.note) if said)}"
            for side, each in zip(MoneySide, one.sums, strict=True)
            if each.note or (each.href and each.ore is None)
        ]
        cells.append((*one.names, *numbers, "; ".join(notes)))
    return DataTable(key="sums", caption=_("Summor"), columns=columns, rows=tuple(cells))
