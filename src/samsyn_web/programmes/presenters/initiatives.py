"""National initiatives as pages and files show them, where they meet, and how much that asks of a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn.documents import document, tables_xlsx
from samsyn.documents.spreadsheet_text import spreadsheet_csv
from samsyn.programme import Programme as Facts
from samsyn.programme.initiatives import Initiative, Overlap, heaviest_week, initiative_overlaps
from samsyn.programme.load import Task
from samsyn_web.base import words
from samsyn_web.programmes.models import Activity, LoadLimit, NationalInitiative
from samsyn_web.programmes.services import programme_notice

AHEAD = timedelta(days=365)
"""How far ahead the load of an overlap without an end is looked for."""


@dataclass(frozen=True, kw_only=True)
class InitiativeLine:
    """An initiative in the list; `href` where the person may change it."""

    supporter: str
    title: str
    municipality: str
    where: str
    focus: str
    when: str
    source: str
    is_over: bool = False
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class OverlapLine:
    """Two initiatives that meet, in what and when, and the load of the unit that both ask."""

    municipality: str
    one: str
    other: str
    meets_in: str
    when: str
    load: str
    is_over_limit: bool


def initiative_lines(
    rows: Iterable[NationalInitiative], focus_areas: Mapping[int, str], today: date, own: Iterable[int] = ()
) -> list[InitiativeLine]:
    """The initiatives of the list; those of the participants in `own` lead to where they are changed."""
    writes = set(own)
    return [
        InitiativeLine(
            supporter=one.supporter,
            title=one.title,
            municipality=one.participant.name,
            where=", ".join(text for text in (one.unit, one.area) if text),
            focus=_focus(one.focus_area, focus_areas),
            when=_when(one.starts, one.ends),
            source=one.source,
            is_over=one.ends is not None and one.ends < today,
            href=reverse("programmes:change_initiative", args=[one.pk])
            if one.participant_id in writes
            else "",
        )
        for one in rows
    ]


def stated_lines(rows: Iterable[Activity], focus_areas: Mapping[int, str]) -> list[InitiativeLine]:
    """Who a document names beside a municipality in an activity: one line for each of them."""
    return [
        InitiativeLine(
            supporter=name,
            title=one.title,
            municipality=one.participant.name,
            where="",
            focus=_focus(one.focus_area, focus_areas),
            when=one.when or _("ej angivet"),
            source=f"{one.source_document}, {one.source_section}",
        )
        for one in rows
        for name in dict.fromkeys((*filter(None, [one.provider]), *one.partner_names))
    ]


def initiative_sentence(counted: Sequence[Initiative], overlaps: Sequence[OverlapLine]) -> str:
    """Say how many initiatives of how many there are, and where they meet."""
    if not counted:
        return _("Inget nationellt initiativ är antecknat än")
    n, several = len({(one.supporter, one.title) for one in counted}), len({one.supporter for one in counted})
    said = ngettext("{n} initiativ från {who}", "{n} initiativ från {who}", n).format(
        n=n, who=ngettext("{n} avsändare", "{n} avsändare", several).format(n=several)
    )
    if not overlaps:
        return _("{initiatives}, inga krockar").format(initiatives=said)
    return ngettext("{initiatives}, {n} krock", "{initiatives}, {n} krockar", len(overlaps)).format(
        initiatives=said, n=len(overlaps)
    )


def overlap_lines(
    counted: Sequence[Initiative],
    tasks: Sequence[Task],
    limit: LoadLimit | None,
    focus_areas: Mapping[int, str],
    today: date,
) -> list[OverlapLine]:
    """Where initiatives meet today or later, with the heaviest week of the unit that both ask."""
    return [
        _overlap(one, tasks, limit, focus_areas, today)
        for one in initiative_overlaps(counted)
        if one.ends is None or one.ends >= today
    ]


def initiatives_file(
    form: str, lines: Sequence[InitiativeLine], overlaps: Sequence[OverlapLine], facts: Facts
) -> bytes:
    """Return the initiatives as CSV, or as an Excel workbook with where they meet beside them."""
    heads = (
        _("Kommun"), _("Vem som ger stödet"), _("Vad stödet är"), _("Enhet och område"), _("Fokusområde"), _("När"),
        _("Källa"),
    )  # fmt: skip
    rows = tuple(
        (one.municipality, one.supporter, one.title, one.where, one.focus, one.when, one.source)
        for one in lines
    )
    if form == "csv":
        told = [(*row, programme_notice(facts)) for row in rows]
        kinds = {head: pl.String for head in (*heads, _("Anmärkning"))}
        return spreadsheet_csv(pl.DataFrame(told, schema=kinds, orient="row"))
    met = (
        _("Kommun"),
        _("Initiativ"),
        _("Initiativ som det krockar med"),
        _("Delar"),
        _("När"),
        _("Belastning"),
    )
    tables = (
        DataTable(
            key="rows", caption=_("Initiativ"), columns=tuple(Column(label=head) for head in heads), rows=rows
        ),
        DataTable(
            key="overlaps",
            caption=_("Krockar"),
            columns=tuple(Column(label=head) for head in met),
            rows=tuple(
                (one.municipality, one.one, one.other, one.meets_in, one.when, one.load) for one in overlaps
            ),
        ),
    )
    section = Section(
        key="initiatives", title=_("Nationella initiativ"), lead=programme_notice(facts), tables=tables
    )
    made = document(
        title=f"{_('Nationella initiativ')}: {facts.name}",
        subtitle=programme_notice(facts),
        edition=Edition.INTERNAL,
        sections=(section,),
        meta={"notice": programme_notice(facts)},
        kind=(_("Ur programmets data"), _("Alla initiativ som räknas.")),
    )
    return tables_xlsx(made)


def _overlap(
    one: Overlap, tasks: Sequence[Task], limit: LoadLimit | None, focus_areas: Mapping[int, str], today: date
) -> OverlapLine:
    shared = {
        "unit": _("enheten {unit}").format(unit=one.one.unit),
        "focus_area": _("fokusområde {focus}").format(focus=_focus(one.one.focus_area, focus_areas)),
    }
    most = float(limit.hours_per_week) if limit else None
    week = heaviest_week(one, tasks, max(today, one.starts) + AHEAD)
    load = ""
    if week is not None:
        load = _("mest {hours} timmar i veckan för {function} (vecka {week})").format(
            hours=words.number(week.hours, 0 if week.hours == int(week.hours) else 1),
            function=week.function,
            week=week.week.isocalendar().week,
        )
    elif "unit" in one.meets_in:
        load = _("ingen tid är antecknad för enheten under Belastning")
    return OverlapLine(
        municipality=one.one.municipality,
        one=f"{one.one.supporter}: {one.one.title}",
        other=f"{one.other.supporter}: {one.other.title}",
        meets_in=_(" och ").join(shared[name] for name in one.meets_in),
        when=_when(one.starts, one.ends),
        load=load,
        is_over_limit=week is not None and most is not None and week.hours > most,
    )


def _focus(number: int | None, focus_areas: Mapping[int, str]) -> str:
    return f"{number}. {focus_areas.get(number, '')}" if number is not None else ""


def _when(starts: date, ends: date | None) -> str:
    if ends is None:
        return _("från {day} tills vidare").format(day=words.day(starts))
    return words.span(starts, ends + timedelta(days=1))
