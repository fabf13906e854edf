"""What the pages of pictures and figures show."""

from samsyn_web.findings.presenters.figures import RowLine, RowList, figure_page, row_lines, rows_csv
from samsyn_web.findings.presenters.pictures import edition_tabs, file_name, picture_page, picture_rows

__all__ = [
    "RowLine",
    "RowList",
    "edition_tabs",
    "figure_page",
    "file_name",
    "picture_page",
    "picture_rows",
    "row_lines",
    "rows_csv",
]
