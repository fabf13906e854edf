"""A selection as a file: one row for each candidate and criterion, so that nothing is summed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn_web.programmes.models.selection import Consultation, Selection
from samsyn_web.programmes.presenters.selection import CandidateRow, list_notice, spread

MAKERS = {"xlsx": documents.tables_xlsx, "pdf": documents.pdf, "docx": documents.docx}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def selection_document(
    selection: Selection, rows: Sequence[CandidateRow], held: Iterable[Consultation], at: Any
) -> documents.Document:
    """Return a selection as a document."""
    state = _("Beslutat och fryst.") if selection.decided_at else _("Utkast: urvalet är inte beslutat.")
    meta: dict[str, Any] = {
        "generated_at": timezone.localtime(at).replace(tzinfo=None, microsecond=0),
        "notice": [state, list_notice(selection.list_year)],
        "digest": selection.digest,
    }
    if selection.programme.is_fictional:
        meta["notice"].append(_("Uppdiktat program: inget här är verkligt."))
    return documents.document(
        title=_("Urval av kommuner"),
        subtitle=_(
            "%(n)s kandidater, polisens lista %(year)s. Kriterierna står var för sig och räknas inte ihop."
        )
        % {"n": len(rows), "year": selection.list_year},
        edition=Edition.INTERNAL,
        sections=_sections(selection, rows, held),
        meta=meta,
        kind=(_("Urval"), _("För den som samordnar programmet.")),
        wide=True,
    )


def _sections(
    selection: Selection, rows: Sequence[CandidateRow], held: Iterable[Consultation]
) -> list[Section]:
    said = [(row.name, cell.name, cell.answer or "–", cell.ground) for row in rows for cell in row.cells]
    areas = [(row.name, area.name, area.klass, area.since) for row in rows for area in row.areas]
    decided = [(row.name, row.choice or "–", row.reason) for row in rows]
    talks = [(one.get_party_display(), one.name, one.held_on.isoformat(), one.said) for one in held]
    of_areas = (_("Kommun"), _("Område"), _("Klass"), _("Sedan listan före"))
    of_criteria = (_("Kommun"), _("Kriterium"), _("Svar"), _("Grund"))
    of_talks = (_("Part"), _("Vilken"), _("Hölls"), _("Vad som sades"))
    of_decisions = (_("Kommun"), _("Beslut"), _("Motivering"))
    return [
        _section("beslut", _("Beslut om varje kandidat"), of_decisions, decided, selection.reason),
        _section("omraden", _("Polisens områden"), of_areas, areas, list_notice(selection.list_year)),
        _section("kriterier", _("Varje kriterium för sig"), of_criteria, said),
        _section("spridning", _("De valdas spridning"), (_("Hur"), _("Antal")), spread(rows)),
        _section("samrad", _("Samråd"), of_talks, talks),
    ]


def _section(
    key: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], lead: str = ""
) -> Section:
    table = DataTable(
        key=key,
        caption=title,
        columns=tuple(Column(label=head) for head in heads),
        rows=tuple(tuple(row) for row in rows),
    )
    return Section(key=key, title=title, lead=lead, tables=(table,))
