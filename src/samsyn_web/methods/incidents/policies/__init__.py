"""Who may write on the organisation's time lines, change a saved view, and send a report."""

from samsyn_web.methods.incidents.policies.everyday import (
    MOST_NOTES,
    MOST_VIEWS,
    NAME,
    WHAT,
    NameIsTaken,
    can_change_view,
    check_note,
    check_own_note,
    check_own_view,
    check_room,
    check_view,
)
from samsyn_web.methods.incidents.policies.submissions import (
    Told,
    check_area_known,
    check_can_report,
    check_place_known,
    check_same_sender,
    check_times,
    check_told,
    check_what,
)

__all__ = [
    "MOST_NOTES",
    "MOST_VIEWS",
    "NAME",
    "NameIsTaken",
    "Told",
    "WHAT",
    "can_change_view",
    "check_area_known",
    "check_can_report",
    "check_note",
    "check_own_note",
    "check_own_view",
    "check_place_known",
    "check_room",
    "check_same_sender",
    "check_times",
    "check_told",
    "check_view",
    "check_what",
]
