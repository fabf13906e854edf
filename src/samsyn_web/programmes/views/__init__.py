"""Pages of programmes."""

from samsyn_web.programmes.views.final_report import final_report, report_file, write_text
from samsyn_web.programmes.views.programmes import activities, activity, participant, programme, programmes
from samsyn_web.programmes.views.quarters import quarters, report, send_back
from samsyn_web.programmes.views.selection import candidate, selection, selection_export
from samsyn_web.programmes.views.sharing import revoke_share, shared, shared_file, shares

__all__ = [
    "activities",
    "activity",
    "candidate",
    "final_report",
    "participant",
    "programme",
    "programmes",
    "quarters",
    "report",
    "report_file",
    "revoke_share",
    "selection",
    "selection_export",
    "send_back",
    "shared",
    "shared_file",
    "shares",
    "write_text",
]
