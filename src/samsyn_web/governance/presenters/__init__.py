"""What the pages of governance show."""

from samsyn_web.governance.presenters.legal_kit import Configured, kit_rows, legal_docx, plan_xlsx
from samsyn_web.governance.presenters.papers import (
    changes,
    decided_words,
    edition_links,
    href,
    kind_rows,
    paper_document,
    part_rows,
    pdf_of,
    shown_sections,
)

__all__ = [
    "Configured",
    "changes",
    "decided_words",
    "edition_links",
    "href",
    "kind_rows",
    "kit_rows",
    "legal_docx",
    "paper_document",
    "part_rows",
    "pdf_of",
    "plan_xlsx",
    "shown_sections",
]
