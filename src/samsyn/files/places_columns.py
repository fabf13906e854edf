"""Decides which columns tell where something happened."""

from __future__ import annotations

import polars as pl

from samsyn.files.keys import matched_share
from samsyn.files.ledger import Ledger
from samsyn.files.look import Look
from samsyn.files.names import name_score, plain
from samsyn.files.numbers import read_numbers
from samsyn.files.raw import Raw
from samsyn.table import AreaSet, Sensitivity

_CERTAIN = 65
"""Headings with at least this score are areas and never places or addresses."""


def choose_coordinates(raw: Raw, free: dict[str, Look], closed: set[str], ledger: Ledger) -> dict[str, str]:
    """Return the two columns of coordinates, as degrees or metres by the size of the numbers."""
    if closed & {"longitude", "latitude", "x", "y"}:
        return {}
    if raw.coordinates:
        degrees = raw.crs in (None, "EPSG:4326")
        east, north = raw.coordinates
        return {"longitude": east, "latitude": north} if degrees else {"x": east, "y": north}
    pairs = [_pair("longitude", "latitude", free), _pair("x", "y", free)]
    score, east, north = max(pairs)
    if score < 100:
        return {}
    degrees = _degrees(free[east], 180) and _degrees(free[north], 180)
    meanings = ("longitude", "latitude") if degrees else ("x", "y")
    what = "grader" if degrees else "meter"
    for meaning, name in zip(meanings, (east, north), strict=True):
        ledger.guess(meaning, name, f"Rubriken ”{name}” betyder koordinat, och talen är {what}.")
    return dict(zip(meanings, (east, north), strict=True))


def _pair(first: str, second: str, free: dict[str, Look]) -> tuple[int, str, str]:
    numeric = {name for name, look in free.items() if look.numbers >= 0.6}
    east = max(((name_score(first, name), name) for name in numeric), default=(0, ""))
    north = max(((name_score(second, name), name) for name in numeric - {east[1]}), default=(0, ""))
    if min(east[0], north[0]) < 50:
        return 0, "", ""
    return east[0] + north[0], east[1], north[1]


def _degrees(look: Look, limit: float) -> bool:
    middle = read_numbers(look.sample).drop_nulls().abs().median()
    return isinstance(middle, float) and middle <= limit


def choose_areas(
    frame: pl.DataFrame, free: dict[str, Look], closed: set[str], areas: AreaSet | None, ledger: Ledger
) -> dict[str, str]:
    """
    Return the column of the area's key, and the one of its name where each key has one name.

    A column that holds keys or names of the areas in use is preferred; else the heading decides, the finer area first.
    """
    fit = {name: look for name, look in free.items() if _fits(name, look)}
    chosen: dict[str, str] = {}
    if "area" not in closed:
        scores = {name: _score(name, look, areas) for name, look in fit.items()}
        best = max(scores, key=lambda name: scores[name], default=None)
        if best is None or scores[best] < 50:
            return {}
        chosen["area"] = best
        why = f"Rubriken ”{best}” brukar betyda område."
        if scores[best] >= 200:
            why = f"Värdena i ”{best}” är områden i {areas.version if areas else ''}."
        ledger.guess("area", best, why)
    if "area" in chosen and "area_name" not in closed:
        names = {n: _kinship(chosen["area"], n) for n in fit if n != chosen["area"]}
        ordered = sorted((n for n in names if names[n]), key=lambda n: -names[n])
        named = [n for n in ordered if _one_name(frame, chosen["area"], n)]
        if named:
            chosen["area_name"] = named[0]
            ledger.guess(
                "area_name", named[0], f"Varje kod i ”{chosen['area']}” har ett namn i ”{named[0]}”."
            )
    return chosen


def _score(name: str, look: Look, areas: AreaSet | None) -> int:
    score = name_score("area", name) or (50 if name_score("area_name", name) >= 50 else 0)
    if areas is None or not score and look.distinct > 2 * len(areas.keys):
        return score
    share = matched_share(look.sample.unique().to_list(), areas)
    return score + (200 + int(100 * share) if share >= 0.5 else 0)


def _fits(name: str, look: Look) -> bool:
    """Return whether values can be areas: they return, unless the heading leaves no doubt."""
    harmless = look.sensitivity is Sensitivity.HARMLESS
    returning = look.distinct <= max(20, 0.7 * look.filled) or name_score("area", name) >= _CERTAIN
    return bool(look.filled) and harmless and look.dated < 0.5 and returning


def _kinship(key: str, name: str) -> int:
    """
    Return how likely a heading names the areas that another heading has the keys of: the same first word says
    most.
    """
    score = name_score("area_name", name)
    same = plain(key).split("_")[0] == plain(name).split("_")[0]
    return score + 100 * same if score >= 50 else 0


def _one_name(frame: pl.DataFrame, key: str, name: str) -> bool:
    """Return whether (nearly) every key has one name and every name belongs to few keys."""
    pairs = frame.select(key, name).drop_nulls().unique()
    keys = pairs[key].n_unique()
    return keys > 0 and pairs.height <= 1.05 * keys
