"""What is done in programmes."""

from samsyn_web.programmes.services.activities import (
    Written,
    add_activity,
    cancel_activity,
    change_activity,
    move_activity,
    restore_activity,
)
from samsyn_web.programmes.services.programmes import join, load
from samsyn_web.programmes.services.quarters import open_quarter, send_back, submit, write_report
from samsyn_web.programmes.services.texts import write_text

__all__ = [
    "Written",
    "add_activity",
    "cancel_activity",
    "change_activity",
    "move_activity",
    "restore_activity",
    "join",
    "load",
    "open_quarter",
    "send_back",
    "submit",
    "write_report",
    "write_text",
]
