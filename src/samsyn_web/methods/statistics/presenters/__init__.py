"""What the pages and documents of official statistics are given."""

from samsyn_web.methods.statistics.presenters.files import EDITIONS, TYPES, export, lines, page, title
from samsyn_web.methods.statistics.presenters.picking import PickPage, asked, pick_page
from samsyn_web.methods.statistics.presenters.revising import RevisionPage, revision_page

__all__ = [
    "EDITIONS",
    "TYPES",
    "PickPage",
    "RevisionPage",
    "asked",
    "export",
    "lines",
    "page",
    "pick_page",
    "revision_page",
    "title",
]
