"""Reads of programmes."""

from samsyn_web.programmes.queries.programmes import facts, participants, programme, programmes
from samsyn_web.programmes.queries.quarters import parts, report, reports, versions
from samsyn_web.programmes.queries.texts import texts

__all__ = [
    "facts",
    "participants",
    "parts",
    "programme",
    "programmes",
    "report",
    "reports",
    "texts",
    "versions",
]
