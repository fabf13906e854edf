"""Readings from a file: each row one figure, all or none, with the row and the column where something is wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, SamsynError
from samsyn.files.formats import read_raw
from samsyn.files.ledger import Ledger
from samsyn.files.numbers import read_numbers
from samsyn.files.opening import open_file
from samsyn.files.raw import Raw
from samsyn.outcomes.indicators import RATIOS
from samsyn.period import parse
from samsyn_web.base.scope import Scope
from samsyn_web.observations.queries import on_disk
from samsyn_web.outcomes import policies
from samsyn_web.outcomes.models import Indicator, IndicatorReading, Origin
from samsyn_web.outcomes.services.following import Figure, add_readings
from samsyn_web.places import queries as places

COLUMNS = {
    "period": "period",
    "område": "area",
    "omrade": "area",
    "area": "area",
    "värde": "value",
    "varde": "value",
}
COLUMNS |= {"value": "value", "täljare": "part", "taljare": "part", "part": "part"}
COLUMNS |= {"nämnare": "whole", "namnare": "whole", "whole": "whole", "anmärkning": "note", "note": "note"}
NUMBERS = ("value", "part", "whole")


@transaction.atomic
def import_readings(
    *, by: Scope, at: datetime, indicator: Indicator, content: File[bytes], name: str
) -> list[IndicatorReading]:
    """Keep the readings of a CSV or Excel file; an empty cell of a figure is no reading, and never zero."""
    policies.check_own(by, indicator)
    with on_disk(content) as path:
        raw = read_raw(open_file(path, name=name), Ledger())
    areas = {text.casefold(): (key, said) for key, said in places.newest_areas(by) for text in (key, said)}
    figures = _figures(raw, name, areas, is_ratio=indicator.rule.kind in RATIOS)
    return add_readings(by=by, at=at, indicator=indicator, figures=figures, origin=Origin.FILE)


def _figures(raw: Raw, file: str, areas: dict[str, tuple[str, str]], *, is_ratio: bool) -> list[Figure]:
    named = {
        COLUMNS[one.strip().casefold()]: one for one in raw.frame.columns if one.strip().casefold() in COLUMNS
    }
    needed = ("period", "part", "whole") if is_ratio else ("period", "value")
    for one in needed:
        if one not in named:
            words = {"period": "period", "value": "värde", "part": "täljare", "whole": "nämnare"}
            raise BadInput(_("{file}: kolumnen {column} saknas.").format(file=file, column=words[one]))
    found = []
    columns = {key: raw.frame[column] for key, column in named.items()}
    numbers = {key: read_numbers(columns[key]).to_list() for key in NUMBERS if key in columns}
    texts = {key: column.fill_null("").to_list() for key, column in columns.items()}
    for place, row in enumerate(raw.rows.to_list()):
        said: dict[str, Any] = {key: texts[key][place].strip() for key in texts}
        where = _("{file}, rad {row}").format(file=file, row=row)
        if not any(said.get(key) for key in needed[1:]):
            continue
        for key in needed[1:]:
            if numbers[key][place] is None:
                raise BadInput(
                    _("{where}, kolumn {column}: {found} är inget tal.").format(
                        where=where, column=named[key], found=repr(said[key])
                    )
                )
        found.append(_figure(said, where, areas, {key: float(numbers[key][place]) for key in needed[1:]}))
    return found


def _figure(
    said: dict[str, Any], where: str, areas: dict[str, tuple[str, str]], numbers: dict[str, float]
) -> Figure:
    try:
        period = str(parse(said["period"]))
    except SamsynError as error:
        raise BadInput(f"{where}: {error.message}") from error
    wanted = said.get("area", "")
    if wanted and wanted.casefold() not in areas:
        raise BadInput(_("{where}: området {area} finns inte.").format(where=where, area=wanted))
    key, name = areas.get(wanted.casefold(), ("", ""))
    return Figure(period=period, area=key, area_name=name, note=said.get("note", ""), **numbers)
