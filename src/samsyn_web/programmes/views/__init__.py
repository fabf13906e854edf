"""Pages of programmes."""

from samsyn_web.programmes.views.activities import (
    activities,
    activities_file,
    activity,
    add_activity,
    cancel_activity,
    change_activity,
    move_activity,
    restore_activity,
)
from samsyn_web.programmes.views.final_report import final_report, report_file, write_text
from samsyn_web.programmes.views.participation import calendar, calendar_feed, participation, progress
from samsyn_web.programmes.views.programmes import (
    participant,
    programme,
    programmes,
)
from samsyn_web.programmes.views.quarters import quarters, report, send_back
from samsyn_web.programmes.views.requests import load, support, support_request
from samsyn_web.programmes.views.selection import candidate, selection, selection_export
from samsyn_web.programmes.views.sharing import revoke_share, shared, shared_file, shares

__all__ = [
    "activities",
    "activities_file",
    "activity",
    "add_activity",
    "calendar",
    "calendar_feed",
    "cancel_activity",
    "candidate",
    "change_activity",
    "final_report",
    "load",
    "move_activity",
    "participant",
    "participation",
    "programme",
    "programmes",
    "progress",
    "quarters",
    "report",
    "report_file",
    "restore_activity",
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
