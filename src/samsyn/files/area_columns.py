"""Decides which columns hold the key, name and inhabitants of areas."""

from __future__ import annotations

import re

import polars as pl

from samsyn.errors import BadInput, MissingColumn
from samsyn.files.ledger import Ledger
from samsyn.files.names import name_score, plain

PARTS = {"key": "områdets kod", "name": "områdets namn", "population": "invånare", "version": "version"}
"""What a file of areas holds, with the words that people see."""

_KEYS = ["key", "code", "kod", "id", "tatort_nr", "nummer", "nr", "area_id", "omrade_id"]
_NAMES = ["name", "namn", "label", "beteckning", "title", "area_name", "omradesnamn"]
_PEOPLE = set(
    ["population", "pop", "folkmangd", "invanare", "befolkning", "einwohner", "inhabitants", "antal_invanare"]
)
_VERSIONS = ["version", "area_version", "year", "ar", "argang"]


def choose_area_columns(frame: pl.DataFrame, told: dict[str, str], ledger: Ledger) -> dict[str, str]:
    """
    Return part → heading.

    Parameters
    ----------
    frame : polars.DataFrame
        Text.
    told : dict
        What is declared.
    ledger : Ledger

    Raises
    ------
    BadInput, MissingColumn
        If a declared part is unknown, or its column is missing.
    """
    for part, column in told.items():
        if part not in PARTS:
            raise BadInput(f"”{part}” är ingen del av ett område. De som finns: {', '.join(PARTS)}.")
        if column not in frame.columns:
            raise MissingColumn(
                f"Kolumnen ”{column}” ({PARTS[part]}) finns inte. De som finns: {', '.join(frame.columns[:12])}."
            )
    chosen = dict(told)
    chosen.setdefault("version", _best({n: _place(_VERSIONS, plain(n)) for n in frame.columns}))
    newest = _newest(frame, chosen["version"])
    chosen.setdefault("key", _key(newest, ledger))
    chosen.setdefault("name", _name(newest, chosen["key"]))
    chosen.setdefault("population", _population(newest, chosen["key"]))
    chosen = {part: column for part, column in chosen.items() if column}
    for part, column in chosen.items():
        if part not in told and all(guess.meaning != part for guess in ledger.guesses):
            ledger.guess(part, column, f"Rubriken ”{column}” brukar betyda {PARTS[part]}.")
    return chosen


def _place(known: list[str], name: str) -> int:
    return 100 - known.index(name) if name in known else 0


def _best(scores: dict[str, int]) -> str:
    name = max(scores, key=lambda key: scores[key], default="")
    return name if name and scores[name] > 0 else ""


def _newest(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return the rows of the latest year where the areas stand once for each."""
    if not column:
        return frame
    return frame.filter((pl.col(column) == pl.col(column).max()).fill_null(value=True))


def _key(frame: pl.DataFrame, ledger: Ledger) -> str:
    """
    Return the column that tells the areas apart: named as a key, filled, and with a value of its own for
    (nearly) each row.
    """
    scores = {}
    for name in frame.columns:
        own = frame[name].drop_nulls().n_unique()
        word = plain(name)
        score = max(name_score("area", name), _place(_KEYS, word), 60 * word.endswith(("kod", "code", "_nr")))
        if score >= 50 and own >= 0.9 * frame.height:
            scores[name] = score
    if best := _best(scores):
        return best
    distinct = {
        name: frame[name].drop_nulls().n_unique() for name in frame.columns if not _numeric(frame[name])
    }
    name = max(distinct, key=lambda key: distinct[key], default=frame.columns[0])
    ledger.guess(
        "key", name, f"Ingen rubrik säger områdets kod; ”{name}” skiljer flest områden åt.", sure=False
    )
    return name


def _numeric(column: pl.Series) -> bool:
    share = column.drop_nulls().str.contains(r"^-?\d+[.,]\d+$").mean()
    return isinstance(share, float) and share > 0.5


def _name(frame: pl.DataFrame, key: str) -> str:
    """Return the column of names: one that shares the key's beginning, or that is plainly called name."""
    scores = {}
    for name in frame.columns:
        if name == key:
            continue
        word = plain(name)
        kin = word.endswith(("namn", "name")) and _shared(word, plain(key)) >= 3
        same = frame[name].drop_nulls().n_unique() >= 0.7 * frame.height
        listed = name_score("area_name", name) if same else 0
        scores[name] = 200 * kin + max(_place(_NAMES, word), listed if listed >= 50 else 0)
    return _best(scores)


def _shared(first: str, second: str) -> int:
    """Return how many characters two words have in common from the beginning."""
    count = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        count += 1
    return count


def _population(frame: pl.DataFrame, key: str) -> str:
    """Return the column of inhabitants, the latest year's where there are several."""
    scores = {}
    for name in frame.columns:
        words = plain(name).split("_")
        if name != key and (set(words) & _PEOPLE or plain(name) in _PEOPLE):
            year = re.search(r"(?:19|20)\d\d", name)
            scores[name] = int(year[0]) if year else 1
    return _best(scores)
