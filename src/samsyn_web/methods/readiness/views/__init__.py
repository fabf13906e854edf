"""Measurements: started, interviewed, scored blind, agreed on, compared; also by forms in Word."""

from samsyn_web.methods.readiness.views.elsewhere import read_in
from samsyn_web.methods.readiness.views.links import by_link, score_by_link
from samsyn_web.methods.readiness.views.measuring import (
    add_interview,
    close,
    measurement,
    measurements,
    notes,
    start,
    validity,
)
from samsyn_web.methods.readiness.views.outside import outside
from samsyn_web.methods.readiness.views.picking import pick, round_page
from samsyn_web.methods.readiness.views.scoring import agree, export, score
from samsyn_web.methods.readiness.views.sheets import (
    interview_file,
    notes_file,
    read_interview,
    read_sheet,
    sheet_file,
)
from samsyn_web.methods.readiness.views.texts import our_text_file, put_text_pack, text_packs

__all__ = [
    "add_interview",
    "agree",
    "by_link",
    "close",
    "export",
    "interview_file",
    "measurement",
    "measurements",
    "notes",
    "notes_file",
    "our_text_file",
    "outside",
    "pick",
    "put_text_pack",
    "read_in",
    "read_interview",
    "read_sheet",
    "round_page",
    "score",
    "score_by_link",
    "sheet_file",
    "start",
    "text_packs",
    "validity",
]
