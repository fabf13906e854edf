"""Indicators in a list and on their pages: the latest figure, the rule's light, and the readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.charts import resolve
from samsyn.cycle import Chart, Column, DataTable, Section
from samsyn.outcomes import Light, Standing, add_up, standing
from samsyn.outcomes.indicators import RATIOS, Kind
from samsyn.period import Period, parse
from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.outcomes import policies
from samsyn_web.outcomes.models import Indicator, IndicatorReading

SIGNS = {
    Light.REACHED: "●",
    Light.ON_WAY: "▲",
    Light.NOT_YET: "◆",
    Light.WRONG_WAY: "■",
    Light.UNKNOWN: "○",
}


def _light_word(light: Light) -> str:
    said = {
        Light.REACHED: _("målet är nått"),
        Light.ON_WAY: _("på väg"),
        Light.NOT_YET: _("för långsamt"),
        Light.WRONG_WAY: _("åt fel håll"),
        Light.UNKNOWN: _("går inte att säga"),
    }
    return said[light]


@dataclass(frozen=True, kw_only=True)
class IndicatorLine:
    """An indicator in a list."""

    name: str
    href: str
    value: str
    unit: str
    period: str
    sign: str
    word: str
    rule: str


def indicator_lines(
    found: Sequence[Indicator], readings: Mapping[int, Sequence[IndicatorReading]]
) -> tuple[IndicatorLine, ...]:
    """Return indicators with their latest figure and their light."""
    return tuple(_line(one, readings.get(one.pk, ())) for one in found)


def _line(one: Indicator, rows: Sequence[IndicatorReading]) -> IndicatorLine:
    value, period = _latest(one, rows)
    stands = _standing(one, value, period)
    return IndicatorLine(
        name=one.name,
        href=reverse("outcomes:indicator", args=[one.pk]),
        value=figure_words(one, value),
        unit="" if _is_share(one) else one.unit,
        period=words.period(period) if period else "",
        sign=SIGNS[stands.light],
        word=_light_word(stands.light),
        rule=stands.rule,
    )


def _is_share(one: Indicator) -> bool:
    return one.rule.kind is Kind.SHARE


def figure_words(one: Indicator, value: float | None, decimals: int = 2) -> str:
    """Return a figure of an indicator as it is read: a share as percent, without the indicator's unit."""
    if _is_share(one) and value is not None:
        percent = round(100 * value, 1)
        return f"{words.number(percent, 0 if percent.is_integer() else 1)}\u00a0%"
    return words.number(value, 0 if value is not None and float(value).is_integer() else decimals)


def _latest(one: Indicator, rows: Sequence[IndicatorReading]) -> tuple[float | None, Period | None]:
    """Return the figure of the last period that has a reading, all areas together; none where an area lacks it."""
    if not rows:
        return None, None
    last = max((parse(row.period) for row in rows), key=lambda period: (period.end, period.start))
    areas = sorted({row.area for row in rows})
    return add_up(one.rule, [row.figure for row in rows], within=last, areas=areas).value, last


def _standing(one: Indicator, value: float | None, period: Period | None) -> Standing:
    starts = one.starts or (period.start if period else None)
    if starts is None or one.due is None or period is None:
        nothing = _("Inget mål är satt.") if one.target is None else _("Ingen avläsning finns än.")
        return Standing(light=Light.UNKNOWN, reached=None, planned=None, rule=nothing)
    last = period.end - timedelta(days=1)
    return standing(value, baseline=one.baseline, target=one.target, starts=starts, due=one.due, on=last)


def indicator_sentence(lines: Sequence[IndicatorLine]) -> str:
    """Return what the list says."""
    if not lines:
        return _("Ingen indikator följs än.")
    reached = sum(one.sign in (SIGNS[Light.REACHED], SIGNS[Light.ON_WAY]) for one in lines)
    return _("{reached} av {all} indikatorer har nått sitt mål eller är på väg dit.").format(
        reached=reached, all=len(lines)
    )


@dataclass(frozen=True, kw_only=True)
class ReadingRow:
    """A reading in the table."""

    key: int
    period: str
    area: str
    value: str
    of: str
    origin: str
    by: str
    note: str


