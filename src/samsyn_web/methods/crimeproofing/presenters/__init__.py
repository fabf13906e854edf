"""What the pages of crime proofing show, as frozen values."""

from samsyn_web.methods.crimeproofing.presenters.cases import (
    case_list,
    flow,
    flow_sentence,
    head,
    members,
    overview,
)
from samsyn_web.methods.crimeproofing.presenters.judging import sitting_page
from samsyn_web.methods.crimeproofing.presenters.memo import memo_document, memo_file, review
from samsyn_web.methods.crimeproofing.presenters.register import register
from samsyn_web.methods.crimeproofing.presenters.risks import change_page, risk_page
from samsyn_web.methods.crimeproofing.presenters.sections import sections
from samsyn_web.methods.crimeproofing.presenters.texts import paragraph_lines, places, rule_lines

__all__ = [
    "case_list",
    "change_page",
    "flow",
    "flow_sentence",
    "head",
    "members",
    "memo_document",
    "memo_file",
    "overview",
    "paragraph_lines",
    "places",
    "register",
    "review",
    "risk_page",
    "rule_lines",
    "sections",
    "sitting_page",
]
