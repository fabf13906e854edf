"""What the page of a figure shows: the number, how it was made, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn.cycle import Status
from samsyn.documents.spreadsheet_text import spreadsheet_csv
from samsyn.provenance import Rows, restore
from samsyn_web.base import words
from samsyn_web.findings.models import FindingRecord
from samsyn_web.findings.presenters.figure_words import DETAIL_WORDS

STATUS_WORDS = {
    Status.STATED: _("uppgift utan jämförelse"),
    Status.EXPECTED: _("som väntat"),
    Status.ABOVE: _("fler än väntat"),
    Status.BELOW: _("färre än väntat"),
    Status.TOO_FEW: _("för litet underlag"),
    Status.SILENT: _("tyst"),
    Status.WITHHELD: _("visas inte"),
}
LIMITS = "limits"  # what a figure's limits are, where they are no interval of chance
LEVELS = {Status.GREY, Status.GREEN, Status.YELLOW, Status.ORANGE}
KINDS = {
    "incident": _("rapport"),
    "zero": _("nollrapport"),
    "positive": _("positiv iakttagelse"),
    "repeat": _("berättad igen"),
    "count": _("antal"),
    "share": _("andel"),
    "rate": _("per 100 000 invånare"),
    "answer": _("svar"),
    "missing": _("utan svar"),
    "earlier": _("förra omgångens svar"),
    "earlier_missing": _("förra omgången, utan svar"),
    "moved": _("samma personer"),
    "now": _("den här mätningen"),
    "before": _("mätningen före"),
    "whole": _("medelvärde av dimensionerna"),
}


@dataclass(frozen=True, kw_only=True)
class FigurePage:
    """A figure, ready to be read."""

    digest: str
    picture_id: int
    picture_title: str
    label: str
    about: str
    description: str
    sentence: str
    period: str
    value: str
    low: str
    high: str
    level: str
    unit: str
    n: str
    is_of_events: bool
    status: str
    status_word: str
    is_level: bool
    reason: str
    detail: tuple[tuple[str, str], ...]
    selection: tuple[tuple[str, str], ...]
    function: str
    version: str
    parameters: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """One frozen row, in words."""

    number: int
    file: int
    day: str
    time: str
    category: str
    area: str
    reporter: str
    kind: str
    severity: str


def figure_page(record: FindingRecord, names: Mapping[str, str]) -> FigurePage:
    """A figure with its interval, reason, method and sources; `names` holds what files are called, by digest."""
    status, made = Status(record.status), record.provenance
    value, low, high = (_number(record, one) for one in (record.value, record.low, record.high))
    unit = record.unit.removeprefix("andel").strip()
    where = ", ".join(record.detail.get("area_names") or ()) or record.area_name  # more areas than one
    about = ", ".join(part for part in (where, record.category_name) if part)
    said = record.reason or (f"{f'{value} {unit}'.strip()}." if value else gettext("Kan inte räknas ut."))
    return FigurePage(
        digest=record.digest,
        picture_id=record.picture_id,
        picture_title=record.picture.title,
        label=_capital(record.label.partition(",")[0]),
        about=about or words.period(record.period),
        description=_capital(record.label),
        sentence=f"{about}{'' if about.endswith(('?', '.', '!')) else '.'} {said}" if about else said,
        period=words.period(record.period),
        value=value,
        low=low,
        high=high,
        level=record.detail.get(LIMITS) or words.percent(record.level),
        unit=unit,
        n=words.number(record.n),
        is_of_events=not record.picture.round.declared,
        status=record.status,
        status_word=str(STATUS_WORDS.get(status, "")),
        is_level=status in LEVELS,
        reason=record.reason,
        detail=_worded({name: value for name, value in record.detail.items() if name != LIMITS}),
        selection=_selection(restore(Rows, made["rows"]), record),
        function=made["function"],
        version=made["version"],
        parameters=_worded(made["parameters"]),
        sources=tuple((names.get(sha256, ""), sha256) for sha256 in made["sources"]),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(record: FindingRecord, value: float | None) -> str:
    """A value as people write it: shares in percent, counts whole, the rest with as many decimals as it has use for."""
    if value is None:
        return ""
    if record.unit.startswith("andel"):
        return words.percent(value, 1)
    if value == record.value and float(value).is_integer():
        return words.number(value)
    return words.number(value, 1 if abs(value) >= 10 else 2)


def _worded(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_capital(str(DETAIL_WORDS.get(name, name))), _text(value)) for name, value in values.items()
    )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if value is None:
        return "–"
    if isinstance(value, float):
        return words.plain(value)
    if isinstance(value, dict):
        return (
            ", ".join(f"{DETAIL_WORDS.get(name, name)}: {_text(one)}" for name, one in value.items()) or "–"
        )
    if isinstance(value, list):
        between = "; " if any(isinstance(one, dict) for one in value) else ", "
        return between.join(_text(one) for one in value) or "–"
    return str(value)


def _selection(rows: Rows, record: FindingRecord) -> tuple[tuple[str, str], ...]:
    """The selection of rows in words."""
    missing = {"area": gettext("rader utan område"), "category": gettext("rader utan kategori")}
    parts = [
        (gettext("Dagar"), _span(rows.start, rows.end)),
        (gettext("Jämfört med"), _span(rows.compared_from, rows.compared_to)),
        (gettext("Område"), record.area_name if rows.area == record.area else rows.area),
        (gettext("Kategori"), record.category_name if rows.category == record.category else rows.category),
        (gettext("Kategorier"), ", ".join(rows.categories)),
        (gettext("Områden"), ", ".join(record.detail.get("area_names") or rows.areas)),
        (gettext("Bara"), missing.get(rows.missing or "", "")),
        (
            gettext("Bara"),
            {"point": gettext("rader med plats"), "area": gettext("rader med område")}.get(
                rows.having or "", ""
            ),
        ),
        (gettext("Plats"), gettext("rutor på kartan") if rows.boxes else ""),
        (gettext("Rapportör"), rows.reporter),
        (gettext("Slag"), str(KINDS.get(rows.kind or "", gettext("alla slag")))),
    ]
    return tuple((term, text) for term, text in parts if text)


def _span(start: date | None, end: date | None) -> str:
    if start and end:
        return words.span(start, end)
    if start:
        return gettext("från {day}").format(day=words.day(start))
    return gettext("till {day}").format(day=words.day(end)) if end else ""


class RowList:
    """Frozen rows that can be paged without making all of them into objects."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __len__(self) -> int:
        return self.frame.height

    def page(self, asked: str | None, size: int) -> Page[dict[str, Any]]:
        """Return one page; the nearest where the number is none."""
        return Paginator[dict[str, Any]](self, size).get_page(asked)  # type: ignore[arg-type]

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        start, stop, _ = part.indices(len(self))
        return self.frame.slice(start, stop - start).to_dicts()


