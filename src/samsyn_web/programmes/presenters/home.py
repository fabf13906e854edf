"""A programme at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn.cycle import Section
from samsyn.documents import section_html
from samsyn.programme import Grouped, Matrix, Programme, at_a_glance, matrix_of, survey_figure
from samsyn_web.programmes.models import programme_notice
from samsyn_web.programmes.presenters.addresses import row_address


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """A municipality's activities by focus area; each number leads to its rows, where there are any."""

    name: str
    href: str
    cells: tuple[tuple[int, str], ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class Home:
    """A programme's page: a sentence, the matrix, and its sections as they stand in the report."""

    sentence: str
    matrix: tuple[MatrixRow, ...]
    sums: tuple[int, ...]
    sections: tuple[SafeString, ...]
    notice: str


def home(
    programme_id: int,
    facts: Programme,
    grouped: Grouped,
    places: Mapping[str, int],
) -> Home:
    """Return a programme at a glance, with the activities counted beforehand, and who takes part by key."""
    matrix = matrix_of(facts, grouped)
    return Home(
        sentence=sentence(facts, matrix.total),
        matrix=_matrix_rows(programme_id, facts, matrix, places),
        sums=(*(matrix.in_area(number) for number in facts.focus_areas), matrix.total),
        sections=tuple(shown(one) for one in _told(facts, matrix)),
        notice=notice(facts),
    )


def sentence(facts: Programme, done: int) -> str:
    """Return what a programme's page says first."""
    parts = [
        _("%(n)s aktiviteter i %(m)s kommuner och %(f)s fokusområden.")
        % {"n": done, "m": len(facts.municipalities), "f": len(facts.focus_areas)}
    ]
    if facts.survey and facts.survey.counts:
        one = survey_figure(facts.survey, max(facts.survey.counts))
        parts.append(
            _("%(count)s av %(n)s svarade %(group)s i enkäten.")
            % {"count": one.count, "n": one.answered, "group": one.words}
        )
    return " ".join(parts)


def _matrix_rows(
    programme_id: int, facts: Programme, matrix: Matrix, places: Mapping[str, int]
) -> tuple[MatrixRow, ...]:
    page, listed = (
        row_address("programmes:participant"),
        reverse("programmes:activities", args=[programme_id]),
    )
    chosen = {number: urlencode({"fokus": number, "lage": "done"}) for number in facts.focus_areas}
    return tuple(
        MatrixRow(
            name=one.name,
            href=page(places[one.key]),
            cells=tuple(
                (n, f"{own}&{chosen[number]}" if n else "") for number, n in matrix.cells[one.key].items()
            ),
            total=matrix.totals[one.key],
        )
        for one in facts.municipalities
        if one.key in places and (own := f"{listed}?{urlencode({'kommun': one.key})}")
    )


def _told(facts: Programme, matrix: Matrix) -> tuple[Section, ...]:
    """Return the sections; before any municipality takes part, only those that have something to tell."""
    found = tuple(_without_matrix(one) for one in at_a_glance(facts, matrix))
    return found if facts.municipalities else tuple(one for one in found if one.tables)


def _without_matrix(section: Section) -> Section:
    return replace(section, tables=tuple(one for one in section.tables if one.key != "matrix"))


def notice(facts: Programme) -> str:
    """Return what a reader must know first."""
    return programme_notice(facts)


def shown(section: Section) -> SafeString:
    """Return a section as a part of a page; every text in it is escaped by the library."""
    return mark_safe(section_html(section))  # noqa: S308
