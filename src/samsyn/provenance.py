"""Where a figure comes from: which rows, which function, which parameters, which source."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from math import isfinite
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

PLAIN = (str, int, bool)


def canonical(value: Any) -> Any:
    """Return a value as plain JSON types, so that equal values give equal text; floats keep 12 digits."""
    if value is None or type(value) in PLAIN:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: canonical(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {str(key): canonical(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, list | tuple | set | frozenset):
        items = [canonical(item) for item in value]
        return sorted(items, key=str) if isinstance(value, set | frozenset) else items
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return float(f"{value:.12g}") if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | bool):
        return value
    if hasattr(value, "item"):  # a numpy scalar
        return canonical(value.item())
    return str(value)


@lru_cache(maxsize=256)
def _names(kind: type) -> list[str]:
    return sorted(one.name for one in fields(kind))


T = TypeVar("T")


def restore(kind: type[T], plain: Any) -> T:
    """
    Return a value from the JSON types that `canonical` made of it.

    Parameters
    ----------
    kind : type
        What to make: a dataclass of dataclasses, tuples, mappings, enums, dates and plain values.
    plain : dict
        What `canonical` returned for a value of the kind, with or without a turn through JSON text.

    Notes
    -----
    Numbers come back with the 12 significant digits that `canonical` keeps.
    """
    restored: T = _restore(kind, plain)
    return restored


def _restore(kind: Any, plain: Any) -> Any:
    if plain is None or kind is Any or kind in PLAIN:
        return plain
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is types.UnionType:
        made = [a for a in arguments if a is not type(None)]
        return _restore(made[0], plain) if len(made) == 1 else plain
    if origin is tuple:
        if arguments[0] in PLAIN and arguments[-1] is Ellipsis:
            return tuple(plain)
        kinds = [arguments[0]] * len(plain) if arguments[-1] is Ellipsis else arguments
        return tuple(_restore(k, item) for k, item in zip(kinds, plain, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _restore(hints[name], item) for name, item in plain.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return kind.fromisoformat(plain) if kind is date else plain


@lru_cache(maxsize=256)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def digest(value: Any) -> str:
    """Return 32 hexadecimal digits (SHA-256, shortened) that name a value; equal values have the same."""
    text = json.dumps(canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """
    Which rows of a round a figure rests on, as a selection that can be applied again.

    Parameters
    ----------
    area, category : str, optional
        Keys; none selects all.
    start, end : date, optional
        Half-open span of local days; none leaves the side open.
    kind : str, optional
        "incident", "zero", "positive" or "repeat"; none selects all.
    categories : tuple of str
        Categories that are pooled; empty selects all.
    areas : tuple of str
        Areas that are taken together; empty selects all.
    missing : str, optional
        "area" or "category": only rows without one.
    having : str, optional
        "area", "category" or "point": only rows with one.
    boxes : tuple of (west, south, east, north)
        Only rows whose point lies in one of these, metres in the table's system; east and north are not included.
    reporter : str, optional
        One reporter's rows.
    compared_from, compared_to : date, optional
        A second half-open span of days, whose rows belong too.
    """

    area: str | None = None
    category: str | None = None
    start: date | None = None
    end: date | None = None
    kind: str | None = "incident"
    categories: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    missing: str | None = None
    having: str | None = None
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    reporter: str | None = None
    compared_from: date | None = None
    compared_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """
    How a figure was made, enough to make it again.

    Parameters
    ----------
    sources : tuple of str
        Digests of the frozen inputs; never empty.
    function : str
        Dotted name of the function, e.g. "samsyn.stats.rate.poisson_interval".
    version : str
        Version of the method, e.g. "incidents/1".
    rows : Rows
        The rows that the figure rests on.
    parameters : mapping
        Every setting that the result depends on.
    """

    sources: tuple[str, ...]
    function: str
    version: str
    rows: Rows
    parameters: Mapping[str, Any] = field(default_factory=dict)
