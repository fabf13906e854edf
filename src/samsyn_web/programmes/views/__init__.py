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
from samsyn_web.programmes.views.final_report import (
    cancel_final_report,
    final_report,
    final_work,
    made_file,
    make_final_report,
    report_file,
    write_text,
)
from samsyn_web.programmes.views.founding import change_programme, found_programme, programme_facts
from samsyn_web.programmes.views.initiatives import (
    add_initiative,
    change_initiative,
    initiatives,
    initiatives_file,
    restore_initiative,
    withdraw_initiative,
)
from samsyn_web.programmes.views.joining import end_joining, join
from samsyn_web.programmes.views.joint_activities import (
    add_joint_activity,
    cancel_joint_activity,
    change_joint_activity,
    joint_activities,
    joint_activity,
    joint_file,
    move_joint_activity,
    restore_joint_activity,
)
from samsyn_web.programmes.views.loads import load, load_events
from samsyn_web.programmes.views.meetings import meeting
from samsyn_web.programmes.views.money import (
    add_money,
    change_money,
    money,
    money_file,
    money_row,
    restore_money,
    withdraw_money,
)
from samsyn_web.programmes.views.outside import outside, outside_report
from samsyn_web.programmes.views.packages import packages, receive, received, received_file, revoked_packages
from samsyn_web.programmes.views.participation import calendar, calendar_feed, participation, progress
from samsyn_web.programmes.views.partners import contribution, partners, partnership, partnerships
from samsyn_web.programmes.views.programmes import participant, programme, programmes
from samsyn_web.programmes.views.quarters import obstacle, quarters, report, report_due, send_back
from samsyn_web.programmes.views.questions import peer_question, peer_questions
from samsyn_web.programmes.views.requests import support, support_request
from samsyn_web.programmes.views.selection import candidate, selection, selection_export
from samsyn_web.programmes.views.sharing import revoke_share, shared, shared_file, shares
from samsyn_web.programmes.views.status import status, status_file
from samsyn_web.programmes.views.word_form import word_file, word_form

__all__ = [
    "activities",
    "activities_file",
    "activity",
    "add_activity",
    "add_initiative",
    "add_joint_activity",
    "add_money",
    "calendar",
    "calendar_feed",
    "cancel_activity",
    "cancel_final_report",
    "cancel_joint_activity",
    "candidate",
    "change_activity",
    "change_initiative",
    "change_joint_activity",
    "change_money",
    "change_programme",
    "contribution",
    "end_joining",
    "final_report",
    "final_work",
    "found_programme",
    "initiatives",
    "initiatives_file",
    "join",
    "joint_activities",
    "joint_activity",
    "joint_file",
    "load",
    "load_events",
    "made_file",
    "make_final_report",
    "meeting",
    "money",
    "money_file",
    "money_row",
    "move_activity",
    "move_joint_activity",
    "obstacle",
    "outside",
    "outside_report",
    "packages",
    "participant",
    "participation",
    "partners",
    "partnership",
    "partnerships",
    "peer_question",
    "peer_questions",
    "programme",
    "programme_facts",
    "programmes",
    "progress",
    "quarters",
    "receive",
    "received",
    "received_file",
    "report",
    "report_due",
    "report_file",
    "restore_activity",
    "restore_initiative",
    "restore_joint_activity",
    "restore_money",
    "revoke_share",
    "revoked_packages",
    "selection",
    "selection_export",
    "send_back",
    "shared",
    "shared_file",
    "shares",
    "status",
    "status_file",
    "support",
    "support_request",
    "withdraw_initiative",
    "withdraw_money",
    "word_file",
    "word_form",
    "write_text",
]
