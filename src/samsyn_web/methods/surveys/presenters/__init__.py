"""What the pages and documents of surveys are given."""

from samsyn_web.methods.surveys.presenters.exported import TYPES, results
from samsyn_web.methods.surveys.presenters.pages import answering, lines, links, page

__all__ = ["TYPES", "answering", "lines", "links", "page", "results"]
