"""What the pages of outcomes show."""

from samsyn_web.outcomes.presenters.choosing import CandidateRow, Preview, candidate_rows, preview
from samsyn_web.outcomes.presenters.evaluations import (
    Chain,
    EvaluationPage,
    FollowUp,
    chain,
    evaluation_page,
    evaluation_sentence,
    follow_ups,
    summary,
)
from samsyn_web.outcomes.presenters.indicators import (
    IndicatorLine,
    IndicatorPage,
    indicator_lines,
    indicator_page,
    indicator_sentence,
)
from samsyn_web.outcomes.presenters.parts import evaluation_document, sections
from samsyn_web.outcomes.presenters.threads import Behind, behind

__all__ = [
    "Behind",
    "CandidateRow",
    "Chain",
    "EvaluationPage",
    "FollowUp",
    "IndicatorLine",
    "IndicatorPage",
    "Preview",
    "behind",
    "candidate_rows",
    "chain",
    "evaluation_document",
    "evaluation_page",
    "evaluation_sentence",
    "follow_ups",
    "indicator_lines",
    "indicator_page",
    "indicator_sentence",
    "preview",
    "sections",
    "summary",
]
