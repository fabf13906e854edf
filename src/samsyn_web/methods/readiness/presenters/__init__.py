"""What the pages of readiness show, and its forms in Word."""

from samsyn_web.methods.readiness.presenters.interview_form import interview_form, read_interview_form
from samsyn_web.methods.readiness.presenters.measurement import lines, page
from samsyn_web.methods.readiness.presenters.outside import linked_lines, seat_lines
from samsyn_web.methods.readiness.presenters.picking import advice_lines, pick_page
from samsyn_web.methods.readiness.presenters.score_file import kept, pair_rows, read_kept, read_score_file
from samsyn_web.methods.readiness.presenters.score_sheet import (
    SheetRead,
    read_score_sheet,
    score_sheet,
    sheet_rows,
)
from samsyn_web.methods.readiness.presenters.scoring import agree_fields, score_fields, written
from samsyn_web.methods.readiness.presenters.texts import our_text, text_lines

__all__ = [
    "SheetRead",
    "advice_lines",
    "agree_fields",
    "interview_form",
    "kept",
    "lines",
    "our_text",
    "linked_lines",
    "page",
    "pick_page",
    "pair_rows",
    "read_interview_form",
    "read_kept",
    "read_score_file",
    "read_score_sheet",
    "score_fields",
    "score_sheet",
    "seat_lines",
    "sheet_rows",
    "text_lines",
    "written",
]
