"""What the pages of pictures and figures show."""

from samsyn_web.findings.presenters.drawn import map_features
from samsyn_web.findings.presenters.figures import RowLine, RowList, figure_page, row_lines, rows_csv
from samsyn_web.findings.presenters.judging import (
    area_card,
    figure_said,
    judge_page,
    judge_progress,
    progress_sentence,
)
from samsyn_web.findings.presenters.maps import map_page
from samsyn_web.findings.presenters.pictures import (
    edition_tabs,
    file_name,
    map_head,
    map_tabs,
    picture_page,
    picture_rows,
)
from samsyn_web.findings.presenters.plain_rows import PlainRows, is_events, plain_rows
from samsyn_web.findings.presenters.priorities import (
    MatrixRow,
    area_figures_text,
    matrix,
    period_choices,
    prioritisation_rows,
    priority_rows,
    version_rows,
)

__all__ = [
    "MatrixRow",
    "PlainRows",
    "RowLine",
    "RowList",
    "area_card",
    "area_figures_text",
    "edition_tabs",
    "figure_page",
    "figure_said",
    "file_name",
    "is_events",
    "judge_page",
    "judge_progress",
    "map_features",
    "map_head",
    "map_page",
    "map_tabs",
    "matrix",
    "period_choices",
    "picture_page",
    "picture_rows",
    "plain_rows",
    "prioritisation_rows",
    "priority_rows",
    "progress_sentence",
    "row_lines",
    "rows_csv",
    "version_rows",
]
