"""What the pages of an analysis period's priorities show: a matrix, the same as a list, and the figures beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.charts.tokens import LEVELS as LOOKS
from samsyn.period import Period, PeriodKind, containing
from samsyn_web.base import words
from samsyn_web.findings.models import AreaChoice, AreaPriority, Prioritisation
from samsyn_web.findings.models.judgements import LEVEL_WORDS
from samsyn_web.findings.models.priorities import HIGHEST, INFLUENCE, NEED
from samsyn_web.findings.queries import AreaFigures

BACK = 4  # how many periods of each kind can be chosen


@dataclass(frozen=True, kw_only=True)
class PriorityRow:
    """What was said of one area, in words."""

    name: str
    need: str
    need_ground: str
    influence: str
    influence_ground: str
    figures: str
    choice: str
    kind: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An area in the matrix; the choice stands in words too."""

    name: str
    kind: str
    choice: str


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """One degree of need, with the areas at each degree of possibility to influence."""

    need: str
    cells: tuple[tuple[Placed, ...], ...]


def matrix(said: Iterable[AreaPriority]) -> list[MatrixRow]:
    """The areas by need, greatest first, and possibility to influence."""
    placed: dict[tuple[int, int], list[Placed]] = {}
    for one in said:
        mark = Placed(name=one.area_name, kind=one.choice, choice=_choice(one))
        placed.setdefault((one.need, one.influence), []).append(mark)
    return [
        MatrixRow(
            need=str(dict(NEED)[need]),
            cells=tuple(tuple(placed.get((need, influence), ())) for influence in range(HIGHEST + 1)),
        )
        for need in range(HIGHEST, -1, -1)
    ]


def priority_rows(
    said: Sequence[AreaPriority], figures: Mapping[str, AreaFigures], names: Mapping[str, str] | None = None
) -> list[PriorityRow]:
    """What was said of each area: the prioritised first, those left last, the rest by need and influence."""
    order = [AreaChoice.PRIORITISED.value, AreaChoice.NONE.value, AreaChoice.LEFT.value]
    ranked = sorted(said, key=lambda one: (order.index(one.choice), -one.need * one.influence, one.position))
    return [
        PriorityRow(
            name=one.area_name,
            need=str(dict(NEED)[one.need]),
            need_ground=one.need_ground,
            influence=str(dict(INFLUENCE)[one.influence]),
            influence_ground=one.influence_ground,
            figures=area_figures_text(figures, one.area, one.area_name),
            choice=_choice(one),
            kind=one.choice,
            reason=one.reason,
        )
        for one in ranked
    ]


def _choice(one: AreaPriority) -> str:
    return str(AreaChoice(one.choice).label) if one.choice else ""


def area_figures_text(figures: Mapping[str, AreaFigures], area: str, name: str) -> str:
    """The reports and decided levels of an area, in words; says so where no picture counts it."""
    one = figures.get(area) or figures.get(name)
    if one is None or not one.pictures:
        return _("Ingen lägesbild i perioden räknar området.")
    counted = ngettext(
        "%(reports)s rapporter i %(pictures)s lägesbild.",
        "%(reports)s rapporter i %(pictures)s lägesbilder.",
        one.pictures,
    ) % {"reports": words.number(one.reports), "pictures": words.number(one.pictures)}
    levels = [
        f"{dict(LEVEL_WORDS)[key]} {words.number(one.levels[key])}"
        for key in reversed(list(LOOKS))
        if one.levels.get(key)
    ]
    decided = (
        _("Beslutad nivå: %(levels)s.") % {"levels": ", ".join(levels)}
        if levels
        else _("Ingen nivå är beslutad.")
    )
    return f"{counted} {decided}"


@dataclass(frozen=True, kw_only=True)
class PrioritisationRow:
    """One analysis period in the list: what it put first, and what it left."""

    period: str
    label: str
    version: int
    at: datetime
    by: str
    prioritised: str
    left: str


def prioritisation_rows(
    found: Iterable[Prioritisation], said: Mapping[int, Sequence[AreaPriority]]
) -> list[PrioritisationRow]:
    """Analysis periods as lines."""
    return [
        PrioritisationRow(
            period=one.period,
            label=_label(one.period),
            version=one.version,
            at=one.decided_at,
            by=str(one.decided_by),
            prioritised=_named(said[one.pk], AreaChoice.PRIORITISED),
            left=_named(said[one.pk], AreaChoice.LEFT),
        )
        for one in found
    ]


def _named(said: Iterable[AreaPriority], choice: AreaChoice) -> str:
    return ", ".join(one.area_name for one in said if one.choice == choice)


def version_rows(found: Iterable[Prioritisation]) -> list[tuple[int, datetime, str]]:
    """The versions of a period: number, when and by whom."""
    return [(one.version, one.decided_at, str(one.decided_by)) for one in found]


def period_choices(today: date, decided: Iterable[str]) -> list[tuple[str, str]]:
    """The quarters and tertials that can be opened, the one that is going on first, each with its name."""
    found = []
    for kind in (PeriodKind.TERTIAL, PeriodKind.QUARTER):
        one = containing(today, kind)
        for _n in range(BACK):
            found.append((str(one), _label(one)))
            one = containing(one.start - timedelta(days=1), kind)
    there = {key for key, _label_ in found}
    return [*found, *((key, _label(key)) for key in decided if key not in there)]


def _label(one: str | Period) -> str:
    text = words.period(one)
    return text[:1].upper() + text[1:]
