"""What the pages of programmes show."""

from samsyn_web.programmes.presenters.activities import ActivityRow, Place, activity_row, activity_rows, place
from samsyn_web.programmes.presenters.home import Home, home, report_document, sections_of
from samsyn_web.programmes.presenters.quarters import QuarterRow, obstacle_rows, obstacles_of, quarter_rows
from samsyn_web.programmes.presenters.selection import (
    CandidateRow,
    candidate_rows,
    history_of,
    list_notice,
    newest_by_candidate,
    spread,
    stated_candidates,
    stated_list,
)
from samsyn_web.programmes.presenters.sharing import BesideShown, beside_shown, choices, figure_words

__all__ = [
    "ActivityRow",
    "BesideShown",
    "CandidateRow",
    "Home",
    "Place",
    "QuarterRow",
    "activity_row",
    "activity_rows",
    "beside_shown",
    "candidate_rows",
    "choices",
    "figure_words",
    "history_of",
    "home",
    "list_notice",
    "newest_by_candidate",
    "obstacle_rows",
    "obstacles_of",
    "place",
    "quarter_rows",
    "report_document",
    "sections_of",
    "spread",
    "stated_candidates",
    "stated_list",
]
