"""Who reads files of statistics in, how rows are frozen, and what a file must hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from samsyn.cycle import Round
from samsyn.errors import BadInput, Refused
from samsyn.methods.statistics import STATISTICS, Pick, Revision, StatisticsReading, statistics_table
from samsyn.methods.statistics.templates import template
from samsyn.period import parse
from samsyn.provenance import canonical, digest
from samsyn.table import Table
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.statistics.models import NAME, StatisticsFile

METHOD = STATISTICS.name
MOST_BYTES = 20 * 10**6
MOST_ROWS = 20_000
REMOVED = "Filen som siffrorna togs ur är tillbakadragen."  # stands in documents, which are Swedish


def can_read_in(scope: Scope) -> bool:
    """Whether the person may read files in, keep and withdraw them."""
    return scope.can(Permission.WORK_WITH_DATA)


def check_can_read_in(scope: Scope, one: StatisticsFile | None = None) -> None:
    """Raise unless the person may, in this organisation."""
    foreign = one is not None and one.organisation_id != scope.organisation_id
    if foreign or not can_read_in(scope):
        raise Refused(_("Din roll ger inte rätt att läsa in statistik."))


def check_reading(reading: StatisticsReading) -> None:
    """Raise where a file has no figure, or more than a page can tell."""
    if not reading.years:
        raise BadInput(_("Filen har rubriker men ingen rad med en siffra."))
    if len(reading.table) > MOST_ROWS:
        raise BadInput(
            _("Filen har %(rows)s siffror. Högst %(most)s får plats: välj färre kommuner, brott eller år.")
            % {"rows": len(reading.table), "most": MOST_ROWS}
        )


def check_names(reading: StatisticsReading) -> None:
    """Raise where an area or an indicator points at a person: the file is of another kind then."""
    frame = reading.table.frame
    for column, where in (("area", _("Området")), ("category", _("Vad siffran gäller"))):
        for text in frame[column].unique().sort().to_list():
            check_text(text, where, NAME)


def file_name(written: str) -> str:
    """Return what a file is called, without folders; one that points at a person is refused."""
    name = PurePath(written.replace("\\", "/")).name.strip()[:NAME] or "fil"
    check_text(name, _("Filens namn"), NAME)
    return name


def frozen_rows(reading: StatisticsReading) -> str:
    """Return the rows as text, in the file's order."""
    rows = reading.table.frame.to_dicts()
    return json.dumps(
        [{**row, "day": row["day"].isoformat()} for row in rows], ensure_ascii=False, sort_keys=True
    )


def frozen_options(options: Mapping[str, Any]) -> str:
    """Return a comparison as text."""
    return json.dumps(canonical(dict(options)), ensure_ascii=False, sort_keys=True)


def digest_of(*, name: str, sha256: str, year: int, rows: str, options: str) -> str:
    """Return the name of what is frozen."""
    return digest({"template": name, "sha256": sha256, "year": year, "rows": rows, "options": options})


def is_unchanged(one: StatisticsFile) -> bool:
    """Whether what stands is what was read."""
    frozen = digest_of(
        name=one.template, sha256=one.sha256, year=one.year, rows=one.rows, options=one.options
    )
    return frozen == one.digest


def observed(one: StatisticsFile) -> Round:
    """Return the frozen rows of a file as a round about its latest year."""
    rows = [{**row, "day": date.fromisoformat(row["day"])} for row in json.loads(one.rows)]
    return Round(
        table=statistics_table(rows),
        period=parse(str(one.year)),
        source=template(one.template).source,
        sources=(one.sha256,),
        options=json.loads(one.options),
    )


def check_is_new(one: StatisticsFile) -> None:
    """Raise where the file has been kept already."""
    if one.kept_at is not None:
        raise Refused(_("Filen är redan sparad. Dra tillbaka den om den inte ska användas."))


def can_pick(scope: Scope, one: StatisticsFile) -> bool:
    """Whether the person may take figures of the file into a situational picture now."""
    return can_read_in(scope) and one.kept_at is not None and one.withdrawn_at is None and is_unchanged(one)


def check_can_pick(scope: Scope, one: StatisticsFile) -> None:
    """Raise unless figures of the file may stand in a situational picture."""
    check_can_read_in(scope, one)
    if one.kept_at is None:
        raise Refused(
            _("Spara filen först. Siffror ur en fil som inte är sparad står inte i någon lägesbild.")
        )
    if one.withdrawn_at is not None:
        raise Refused(_("Filen är tillbakadragen. Ta tillbaka den först."))
    if not is_unchanged(one):
        raise Refused(_("Siffrorna är inte desamma som när filen lästes. Läs in filen igen."))


def check_in_force(pick: Pick, year: int, newer: Iterable[tuple[Revision, str]]) -> None:
    """Raise where a newer file gives a picked figure another value, of the year or of one before it."""
    for one, name in newer:
        if (one.area, one.category, one.kind) == (
            pick.area,
            pick.category,
            pick.kind,
        ) and one.day.year <= year:
            raise Refused(
                _("Källan har ändrat %(what)s %(year)s i en nyare fil, %(name)s. Ta siffran ur den.")
                % {"what": pick.category, "year": one.day.year, "name": name}
            )


def check_has_value(pick: Pick, year: int, table: Table) -> None:
    """Raise where the file has no such figure: what is missing is not zero, and says nothing."""
    frame = table.frame.filter(
        (pl.col("area") == pick.area) & (pl.col("category") == pick.category) & (pl.col("kind") == pick.kind)
    ).filter(pl.col("day") == date(year, 1, 1))
    if not frame.height or frame["value"].null_count():
        raise Refused(
            _("Filen har inget värde för %(what)s, %(area)s %(year)s. Det är inte noll.")
            % {"what": pick.category, "area": pick.area, "year": year}
        )


def changed_words(one: Revision, name: str) -> str:
    """Return in a sentence what a newer file has changed, without the values: it stands in public documents too."""
    return f"Källan har ändrat siffran för {one.category} {one.day.year} i filen {name}, efter att bilden gjordes."
