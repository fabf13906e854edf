"""Reads and writes what a source declares about itself, as YAML with the names of `Source`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from samsyn.errors import BadDeclaration
from samsyn.files.encoding import to_utf8
from samsyn.files.reading import MEANINGS
from samsyn.files.times import check_zone
from samsyn.table import Break, LocationPrecision, Source, TimePrecision

STATUSES = ("original", "own_words", "local_design")
_TEXTS = ("key", "name", "zone", "crs", "area_version", "credit", "licence", "counts", "source_status")
_LISTS = ("not_incidents", "caveats")
_MAPPINGS = ("columns", "categories")
_OPTIONAL = ("zone", "crs", "area_version")
_FIELDS = tuple(entry.name for entry in fields(Source))

Word = TypeVar("Word", bound=StrEnum)


def load_source(path: Path | str) -> Source:
    """
    Read a declaration.

    Parameters
    ----------
    path : Path or str
        A YAML file with the fields of `Source`; `key` and `name` are needed, the others have defaults.

    Raises
    ------
    BadDeclaration
        If it cannot be read, has an unknown field, or a field says something that it may not say.
    """
    name = Path(path).name
    try:
        text, _ = to_utf8(Path(path).read_bytes(), name)
        content = yaml.safe_load(text.decode())
    except OSError:
        raise BadDeclaration(f"Deklarationen {name} finns inte eller går inte att öppna.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" Felet ligger vid rad {mark.line + 1}." if mark else ""
        raise BadDeclaration(f"Deklarationen {name} går inte att läsa som YAML.{where}") from None
    if not isinstance(content, Mapping):
        raise BadDeclaration(
            f"Deklarationen {name} ska innehålla namngivna fält, till exempel ”key: rapporter”."
        )
    return _source(content, name)


def _source(content: Mapping[Any, Any], place: str) -> Source:
    unknown = sorted(str(field) for field in content if field not in _FIELDS)
    if unknown:
        raise BadDeclaration(f"{place}: okänt fält {', '.join(unknown)}. De som finns: {', '.join(_FIELDS)}.")
    for needed in ("key", "name"):
        if not content.get(needed):
            raise BadDeclaration(f"{place}: fältet {needed} saknas.")
    given: dict[str, Any] = {}
    for field, value in content.items():
        if field in _TEXTS:
            given[field] = _text(value, field, place)
        elif field in _LISTS:
            given[field] = _list(value, field, place)
        elif field in _MAPPINGS:
            given[field] = _mapping(value, field, place)
        elif field == "breaks":
            given[field] = _breaks(value, place)
        elif field == "time_precision":
            given[field] = _word(value, TimePrecision, field, place)
        else:
            given[field] = _word(value, LocationPrecision, field, place)
    source = Source(**given)
    _check(source, place)
    return source


def _check(source: Source, place: str) -> None:
    if source.source_status not in STATUSES:
        raise BadDeclaration(
            f"{place}: source_status är ”{source.source_status}”, men ska vara {', '.join(STATUSES)}."
        )
    unknown = [meaning for meaning in source.columns if meaning not in MEANINGS]
    if unknown:
        raise BadDeclaration(
            f"{place}: columns har okänd betydelse {', '.join(unknown)}. De som finns: {', '.join(MEANINGS)}."
        )
    check_zone(source.zone)


def _wrong(field: str, value: Any, expected: str, place: str) -> BadDeclaration:
    found = "ingenting" if value is None else f"”{value}”"
    return BadDeclaration(f"{place}: fältet {field} är {found}, men ska vara {expected}.")


def _text(value: Any, field: str, place: str) -> str | None:
    if value is None and field in _OPTIONAL:
        return None
    if not isinstance(value, str):
        raise _wrong(field, value, "en text (sätt citattecken om den ser ut som ett tal)", place)
    return " ".join(value.split())


def _list(value: Any, field: str, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise _wrong(field, value, "en lista av texter", place)
    return tuple(" ".join(entry.split()) for entry in value)


def _mapping(value: Any, field: str, place: str) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(
        isinstance(k, str) and isinstance(v, str) for k, v in value.items()
    ):
        raise _wrong(field, value, "par av texter (sätt citattecken om de ser ut som tal)", place)
    return dict(value)


def _breaks(value: Any, place: str) -> tuple[Break, ...]:
    expected = "en lista av poster med day (dag, 2026-01-01) och what (text)"
    if not isinstance(value, list):
        raise _wrong("breaks", value, expected, place)
    found = []
    for entry in value:
        if not isinstance(entry, Mapping) or set(entry) != {"day", "what"}:
            raise _wrong("breaks", entry, expected, place)
        day, what = entry["day"], entry["what"]
        if not isinstance(day, date) or isinstance(day, datetime) or not isinstance(what, str):
            raise _wrong("breaks", entry, expected, place)
        found.append(Break(day=day, what=what))
    return tuple(found)


def _word(value: Any, kind: type[Word], field: str, place: str) -> Word:
    try:
        return kind(value)
    except ValueError:
        raise _wrong(field, value, f"något av {', '.join(kind)}", place) from None


def dump_source(source: Source) -> str:
    """
    Return a declaration as YAML, without the fields that have their default; `load_source` reads the same
    from it.
    """
    content: dict[str, Any] = {}
    for entry in fields(Source):
        value = getattr(source, entry.name)
        default = getattr(Source(key="", name=""), entry.name)
        if value == default and entry.name not in ("key", "name"):
            continue
        content[entry.name] = _plain(value)
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Break):
        return {"day": value.day, "what": value.what}
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value
