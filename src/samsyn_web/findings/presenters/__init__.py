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

__all__ = [
    "RowLine",
    "RowList",
    "area_card",
    "edition_tabs",
    "figure_page",
    "figure_said",
    "file_name",
    "judge_page",
    "judge_progress",
    "map_features",
    "map_head",
    "map_page",
    "map_tabs",
    "picture_page",
    "picture_rows",
    "progress_sentence",
    "row_lines",
    "rows_csv",
]