def row_lines(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str], zone: str | None) -> list[RowLine]:
    """Frozen rows in words, times in the zone of their source, or UTC where that is not known."""
    return [
        RowLine(
            number=row["row"],
            file=row["file"] + 1,
            day=words.day(row["day"]),
            time=_times(row["time_from"], row["time_to"], ZoneInfo(zone or "UTC")),
            category=names.get(row["category"] or "", row["category"] or "–"),
            area=names.get(row["area"] or "", row["area"] or "–"),
            reporter=row["reporter"] or "–",
            kind=str(KINDS.get(row["kind"], row["kind"])),
            severity="–" if row["severity"] is None else str(row["severity"]),
        )
        for row in rows
    ]


def _times(start: datetime | None, end: datetime | None, zone: ZoneInfo) -> str:
    if start is None:
        return "–"
    first = start.astimezone(zone)
    if end is None or end == start:
        return f"{first:%H:%M}"
    last = end.astimezone(zone)
    same = first.date() == last.date()
    return f"{first:%H:%M}–{last:%H:%M}" if same else f"{first:%H:%M}–{last:%Y-%m-%d %H:%M}"


def rows_csv(frame: pl.DataFrame) -> bytes:
    """Rows as CSV for a Swedish spreadsheet; a text that would be a formula there is quoted."""
    return spreadsheet_csv(frame)
