"""Pages of programmes."""

from samsyn_web.programmes.views.final_report import final_report, report_file, write_text
from samsyn_web.programmes.views.programmes import activities, activity, participant, programme, programmes
from samsyn_web.programmes.views.quarters import quarters, report, send_back

__all__ = [
    "activities",
    "activity",
    "final_report",
    "participant",
    "programme",
    "programmes",
    "quarters",
    "report",
    "report_file",
    "send_back",
    "write_text",
]
