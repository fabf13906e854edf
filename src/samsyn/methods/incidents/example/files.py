"""The example as files: the reports, the areas, the reporters and the truth."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import shapely
import yaml

from samsyn.methods.incidents.example.places import CRS, MUNICIPALITY, VERSION, area_set, areas
from samsyn.methods.incidents.example.planted import PLANTED, Planted
from samsyn.methods.incidents.example.reporters import reporters
from samsyn.methods.incidents.example.world import SEED, World, simulate

REPORTS = "exempelkoping.csv"
AREAS = "exempelkoping_areas.geojson"
REPORTERS = "exempelkoping_reporters.csv"
TRUTH = "exempelkoping_truth.yaml"
FILES = (REPORTS, AREAS, REPORTERS, TRUTH)

INVENTED = "Uppdiktad kommun. Ingen plats, verksamhet eller händelse finns i verkligheten."

_KINDS = {"incident": "händelse", "zero": "nollrapport", "positive": "positiv"}
_RHYTHMS = {"week": "varje vecka", "fortnight": "varannan vecka", "term": "varje vecka under terminen"}


def write(directory: Path, *, seed: int = SEED) -> tuple[Path, ...]:
    """
    Write the example municipality: reports, areas, reporters and the truth about what was planted.

    Parameters
    ----------
    directory : Path
        Made if it is not there; files of the same names are replaced.
    seed : int
        The same seed gives the same bytes.

    Returns
    -------
    tuple of Path
        The files that were written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    world = simulate(seed=seed)
    texts = (reports_csv(world), areas_geojson(), reporters_csv(), truth_yaml(seed))
    paths = tuple(directory / name for name in FILES)
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode())
    return paths


def reports_csv(world: World) -> str:
    """Return the reports as a municipality would export them: local times, names of areas, WGS 84."""
    names = {area.key: area.name for area in areas()}
    longitude, latitude = _wgs84(world.frame["x_m"].to_numpy(), world.frame["y_m"].to_numpy())
    known = world.frame["x_m"].is_not_null()
    columns = world.frame.select(
        pl.col("id").alias("rapport_id"),
        pl.col("start").dt.strftime("%Y-%m-%d %H:%M").alias("tid_fran"),
        pl.col("end").dt.strftime("%Y-%m-%d %H:%M").alias("tid_till"),
        pl.col("category").alias("kategori"),
        pl.col("subcategory").alias("underkategori"),
        pl.col("area").replace_strict(names).alias("område"),
        pl.col("place").alias("plats"),
        pl.when(known).then(pl.Series(longitude)).alias("lon"),
        pl.when(known).then(pl.Series(latitude)).alias("lat"),
        pl.col("reporter").alias("rapportor"),
        pl.col("kind").replace_strict(_KINDS).alias("slag"),
        pl.col("severity").alias("allvar"),
    )
    return columns.write_csv(float_precision=5)


def areas_geojson() -> str:
    """Return the areas as GeoJSON, one feature a line."""
    known = area_set()
    drawn = () if known.polygons is None else known.polygons
    features = [
        {
            "type": "Feature",
            "properties": {
                "omradeskod": area.key,
                "omradesnamn": area.name,
                "befolkning": area.population,
                "version": VERSION,
                "uppdiktad": True,
            },
            "geometry": json.loads(shapely.to_geojson(shapely.transform(polygon, _degrees))),
        }
        for area, polygon in zip(areas(), drawn, strict=True)
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    head = f'"type": "FeatureCollection", "name": "{VERSION}", "description": "{INVENTED}"'
    return f'{{{head}, "features": [\n{lines}\n]}}\n'


def _degrees(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.column_stack(_wgs84(points[:, 0], points[:, 1], decimals=6))


def _wgs84(
    x_m: np.ndarray[Any, Any], y_m: np.ndarray[Any, Any], decimals: int = 5
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    from pyproj import Transformer

    longitude, latitude = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True).transform(x_m, y_m)
    return np.round(longitude, decimals), np.round(latitude, decimals)


def reporters_csv() -> str:
    """Return who reports, from where and how often."""
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("rapportor", "rytm", "omraden"))
    for each in reporters():
        where = "; ".join(areas()[number].name for number in each.areas)
        lines.writerow((each.name, _RHYTHMS[each.rhythm], where))
    return text.getvalue()


def truth_yaml(seed: int = SEED) -> str:
    """Return what was planted, and what a right picture says about it."""
    truth = {
        "municipality": MUNICIPALITY,
        "invented": INVENTED,
        "area_version": VERSION,
        "seed": seed,
        "periods": "from ingår, to ingår inte",
        "events": [_told(event) for event in PLANTED],
    }
    return yaml.dump(truth, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)


class _Plain(yaml.SafeDumper):
    """Writes a value that occurs twice twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _told(event: Planted) -> dict[str, Any]:
    told = {
        "id": event.id,
        "kind": event.kind,
        "areas": list(event.areas),
        "category": event.category,
        "reporter": event.reporter,
        "place": event.place,
        "from": event.start,
        "to": event.end,
        "extra_per_week_and_area": event.per_week,
        "factor": event.factor,
        "comparison_areas": list(event.comparison_areas),
        "right_picture": event.right,
    }
    return {name: value for name, value in told.items() if value not in (None, [])}
