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
from samsyn_web.programmes.presenters.quarters import QuarterRow, obstacle_rows, obstacles_of, quarter_rows

__all__ = [
    "ActivityRow",
    "Home",
    "Place",
    "QuarterRow",
    "activity_row",
    "activity_rows",
    "activity_values",
    "change_rows",
    "TYPES",
    "activities_file",
    "home",
    "obstacle_rows",
    "obstacles_of",
    "place",
    "quarter_rows",
    "report_document",
    "sections_of",
]
