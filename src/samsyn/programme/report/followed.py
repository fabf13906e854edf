"""
How the programme was followed up: readiness in order and not in numbers, the survey with its bounds, the quarters; and
what stood in the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from samsyn.cycle import Cell, DataTable, Section, format_number
from samsyn.period import parse
from samsyn.programme.appendix import NOT_STATED
from samsyn.programme.facts import Programme, ReadinessStatement, SurveyFacts
from samsyn.programme.figures import SurveyFigure, survey_figure
from samsyn.programme.report.drawn import UNANSWERED, obstacle_totals, obstacles_figure, survey_figure_drawn
from samsyn.programme.report.stated import reports_table
from samsyn.programme.report.told import table

STATEMENTS = {
    "strongest": "starkast",
    "weakest": "svagast",
    "improved": "bättre",
    "unchanged_or_worse": "oförändrat eller sämre",
}
BOUNDS = (
    "Andelen är antalet delat med dem som svarade. Gränserna säger vad andelen hade blivit om alla som inte "
    "svarade hade svarat annorlunda, eller så."
)
UNPUBLISHED = (
    "Poängen för förändringsberedskap är inte publicerade: bara vad som sägs om ordningen återges, med rapportens "
    "egna förbehåll."
)
SCORED = (
    "Poängen är medelvärden av det som bedömarna har enats om. En skillnad mellan två mätningar säger inte ensam att "
    "något har blivit bättre: fråga först om samma grupp och samma organisation mättes."
)
WAVES = {"before": "före", "after": "efter"}


def followed(programme: Programme) -> Section:
    """Return the follow-up."""
    tables: list[DataTable] = []
    paragraphs = []
    if programme.readiness:
        tables.append(_readiness(programme))
    if programme.more.get("readiness_scores"):
        tables.append(_scores(programme, programme.more["readiness_scores"]))
    if programme.survey:
        figures = [
            survey_figure(programme.survey, group) for group in sorted(programme.survey.counts, reverse=True)
        ]
        tables.append(_survey(programme.survey, figures))
        paragraphs.append(_survey_sentence(figures[0]))
        paragraphs.append(figures[0].under)
        paragraphs.append(
            f"Öppna svar, för: {', '.join(programme.survey.themes_for)}. "
            f"Emot: {', '.join(programme.survey.themes_against)}."
        )
    quarterly = programme.more.get("quarterly_reports", {})
    if quarterly:
        paragraphs.append(
            f"Rapporter lämnades varje {quarterly.get('rhythm', NOT_STATED)}, "
            f"per {quarterly.get('per', NOT_STATED)}, "
            f"av {quarterly.get('by', NOT_STATED)}. Deras texter är inte publicerade och återges inte."
        )
    kept = reports_table(programme)
    if kept is not None:
        tables.append(kept)
    return Section(
        key="followed",
        title="Uppföljning och resultat",
        lead="Uppföljningen säger hur arbetet togs emot och spreds, inte om brotten minskade."
        if tables or paragraphs
        else "Ingen uppföljning är angiven.",
        paragraphs=tuple(paragraphs),
        charts=(survey_figure_drawn(programme.survey),)
        if programme.survey and programme.survey.counts
        else (),
        tables=tuple(tables),
        method=" ".join(_method(programme)),
    )


def _method(programme: Programme) -> list[str]:
    """Return how what is told was computed, and what is not published; nothing of what the programme has none of."""
    told = [BOUNDS] if programme.survey else []
    if programme.more.get("readiness_scores"):
        return [*told, SCORED]
    return [*told, UNPUBLISHED] if programme.readiness else told


def obstacles(programme: Programme) -> Section:
    """Return what stood in the way: as stated, and as quarterly reports name it."""
    rows = [
        (
            one["text"],
            ", ".join(programme.municipality(key).name for key in one.get("municipalities", ()))
            or "programmet",
        )
        for one in programme.more.get("obstacles", ())
    ]
    tables = [table("obstacles", "Hinder", ("Hinder", "Var"), rows)] if rows else []
    totals = obstacle_totals(programme.reported)
    if totals:
        quarters = [parse(one.quarter).label for one in programme.reported]
        counted: list[tuple[Cell, ...]] = [
            (name, *(one.obstacles.get(name, 0) for one in programme.reported), n) for name, n in totals
        ]
        heads = ("Hinder", *(one.capitalize() for one in quarters), "Alla")
        tables.append(table("obstacles-by-quarter", "Hinder kvartal för kvartal", heads, counted))
    named = f" Kvartalsrapporterna nämner {len(totals)}." if totals else ""
    return Section(
        key="obstacles",
        title="Hinder",
        lead=f"{len(rows)} hinder anges.{named}" if rows or totals else "Inga hinder är angivna.",
        charts=(obstacles_figure(programme.reported),) if totals else (),
        tables=tuple(tables),
    )


def _readiness(programme: Programme) -> DataTable:
    rows = [
        (
            programme.municipality(one.municipality).name,
            WAVES.get(one.wave, one.wave),
            STATEMENTS.get(one.statement, one.statement),
            _dimensions(one),
            one.reading or "–",
        )
        for one in programme.readiness
    ]
    heads = ("Kommun", "Mätning", "Besked", "Dimensioner", "Förbehåll")
    return _explained(
        programme, table("readiness", "Förändringsberedskap, som rapporten beskriver den", heads, rows)
    )


def _scores(programme: Programme, scores: Mapping[str, Mapping[str, Mapping[str, float]]]) -> DataTable:
    """Return scores per dimension and wave; the whole is the mean of the dimensions, the stage its floor."""
    letters = sorted({letter for waves in scores.values() for found in waves.values() for letter in found})
    rows: list[tuple[Cell, ...]] = []
    for key, waves in scores.items():
        for wave, found in waves.items():
            whole = sum(found.values()) / len(found)
            lowest = min(found, key=lambda letter: (found[letter], letter))
            rows.append(
                (
                    programme.municipality(key).name,
                    WAVES.get(wave, wave),
                    *(format_number(found[letter], 2) if letter in found else "–" for letter in letters),
                    lowest,
                    format_number(whole, 2),
                    int(whole),
                )
            )
    heads = ("Kommun", "Mätning", *letters, "Lägst", "Medel", "Stadium")
    return _explained(
        programme, table("readiness-scores", "Förändringsberedskap, poäng 1–9 per dimension", heads, rows)
    )


def _explained(programme: Programme, whole: DataTable) -> DataTable:
    """Return a table of readiness with what the letters of the dimensions stand for, where that is stated."""
    named: Mapping[str, str] = programme.more.get("readiness", {}).get("dimensions", {})
    return replace(whole, note="; ".join(f"{letter} {name}" for letter, name in named.items()))


def _dimensions(one: ReadinessStatement) -> str:
    return ", ".join(" eller ".join(letters) for letters in one.dimensions) or "–"


def _survey(survey: SurveyFacts, figures: list[SurveyFigure]) -> DataTable:
    rows: list[tuple[Cell, ...]] = [
        (
            one.words,
            one.count,
            one.answered,
            f"{format_number(100 * one.share)} %",
            f"{format_number(100 * one.lowest, 1)}–{format_number(100 * one.highest, 1)} %",
        )
        for one in figures
    ]
    rows.append((UNANSWERED, survey.invited - survey.answered, None, "–", "–"))
    heads = ("Svar", "Antal", "Svarande", "Andel", "Gränser för bortfallet")
    whole = table("survey", "Enkäten", heads, rows)
    numbers = tuple(replace(one, number=one.label in heads[1:3]) for one in whole.columns)
    return replace(whole, columns=numbers, note=figures[0].under)


def _survey_sentence(one: SurveyFigure) -> str:
    return (
        f"{one.answered} av {one.invited} svarade ({format_number(100 * one.response)} %). {one.count} av dem valde "
        f"{one.words}: {format_number(100 * one.share)} %."
    )
