"""Reads of programmes."""

from samsyn_web.programmes.queries.programmes import participants, programme, programme_and_facts, programmes
from samsyn_web.programmes.queries.quarters import parts, report, reports, versions
from samsyn_web.programmes.queries.texts import texts

__all__ = [
    "participants",
    "parts",
    "programme",
    "programme_and_facts",
    "programmes",
    "report",
    "reports",
    "texts",
    "versions",
]
