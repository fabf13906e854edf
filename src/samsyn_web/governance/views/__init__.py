"""Pages of governance."""

from samsyn_web.governance.views.legal_kit import legal_document, legal_kit, plan_workbook
from samsyn_web.governance.views.papers import (
    decide_paper,
    paper,
    paper_file,
    papers,
    remove_paper,
    start_paper,
    write_paper,
)

__all__ = [
    "decide_paper",
    "legal_document",
    "legal_kit",
    "paper",
    "paper_file",
    "papers",
    "plan_workbook",
    "remove_paper",
    "start_paper",
    "write_paper",
]
