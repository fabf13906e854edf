"""What the whole programme does, as rows of a list, with its history, and as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn.documents import document, tables_xlsx
from samsyn.documents.spreadsheet_text import spreadsheet_csv
from samsyn.programme import Programme
from samsyn_web.base import words
from samsyn_web.programmes.models import (
    ActivityStatus,
    JointActivity,
    JointChange,
    JointKind,
)
from samsyn_web.programmes.presenters.activities import SIGNS, ChangeRow
from samsyn_web.programmes.presenters.home import notice

WRITTEN = (
    "kind", "title", "place", "when", "days", "starts", "ends", "participants", "is_about", "attended", "partners",
    "version",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class JointRow:
    """One of them as it is listed; what is not known is said so."""

    key: int
    kind: str
    title: str
    place: str
    when: str
    sign: str
    status: str
    reached: str
    attended: str
    partners: str
    source: str


def joint_rows(found: Iterable[JointActivity], facts: Programme) -> tuple[JointRow, ...]:
    """Return what the whole programme does as rows."""
    return tuple(joint_row(one, facts) for one in found)


def joint_row(one: JointActivity, facts: Programme) -> JointRow:
    """Return one of them as a row."""
    status = ActivityStatus(one.status)
    return JointRow(
        key=one.pk,
        kind=str(JointKind(one.kind).label),
        title=one.title,
        place=one.place or _("ej angivet"),
        when=joint_when(one),
        sign=SIGNS[status],
        status=str(status.label),
        reached=_reached(one) or _("ej angivet"),
        attended=", ".join(_names(one.attended, facts)) or _("ej angivet"),
        partners=", ".join(one.partner_names) or _("ej angivet"),
        source=f"{one.source_document}, {one.source_section}" if one.is_sourced else _("skriven i Samsyn"),
    )


def joint_when(one: JointActivity) -> str:
    """Return when it is, as exactly as it is known, and over how many days where that is known."""
    if one.starts is not None:
        return words.span(one.starts, (one.ends or one.starts) + timedelta(days=1))
    told = [one.when] if one.when else []
    if one.days:
        told.append(ngettext("%(n)s dag", "%(n)s dagar", one.days) % {"n": one.days})
    return ", ".join(told) or _("ej angivet")


def ahead_lines(found: Iterable[JointActivity]) -> tuple[tuple[int, str], ...]:
    """Return what comes next: the row, and what it is, when and where."""
    return tuple(
        (one.pk, ", ".join(said for said in (one.title, joint_when(one), one.place) if said)) for one in found
    )


def joint_values(one: JointActivity) -> dict[str, Any]:
    """Return one of them as the form that changes it begins."""
    return {name: getattr(one, name) for name in WRITTEN} | {"is_done": one.status == ActivityStatus.DONE}


def joint_change_rows(found: Iterable[JointChange], facts: Programme) -> tuple[ChangeRow, ...]:
    """Return the history; of each field that was changed, what it was."""
    return tuple(
        ChangeRow(
            at=one.changed_at,
            by=str(one.changed_by),
            what=one.get_kind_display(),
            reason=one.reason,
            before=tuple(
                f"{JointActivity._meta.get_field(name).verbose_name}: {_was(name, value, facts)}"  # type: ignore[union-attr]
                for name, value in one.before.items()
            ),
        )
        for one in found
    )


def joint_file(form: str, found: Iterable[JointActivity], facts: Programme) -> bytes:
    """Return what the whole programme does as CSV or an Excel workbook, which says whether it is invented."""
    rows, named = [_cells(one, facts) for one in found], _heads()
    numbers = {_("Antal deltagare"), _("Antal dagar")}
    if form == "csv":
        kinds = {head: pl.Int64 if head in numbers else pl.String for head in named}
        told = [(*row, notice(facts)) for row in rows]
        return spreadsheet_csv(pl.DataFrame(told, schema={**kinds, _("Anmärkning"): pl.String}, orient="row"))
    columns = tuple(Column(label=head, number=head in numbers) for head in named)
    title = _("Gemensamma aktiviteter")
    table = DataTable(key="rows", caption=title, columns=columns, rows=tuple(rows))
    made = document(
        title=f"{title}: {facts.name}",
        subtitle=notice(facts),
        edition=Edition.INTERNAL,
        sections=(Section(key="rows", title=title, lead=notice(facts), tables=(table,)),),
        meta={"notice": notice(facts)},
        kind=(_("Ur programmets data"), _("Alla rader.")),
    )
    return tables_xlsx(made)


def _heads() -> tuple[str, ...]:
    return (
        _("Slag"), _("Aktivitet"), _("Plats"), _("Läge"), _("När"), _("Första dag"), _("Sista dag"), _("Antal dagar"),
        _("Antal deltagare"), _("Antalet är"), _("Kommuner som deltog"), _("Medverkande"), _("Källa"),
    )  # fmt: skip


def _cells(one: JointActivity, facts: Programme) -> tuple[str | int | None, ...]:
    row = joint_row(one, facts)
    exact = "" if one.participants is None else _("ungefärligt") if one.is_about else _("exakt")
    return (
        row.kind,
        one.title,
        one.place,
        row.status,
        row.when,
        one.starts.isoformat() if one.starts else "",
        one.ends.isoformat() if one.ends else "",
        ((one.ends or one.starts) - one.starts).days + 1 if one.starts else one.days,
        one.participants,
        exact,
        "; ".join(_names(one.attended, facts)),
        one.partners,
        row.source,
    )


def _reached(one: JointActivity) -> str:
    if one.participants is None:
        return ""
    said = ngettext("%(n)s deltagare", "%(n)s deltagare", one.participants) % {"n": one.participants}
    return _("omkring %(said)s") % {"said": said} if one.is_about else said


def _names(keys: Iterable[str], facts: Programme) -> list[str]:
    """Return municipalities in the programme's order."""
    wanted = set(keys)
    return [one.name for one in facts.municipalities if one.key in wanted]


def _was(name: str, value: Any, facts: Programme) -> str:
    told: Mapping[str, Any] = {
        "status": lambda: ActivityStatus(value).label,
        "kind": lambda: JointKind(value).label,
        "attended": lambda: ", ".join(_names(value, facts)) or _("inget"),
        "is_about": lambda: _("ja") if value else _("nej"),
    }
    if name in told:
        return str(told[name]())
    if name in ("starts", "ends") and value:
        return words.day(date.fromisoformat(value))
    return str(value) if value not in (None, "") else _("tomt")
