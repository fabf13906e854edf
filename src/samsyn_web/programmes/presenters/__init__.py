"""What the pages of programmes show."""

from samsyn_web.programmes.presenters.activities import (
    ActivityRow,
    Place,
    activity_row,
    activity_rows,
    activity_values,
    change_rows,
    place,
)
from samsyn_web.programmes.presenters.exported import TYPES, activities_file
from samsyn_web.programmes.presenters.home import Home, home, report_document, sections_of
from samsyn_web.programmes.presenters.money import (
    group_heads,
    money_events,
    money_line,
    money_lines,
    money_sentence,
    money_values,
    sum_rows,
)
from samsyn_web.programmes.presenters.money_file import money_file
from samsyn_web.programmes.presenters.outside import OutsideRow, came, outside_rows
from samsyn_web.programmes.presenters.participation import ParticipantRow, participant_rows, programme_ics
from samsyn_web.programmes.presenters.partners import (
    CanDo,
    contribution_rows,
    days_of,
    partner_rows,
    reached_rows,
    what_one_can_do,
)
from samsyn_web.programmes.presenters.proposals import VersionRow, proposals, version_rows
from samsyn_web.programmes.presenters.quarter_clock import (
    Clock,
    ClockCell,
    ObstacleRow,
    clock,
    obstacle_rows,
    stand_words,
)
from samsyn_web.programmes.presenters.quarter_form import quarter_form, read_quarter_form
from samsyn_web.programmes.presenters.quarters import (
    QuarterRow,
    obstacle_name,
    obstacles_of,
    quarter_rows,
    written,
)
from samsyn_web.programmes.presenters.requests import (
    LoadRow,
    coming_weeks,
    load_rows,
    support_counts,
    too_many_areas,
    waiting,
)
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
from samsyn_web.programmes.presenters.vacancies import leadership, vacancy_alarms

__all__ = [
    "ActivityRow",
    "BesideShown",
    "CanDo",
    "CandidateRow",
    "Clock",
    "ClockCell",
    "Home",
    "LoadRow",
    "ObstacleRow",
    "OutsideRow",
    "ParticipantRow",
    "Place",
    "QuarterRow",
    "TYPES",
    "VersionRow",
    "activities_file",
    "activity_row",
    "activity_rows",
    "activity_values",
    "beside_shown",
    "came",
    "candidate_rows",
    "change_rows",
    "choices",
    "clock",
    "coming_weeks",
    "contribution_rows",
    "days_of",
    "figure_words",
    "group_heads",
    "history_of",
    "home",
    "leadership",
    "list_notice",
    "load_rows",
    "money_events",
    "money_file",
    "money_line",
    "money_lines",
    "money_sentence",
    "money_values",
    "newest_by_candidate",
    "obstacle_name",
    "obstacle_rows",
    "obstacles_of",
    "outside_rows",
    "participant_rows",
    "partner_rows",
    "place",
    "programme_ics",
    "proposals",
    "quarter_form",
    "quarter_rows",
    "reached_rows",
    "read_quarter_form",
    "report_document",
    "sections_of",
    "spread",
    "stand_words",
    "stated_candidates",
    "stated_list",
    "sum_rows",
    "support_counts",
    "too_many_areas",
    "vacancy_alarms",
    "version_rows",
    "waiting",
    "what_one_can_do",
    "written",
]
