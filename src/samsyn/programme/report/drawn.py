"""The figures of the report: bars of what was done, of the survey and of the obstacles, each with its table."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.cycle import Cell, Chart, Column, DataTable
from samsyn.programme.facts import Programme, Reported, SurveyFacts
from samsyn.programme.figures import Matrix, survey_figure

UNANSWERED = "svarade inte"
Bar = tuple[str, int]


def areas_figure(programme: Programme, counts: Matrix) -> Chart:
    """Return how many activities were carried out in each focus area."""
    rows = [(f"{number}. {name}", counts.in_area(number)) for number, name in programme.focus_areas.items()]
    said = "En aktivitet räknas en gång i vart och ett av sina fokusområden."
    return _bars("areas", "Genomförda aktiviteter per fokusområde", "Fokusområde", rows, "aktiviteter", said)


def survey_figure_drawn(survey: SurveyFacts) -> Chart:
    """
    Return how many answered each group of options, and how many did not answer at all.

    Only groups whose counts are known are drawn; who asked, and whether answers were anonymous, stands under it.
    """
    figures = [survey_figure(survey, group) for group in sorted(survey.counts, reverse=True)]
    rows = [*((one.words, one.count) for one in figures), (UNANSWERED, survey.invited - survey.answered)]
    said = f"Frågan: {survey.question}. {figures[0].under}"
    return _bars("survey-figure", "Svaren i enkäten", "Svar", rows, "svarande", said)


def obstacles_figure(reported: Sequence[Reported]) -> Chart:
    """Return how often each obstacle was named over all quarters, the most common first."""
    totals = obstacle_totals(reported)
    said = (
        f"Antal gånger som hindret nämns i inlämnade rapporter, {len(reported)} kvartal. En rapport nämner ett hinder "
        "en gång för varje fokusområde som det står i vägen för."
    )
    return _bars("obstacles-figure", "Hinder i kvartalsrapporterna", "Hinder", totals, "gånger", said)


def obstacle_totals(reported: Sequence[Reported]) -> list[Bar]:
    """Return the obstacles and how often each is named, the most common first and then in order of their names."""
    names = dict.fromkeys(name for one in reported for name in one.obstacles)
    totals = [(name, sum(one.obstacles.get(name, 0) for one in reported)) for name in names]
    return sorted(totals, key=lambda one: (-one[1], one[0]))


def _bars(key: str, title: str, head: str, rows: Sequence[Bar], unit: str, said: str) -> Chart:
    told: tuple[tuple[Cell, ...], ...] = tuple(rows)
    columns = (Column(label=head), Column(label="Antal", number=True))
    table = DataTable(key=f"{key}-table", caption=title, columns=columns, rows=told, note=said)
    spec = {"samsyn": "bars", "rows": [{"label": name, "value": n} for name, n in rows], "unit": unit}
    return Chart(key=key, title=title, spec=spec, sentence=said, table=table)
