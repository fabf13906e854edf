"""
A programme that supports several municipalities, as data: what was commissioned, done, followed up and learnt.

    facts.py      the records, each with the document and section that states it
    reading.py    a folder of YAML and CSV read into them; what is wrong is told with file and row
    figures.py    what can be counted from the records; nothing is printed from a constant
    appendix.py   activities per municipality and heading, as the sections of a document
    report/       the final report, as sections
    selection.py  which municipalities a programme may choose among, by the police's list in force
    load.py       hours by unit, function and week; focus areas at once
    demands.py    what is asked of units and functions in several lists, each thing once
    demand_counts.py  how much is asked by period, where it meets in a week, the hours that are stated
    quarters.py   when a quarterly report is due, how it stands, when to remind, what activities propose
    stored.py     the records as plain values, and back
    shared_figures.py  a figure that a municipality shares, and what a stranger's file may say of one
    comparing.py  shared figures beside each other, and when they are not compared
"""

from samsyn.programme.appendix import appendix_sections
from samsyn.programme.comparing import Beside, Pair, Sharer, Why, beside
from samsyn.programme.facts import (
    STANDARD_FORMATS,
    Activity,
    Money,
    Municipality,
    Programme,
    Reported,
    Stated,
    SurveyFacts,
)
from samsyn.programme.figures import (
    Counts,
    Grouped,
    Matrix,
    SurveyFigure,
    activity_counts,
    activity_matrix,
    matrix_of,
    money_total,
    survey_figure,
)
from samsyn.programme.reading import read_programme
from samsyn.programme.report import PARTS, at_a_glance, final_report
from samsyn.programme.selection import (
    ListedArea,
    NationalCount,
    PoliceComponent,
    national_count,
    police_component,
    prioritised,
)
from samsyn.programme.shared_figures import HIDDEN, SharedFigure, figure_from_plain, figure_to_plain, writing
from samsyn.programme.stored import from_plain, to_plain, with_activities, with_conferences

__all__ = [
    "Activity",
    "Beside",
    "Counts",
    "Grouped",
    "HIDDEN",
    "ListedArea",
    "Matrix",
    "Money",
    "Municipality",
    "NationalCount",
    "PARTS",
    "Pair",
    "PoliceComponent",
    "Programme",
    "Reported",
    "STANDARD_FORMATS",
    "SharedFigure",
    "Sharer",
    "Stated",
    "SurveyFacts",
    "SurveyFigure",
    "Why",
    "activity_counts",
    "activity_matrix",
    "appendix_sections",
    "at_a_glance",
    "beside",
    "figure_from_plain",
    "figure_to_plain",
    "final_report",
    "from_plain",
    "matrix_of",
    "money_total",
    "national_count",
    "police_component",
    "prioritised",
    "read_programme",
    "survey_figure",
    "to_plain",
    "with_activities",
    "with_conferences",
    "writing",
]
