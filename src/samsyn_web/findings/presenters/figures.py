"""What the page of a figure shows: the number, how it was made, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from django.core.paginator import Page, Paginator

from samsyn.cycle import Status, format_number
from samsyn.period import Period, format_date, parse
from samsyn.provenance import Rows, restore
from samsyn_web.findings.models import FindingRecord
from samsyn_web.observations.models import Attachment

STATUS_WORDS = {
    Status.STATED: "uppgift utan jämförelse",
    Status.EXPECTED: "som väntat",
    Status.ABOVE: "fler än väntat",
    Status.BELOW: "färre än väntat",
    Status.TOO_FEW: "för litet underlag",
    Status.SILENT: "tyst",
    Status.WITHHELD: "visas inte",
}
LEVELS = {Status.GREY, Status.GREEN, Status.YELLOW, Status.ORANGE}
# What methods call the numbers behind a figure; a name that is not here is shown as it is.
DETAIL_WORDS = {
    "active": "aktiva rapportörer",
    "alarms": "serier som avviker",
    "answered": "svarade",
    "areas": "områden",
    "bins": "perioder sammanlagda",
    "categories": "antal per kategori",
    "compared_with": "jämfört med",
    "expected": "väntat",
    "expected_high": "väntat, högst",
    "expected_low": "väntat, lägst",
    "history": "perioder i historiken",
    "hour": "timme",
    "hour_from": "från klockan",
    "hour_to": "till klockan",
    "inhabitants": "invånare",
    "label": "benämning",
    "method": "metod",
    "now": "nu",
    "observed": "antal",
    "p": "p-värde",
    "p_above": "p-värde för fler",
    "p_below": "p-värde för färre",
    "q_above": "justerat p-värde för fler",
    "q_below": "justerat p-värde för färre",
    "reporter": "rapportör",
    "severe": "allvarliga rapporter",
    "then": "då",
    "trend": "riktning",
    "weekday": "veckodag",
    "weight": "händelser, fördelade över sin tid",
    # settings
    "baseline_weeks": "jämförelsens längd, perioder",
    "earlier_years": "tidigare år som jämförs",
    "ended_bins": "tysta perioder innan en rapportör räknas som borta",
    "expected_bins": "perioder som avgör vem som väntas rapportera",
    "expected_share": "andel av dem som krävs",
    "false_discovery": "andel larm som får vara falska",
    "home_share": "andel rapporter som gör ett område till rapportörens",
    "lag_weeks": "perioder mellan jämförelsen och den bedömda",
    "level": "konfidensgrad",
    "map_categories": "källans egen översättning av kategorier används",
    "pooled_bins": "perioder som glesa serier läggs ihop över",
    "rich_mean": "antal per period från vilket en serie bedöms för sig",
}
KINDS = {"incident": "rapport", "zero": "nollrapport", "positive": "positiv iakttagelse"}
SPREADSHEET_FORMULA = r"^[=+\-@\t\r]"


@dataclass(frozen=True, kw_only=True)
class FigurePage:
    """A figure, ready to be read."""

    digest: str
    picture_id: int
    picture_title: str
    label: str
    description: str
    sentence: str
    period: str
    value: str
    low: str
    high: str
    level: str
    unit: str
    n: str
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


def figure_page(record: FindingRecord, files: Iterable[Attachment]) -> FigurePage:
    """A figure with its interval, reason, method and sources."""
    status, made = Status(record.status), record.provenance
    names = {file.sha256: file.name for file in files}
    value, low, high = (_number(record, one) for one in (record.value, record.low, record.high))
    unit = record.unit.removeprefix("andel ")
    about = ", ".join(part for part in (record.area_name, record.category_name) if part)
    said = record.reason or (f"{value} {unit}." if value else "Kan inte räknas ut.")
    return FigurePage(
        digest=record.digest,
        picture_id=record.picture_id,
        picture_title=record.picture.title,
        label=_capital(record.label.partition(",")[0]),
        description=_capital(record.label),
        sentence=f"{about}. {said}" if about else said,
        period=parse(record.period).label,
        value=value,
        low=low,
        high=high,
        level=f"{format_number(100 * record.level)}\u00a0%",
        unit=unit,
        n=format_number(record.n),
        status=record.status,
        status_word=STATUS_WORDS.get(status, ""),
        is_level=status in LEVELS,
        reason=record.reason,
        detail=_worded(record.detail),
        selection=_selection(restore(Rows, made["rows"]), record),
        function=made["function"],
        version=made["version"],
        parameters=_worded(made["parameters"]),
        sources=tuple((names.get(sha256, ""), sha256) for sha256 in made["sources"]),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(record: FindingRecord, value: float | None) -> str:
    """A value in Swedish form: shares in percent, counts whole, the rest with as many decimals as it has use for."""
    if value is None:
        return ""
    if record.unit.startswith("andel"):
        return f"{format_number(100 * value, 1)}\u00a0%"
    if value == record.value and float(value).is_integer():
        return format_number(value)
    return format_number(value, 1 if abs(value) >= 10 else 2)


def _worded(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((_capital(DETAIL_WORDS.get(name, name)), _text(value)) for name, value in values.items())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.4g}".replace(".", ",")
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(one)}" for name, one in value.items()) or "–"
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value) or "–"
    return str(value)


def _selection(rows: Rows, record: FindingRecord) -> tuple[tuple[str, str], ...]:
    """The selection of rows in words."""
    missing = {"area": "rader utan område", "category": "rader utan kategori"}
    parts = [
        ("Dagar", _span(rows.start, rows.end)),
        ("Jämfört med", _span(rows.compared_from, rows.compared_to)),
        ("Område", record.area_name if rows.area == record.area else rows.area),
        ("Kategori", record.category_name if rows.category == record.category else rows.category),
        ("Kategorier", ", ".join(rows.categories)),
        ("Bara", missing.get(rows.missing or "", "")),
        ("Bara", {"point": "rader med plats", "area": "rader med område"}.get(rows.having or "", "")),
        ("Plats", "rutor på kartan" if rows.boxes else ""),
        ("Rapportör", rows.reporter),
        ("Slag", KINDS.get(rows.kind or "", "alla slag")),
    ]
    return tuple((term, text) for term, text in parts if text)


def _span(start: date | None, end: date | None) -> str:
    if start and end:
        return Period(start=start, end=end).span_label
    if start:
        return f"från {format_date(start)}"
    return f"till {format_date(end)}" if end else ""


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
            day=format_date(row["day"]),
            time=_times(row["time_from"], row["time_to"], ZoneInfo(zone or "UTC")),
            category=names.get(row["category"] or "", row["category"] or "–"),
            area=names.get(row["area"] or "", row["area"] or "–"),
            reporter=row["reporter"] or "–",
            kind=KINDS.get(row["kind"], row["kind"]),
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
    texts = pl.col(pl.String)
    safe = frame.with_columns(
        pl.when(texts.str.contains(SPREADSHEET_FORMULA))
        .then(pl.lit("'") + texts)
        .otherwise(texts)
        .name.keep()
    )
    text = safe.write_csv(
        separator=";", include_bom=True, decimal_comma=True, datetime_format="%Y-%m-%dT%H:%M:%SZ"
    )
    return text.encode()
