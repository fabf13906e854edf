"""What the pages about members and events show."""

from samsyn_web.people.presenters.details import DETAILS
from samsyn_web.people.presenters.events import event_rows, people_in
from samsyn_web.people.presenters.members import (
    MemberRow,
    deputy_rows,
    link_rows,
    member_rows,
    role_rows,
    row_problem,
    vacant_rows,
)
from samsyn_web.people.presenters.sheets import qr_code, sheets
from samsyn_web.people.presenters.verbs import VERBS

__all__ = [
    "DETAILS",
    "VERBS",
    "MemberRow",
    "deputy_rows",
    "event_rows",
    "link_rows",
    "member_rows",
    "people_in",
    "qr_code",
    "role_rows",
    "row_problem",
    "sheets",
    "vacant_rows",
]
