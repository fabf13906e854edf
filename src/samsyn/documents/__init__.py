"""
Sections in, accessible PDF, HTML and Word out, and the figures as an Excel file.

`document` gathers sections with a title and who it is for; `html`, `pdf` and `docx` render it, and `xlsx` is the data
beside it. `draft_docx` writes a text that somebody else is to judge. `section_html` renders one section for a page of
the web, with links from each figure, and `section_css` is how that looks.
"""

from samsyn.documents.brand import Brand
from samsyn.documents.brief import brief_pdf
from samsyn.documents.composed import Document, document
from samsyn.documents.draft import Draft, DraftPart, DraftText, draft_docx
from samsyn.documents.fragment import section_html
from samsyn.documents.page import html, section_css
from samsyn.documents.printed import pdf
from samsyn.documents.sheet import tables_xlsx, xlsx
from samsyn.documents.word import docx

__all__ = [
    "Brand",
    "Document",
    "Draft",
    "DraftPart",
    "DraftText",
    "brief_pdf",
    "document",
    "docx",
    "draft_docx",
    "html",
    "pdf",
    "section_css",
    "section_html",
    "tables_xlsx",
    "xlsx",
]