@dataclass(frozen=True, kw_only=True)
class IndicatorPage:
    """An indicator on its own page."""

    key: int
    line: IndicatorLine
    counts: str
    source: str
    kind: str
    over_time: str
    over_areas: str
    is_ratio: bool
    action: str
    action_id: int | None
    baseline: str
    target: str
    due: str
    rows: tuple[ReadingRow, ...]
    missing: tuple[str, ...]
    total: str
    corrections: tuple[tuple[str, str, str, str], ...]
    html: SafeString
    is_ended: bool
    can_change: bool


def indicator_page(
    scope: Scope, one: Indicator, rows: Sequence[IndicatorReading], corrected: Sequence[IndicatorReading]
) -> IndicatorPage:
    """Return an indicator as its page shows it."""
    added = None
    if rows:
        periods = [parse(row.period) for row in rows]
        whole = Period(start=min(p.start for p in periods), end=max(p.end for p in periods))
        areas = sorted({row.area for row in rows})
        added = add_up(one.rule, [row.figure for row in rows], within=whole, areas=areas)
    total = "" if added is None or added.value is None else _plain(one, added.value)
    return IndicatorPage(
        key=one.pk,
        line=_line(one, rows),
        counts=one.counts,
        source=one.source,
        kind=str(one.get_kind_display()),
        over_time=str(one.get_over_time_display()),
        over_areas=str(one.get_over_areas_display()),
        is_ratio=one.rule.kind in RATIOS,
        action=one.action.title if one.action else "",
        action_id=one.action_id,
        baseline="" if one.baseline is None else _plain(one, one.baseline),
        target="" if one.target is None else _plain(one, one.target),
        due=words.day(one.due) if one.due else "",
        rows=tuple(_row(one, row) for row in rows),
        missing=added.missing if added else (),
        total=(added.why_not if added and added.why_not else total),
        corrections=tuple(
            (words.period(row.period), _figure(one, row.replaces), _figure(one, row), row.note)
            for row in corrected
            if row.replaces
        ),
        html=_chart(one, rows),
        is_ended=one.ended_at is not None,
        can_change=policies.can_evaluate(scope) and one.ended_at is None,
    )


def _row(one: Indicator, row: IndicatorReading) -> ReadingRow:
    return ReadingRow(
        key=row.pk,
        period=words.period(row.period),
        area=row.area_name or row.area,
        value=_figure(one, row),
        of=""
        if row.whole is None or row.part is None
        else f"{words.plain(row.part)} / {words.plain(row.whole)}",
        origin=str(row.get_origin_display()),
        by=str(row.written_by),
        note=row.note,
    )


def _figure(one: Indicator, row: IndicatorReading) -> str:
    value = row.value if row.value is not None else (row.part or 0.0) / (row.whole or 1.0)
    return _plain(one, value)


def _plain(one: Indicator, value: float) -> str:
    return figure_words(one, value) if _is_share(one) else words.plain(value)


def _chart(one: Indicator, rows: Sequence[IndicatorReading]) -> SafeString:
    """Draw each period's figure, all areas together; a period that an area lacks is a gap and never zero."""
    periods = sorted({parse(row.period) for row in rows}, key=lambda period: period.start)
    if len(periods) < 2:
        return mark_safe("")
    areas = sorted({row.area for row in rows})
    figures = [row.figure for row in rows]
    found = [add_up(one.rule, figures, within=period, areas=areas).value for period in periods]
    times, unit = (100, _("procent")) if _is_share(one) else (1, one.unit)
    values = [None if value is None else times * value for value in found]
    spec: dict[str, object] = {
        "samsyn": "trend",
        "periods": [period.start.isoformat() for period in periods],
        "values": values,
        "unit": unit,
        "period_kind": periods[0].kind.value if len({p.kind for p in periods}) == 1 else "span",
    }
    if one.target is not None:
        spec |= {"expected": [times * one.target] * len(periods), "expected_name": _("målet")}
    table = DataTable(
        key="indikator-tabell",
        caption=_("Per period"),
        columns=(Column(label=_("Period")), Column(label=unit, number=True, decimals=1 if times > 1 else 2)),
        rows=tuple((words.period(p), value) for p, value in zip(periods, values, strict=True)),
    )
    said = _(
        "Alla områden tillsammans. Den ljusa linjen är målet. Perioder som saknas är luckor, inte nollor."
    )
    chart = resolve(Chart(key="indikator", title=one.name, spec=spec, sentence=said, table=table))
    section = Section(key="over-tid", title=_("Över tid"), charts=(chart,))
    return mark_safe(documents.section_html(section))
