"""Measurements: started, interviewed, scored blind, agreed on, compared; also by forms in Word."""

from samsyn_web.methods.readiness.views.measuring import (
    add_interview,
    close,
    measurement,
    measurements,
    notes,
    start,
    validity,
)
from samsyn_web.methods.readiness.views.picking import pick, round_page
from samsyn_web.methods.readiness.views.scoring import agree, export, score
from samsyn_web.methods.readiness.views.sheets import (
    interview_file,
    notes_file,
    outside,
    read_interview,
    read_sheet,
    sheet_file,
)

__all__ = [
    "add_interview",
    "agree",
    "close",
    "export",
    "interview_file",
    "measurement",
    "measurements",
    "notes",
    "notes_file",
    "outside",
    "pick",
    "read_interview",
    "read_sheet",
    "round_page",
    "score",
    "sheet_file",
    "start",
    "validity",
]
