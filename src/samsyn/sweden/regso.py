"""Regional statistical areas (RegSO) in two vintages, which are never mixed."""

from __future__ import annotations

import gzip
import json
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samsyn.errors import BadInput
from samsyn.sweden.municipalities import municipality, table

if TYPE_CHECKING:
    from samsyn.table import AreaSet

VINTAGES = (2020, 2025)
"""2020 has population at the end of 2023 and no borders; 2025 has simplified borders and no population."""


def regso(name_or_code: str, vintage: int) -> AreaSet:
    """
    Return the areas of a municipality in one vintage.

    Parameters
    ----------
    name_or_code : str
        The municipality.
    vintage : int
        2020 or 2025. The same code may have another border in the other, so the vintage stands in the version's name
        and the population of one is not put on the borders of the other.

    Returns
    -------
    AreaSet
        Version "RegSO 2025 Södertälje"; keys are the codes.

    Raises
    ------
    BadInput
        If there is no such municipality or vintage.
    """
    place = municipality(name_or_code)
    if vintage not in VINTAGES:
        raise BadInput(f"RegSO finns från {' och '.join(map(str, VINTAGES))}, inte från {vintage}.")
    version = f"RegSO {vintage} {place.name}"
    return _counted(place.code, version) if vintage == VINTAGES[0] else _drawn(place.code, version)


def _counted(code: str, version: str) -> AreaSet:
    from samsyn.table import AreaSet

    rows = [row for row in table("regso_2020.csv") if row["code"].startswith(code)]
    return AreaSet(
        version=version,
        keys=tuple(row["code"] for row in rows),
        names=tuple(row["name"] for row in rows),
        population=tuple(int(row["population_2023"]) for row in rows),
    )


def _drawn(code: str, version: str) -> AreaSet:
    from samsyn.files import read_areas

    topology = _topology()
    (name, every), *_ = topology["objects"].items()
    here = [one for one in every["geometries"] if one["properties"]["kommun"] == code]
    chosen = {**topology, "objects": {name: {**every, "geometries": here}}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "regso.topojson"
        path.write_text(json.dumps(chosen), encoding="utf-8")
        return read_areas(path, columns={"key": "kod", "name": "namn"}, version=version)


@lru_cache(maxsize=1)
def _topology() -> dict[str, Any]:
    packed = (files("samsyn.sweden") / "regso_2025.topojson.gz").read_bytes()
    return dict(json.loads(gzip.decompress(packed)))
