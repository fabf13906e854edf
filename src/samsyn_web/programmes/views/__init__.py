"""Pages of programmes."""

from samsyn_web.programmes.views.final_report import final_report, report_file, write_text
from samsyn_web.programmes.views.participation import calendar, calendar_feed, participation, progress
from samsyn_web.programmes.views.programmes import activities, activity, participant, programme, programmes
from samsyn_web.programmes.views.quarters import quarters, report, send_back
from samsyn_web.programmes.views.requests import load, support, support_request
from samsyn_web.programmes.views.selection import candidate, selection, selection_export
from samsyn_web.programmes.views.sharing import revoke_share, shared, shared_file, shares

__all__ = [
    "activities",
    "activity",
    "calendar",
    "calendar_feed",
    "candidate",
    "final_report",
    "load",
    "participant",
    "participation",
    "programme",
    "programmes",
    "progress",
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
    "support",
    "support_request",
    "write_text",
]
