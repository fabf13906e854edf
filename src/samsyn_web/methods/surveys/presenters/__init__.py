"""What the pages and documents of surveys are given."""

from samsyn_web.methods.surveys.presenters.coding import (
    apart,
    cell,
    codebook_before,
    coding_page,
    given,
    members,
    numbered,
    open_lines,
    question_of,
    quote_lines,
)
from samsyn_web.methods.surveys.presenters.exported import TYPES, comparison, results
from samsyn_web.methods.surveys.presenters.pages import answering, compared, lines, links, page
from samsyn_web.methods.surveys.presenters.picking import pick_page
from samsyn_web.methods.surveys.presenters.word_form import read_survey_form, survey_form

__all__ = [
    "TYPES",
    "answering",
    "apart",
    "cell",
    "codebook_before",
    "coding_page",
    "compared",
    "comparison",
    "given",
    "lines",
    "links",
    "members",
    "numbered",
    "open_lines",
    "page",
    "pick_page",
    "question_of",
    "quote_lines",
    "read_survey_form",
    "results",
    "survey_form",
]
