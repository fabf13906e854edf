"""What the pages of publications show, and a document to try a look on."""

from samsyn_web.reports.presenters.deciding import DecisionRow, decision_rows
from samsyn_web.reports.presenters.pages import (
    Difference,
    FileRow,
    LookRow,
    PartnerRow,
    PublicationRow,
    differing_figures,
    differing_judgements,
    draft_name,
    file_name,
    file_rows,
    look_row,
    partner_file_rows,
    partner_rows,
    publication_row,
    publication_rows,
)
from samsyn_web.reports.presenters.sample import sample

__all__ = [
    "DecisionRow",
    "Difference",
    "FileRow",
    "LookRow",
    "PartnerRow",
    "PublicationRow",
    "decision_rows",
    "differing_figures",
    "differing_judgements",
    "draft_name",
    "file_name",
    "file_rows",
    "look_row",
    "partner_file_rows",
    "partner_rows",
    "publication_row",
    "publication_rows",
    "sample",
]
