"""
Sections in, accessible PDF and HTML out.

`document` gathers sections with a title and who it is for; `html` and `pdf` render it. `section_html` renders one
section for a page of the web, with links from each figure, and `section_css` is how that looks.
"""

from samsyn.documents.composed import Document, document
from samsyn.documents.fragment import section_html
from samsyn.documents.page import html, section_css
from samsyn.documents.printed import pdf

__all__ = ["Document", "document", "html", "pdf", "section_css", "section_html"]
