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
from samsyn.programme import Matrix, Programme, at_a_glance, survey_figure
from samsyn_web.programmes.models import Participant
from samsyn_web.programmes.services import programme_notice


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """A municipality's activities by focus area; each number leads to its rows."""

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


def full_matrix(facts: Programme, counted: Mapping[tuple[str, int], int]) -> Matrix:
    """Return the counts with every municipality and focus area in them."""
    return {
        place.key: {number: counted.get((place.key, number), 0) for number in facts.focus_areas}
        for place in facts.municipalities
    }


def home(
    programme_id: int,
    facts: Programme,
    counted: Mapping[tuple[str, int], int],
    places: Mapping[str, Participant],
) -> Home:
    """Return a programme at a glance, with the activities counted beforehand."""
    matrix = full_matrix(facts, counted)
    sums = tuple(sum(one[number] for one in matrix.values()) for number in facts.focus_areas)
    return Home(
        sentence=sentence(facts, sum(sums)),
        matrix=_matrix_rows(programme_id, facts, matrix, places),
        sums=(*sums, sum(sums)),
        sections=tuple(shown(_without_matrix(one)) for one in at_a_glance(facts, matrix)),
        notice=programme_notice(facts),
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
    programme_id: int, facts: Programme, matrix: Matrix, places: Mapping[str, Participant]
) -> tuple[MatrixRow, ...]:
    address = reverse("programmes:activities", args=[programme_id])
    return tuple(
        MatrixRow(
            name=one.name,
            href=reverse("programmes:participant", args=[places[one.key].pk]),
            cells=tuple(
                (n, f"{address}?{urlencode({'kommun': one.key, 'fokus': number, 'lage': 'done'})}")
                for number, n in matrix[one.key].items()
            ),
            total=sum(matrix[one.key].values()),
        )
        for one in facts.municipalities
        if one.key in places
    )


def _without_matrix(section: Section) -> Section:
    return replace(section, tables=tuple(one for one in section.tables if one.key != "matrix"))


def shown(section: Section) -> SafeString:
    """Return a section as a part of a page; every text in it is escaped by the library."""
    return mark_safe(section_html(section))  # noqa: S308
