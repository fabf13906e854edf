"""Shared figures beside each other, and what may be shared, in words and drawn intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samsyn.programme import Beside, SharedFigure, Sharer, writing
from samsyn_web.base import words
from samsyn_web.base.registry import Shareable
from samsyn_web.programmes.models import Share
from samsyn_web.reports.models import Publication

WIDTH = 200.0  # of the drawing, in its own units
MARGIN = 8.0


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One municipality's figure; `left`, `at` and `right` are where its limits and value are drawn."""

    name: str
    value: str
    limits: str
    n: str
    period: str
    note: str
    left: float
    at: float
    right: float


@dataclass(frozen=True, kw_only=True)
class BesideShown:
    """One kind of figure in one group: the sentence, the rows, and the differences."""

    key: str
    title: str
    group: str
    unit: str
    sentence: str
    is_refused: bool
    rows: tuple[FigureRow, ...]
    pairs: tuple[tuple[str, str], ...]


def beside_shown(found: Iterable[Beside]) -> tuple[BesideShown, ...]:
    """Return comparisons as a page shows them."""
    return tuple(_shown(number, one) for number, one in enumerate(found, 1))


def _shown(number: int, one: Beside) -> BesideShown:
    figures = [sharer.figure for sharer in one.sharers]
    low, high = min(figure.low for figure in figures), max(figure.high for figure in figures)
    return BesideShown(
        key=f"jamforelse-{number}",
        title=f"{one.label}, {one.category}" if one.category else one.label,
        group=one.group,
        unit=writing(figures[0]).unit,
        sentence=one.sentence,
        is_refused=one.refused is not None,
        rows=tuple(_row(sharer, low, high) for sharer in one.sharers),
        pairs=tuple(
            (
                _("%(first)s minus %(second)s") % {"first": pair.first, "second": pair.second},
                _with_limits(figures[0], pair.difference, pair.low, pair.high),
            )
            for pair in one.pairs
        ),
    )


def _row(sharer: Sharer, low: float, high: float) -> FigureRow:
    figure = sharer.figure

    def at(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    return FigureRow(
        name=sharer.name,
        value=_number(figure, figure.value),
        limits=f"{_number(figure, figure.low)}–{_number(figure, figure.high)}",
        n=words.number(figure.n),
        period=_period(figure.period),
        note=figure.note,
        left=at(figure.low),
        at=at(figure.value),
        right=at(figure.high),
    )


def _number(of: SharedFigure, value: float) -> str:
    how = writing(of)
    return words.number(value * how.factor, how.decimals)


def _with_limits(of: SharedFigure, value: float, low: float, high: float) -> str:
    return f"{_number(of, value)} ({_number(of, low)}–{_number(of, high)})"


def _period(key: str) -> str:
    return words.period(key)


def figure_words(figure: SharedFigure) -> str:
    """Return a figure as one line: what it is, the number with its limits, and when."""
    what = f"{figure.title}, {figure.category}" if figure.category else figure.title
    value = f"{_with_limits(figure, figure.value, figure.low, figure.high)} {writing(figure).unit}"
    return f"{what}: {value}, {_period(figure.period)}"


def choices(
    figures: Iterable[Shareable], reports: Iterable[Publication], shared: Iterable[Share]
) -> list[tuple[str, Any]]:
    """Return what may be shared and is not, gathered under what it stands in; reports first."""
    there = {one.key for one in shared if one.revoked_at is None}
    grouped: dict[str, list[tuple[str, str]]] = {}
    for report in reports:
        key = f"publication:{report.pk}"
        if key not in there:
            name = f"{report.title}, {report.get_edition_display()}, version {report.version}"
            grouped.setdefault(_("Hela rapporter"), []).append((key, name))
    for one in figures:
        if one.key not in there:
            grouped.setdefault(one.origin, []).append((one.key, figure_words(one.figure)))
    return list(grouped.items())
