"""
Samsyn's library: tables in, findings out. It knows neither Django, nor the network, nor a database.

The names below are the public ones; each is imported when first asked for, so that `import samsyn` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samsyn.cycle import Edition as Edition
    from samsyn.cycle import Estimate as Estimate
    from samsyn.cycle import Finding as Finding
    from samsyn.cycle import Found as Found
    from samsyn.cycle import Method as Method
    from samsyn.cycle import Refusal as Refusal
    from samsyn.cycle import Round as Round
    from samsyn.cycle import Section as Section
    from samsyn.cycle import Status as Status
    from samsyn.errors import BadInput as BadInput
    from samsyn.errors import Refused as Refused
    from samsyn.errors import SamsynError as SamsynError
    from samsyn.period import Period as Period
    from samsyn.period import PeriodKind as PeriodKind
    from samsyn.provenance import Provenance as Provenance
    from samsyn.provenance import Rows as Rows
    from samsyn.provenance import digest as digest
    from samsyn.table import AreaSet as AreaSet
    from samsyn.table import LocationPrecision as LocationPrecision
    from samsyn.table import Source as Source
    from samsyn.table import Table as Table
    from samsyn.table import TimePrecision as TimePrecision

__version__ = "0.1.0"

_PUBLIC = {
    "samsyn.cycle": "Edition Estimate Finding Found Method Refusal Round Section Status",
    "samsyn.errors": "BadInput Refused SamsynError",
    "samsyn.period": "Period PeriodKind",
    "samsyn.provenance": "Provenance Rows digest",
    "samsyn.table": "AreaSet LocationPrecision Source Table TimePrecision",
}
_HOMES = {name: module for module, names in _PUBLIC.items() for name in names.split()}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - one list, kept in `_PUBLIC`


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'samsyn' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
