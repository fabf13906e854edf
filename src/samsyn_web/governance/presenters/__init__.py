"""What the pages of governance show."""

from samsyn_web.governance.presenters.agreements import (
    AgreementPage,
    AgreementRow,
    agreement_page,
    agreement_row,
    agreements_sentence,
)
from samsyn_web.governance.presenters.annexes import action_choices, answers_xlsx, problem_choices
from samsyn_web.governance.presenters.council import (
    CouncilPage,
    MeetingRow,
    council_page,
    meeting_crumbs,
    meeting_row,
    seat_choices,
)
from samsyn_web.governance.presenters.duties import DutyPage, DutyRow, Overview, attempts, duty_page, overview
from samsyn_web.governance.presenters.handover import (
    giver_choices,
    handover_document,
    handover_page,
    handover_row,
)
from samsyn_web.governance.presenters.legal_kit import (
    NOTICE,
    Configured,
    kit_rows,
    legal_docx,
    plan_xlsx,
    stored,
    stored_table,
)
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
from samsyn_web.governance.presenters.steering import (
    SteeringPage,
    steering_document,
    steering_links,
    steering_page,
)
from samsyn_web.governance.presenters.ties import resting_rows, tie_choices, tie_rows

__all__ = [
    "AgreementPage",
    "AgreementRow",
    "Configured",
    "CouncilPage",
    "DutyPage",
    "DutyRow",
    "MeetingRow",
    "NOTICE",
    "Overview",
    "SteeringPage",
    "action_choices",
    "agreement_page",
    "agreement_row",
    "agreements_sentence",
    "answers_xlsx",
    "attempts",
    "changes",
    "council_page",
    "decided_words",
    "duty_page",
    "edition_links",
    "giver_choices",
    "handover_document",
    "handover_page",
    "handover_row",
    "href",
    "kind_rows",
    "kit_rows",
    "legal_docx",
    "meeting_crumbs",
    "meeting_row",
    "overview",
    "paper_document",
    "part_rows",
    "pdf_of",
    "plan_xlsx",
    "problem_choices",
    "resting_rows",
    "seat_choices",
    "shown_sections",
    "steering_document",
    "steering_links",
    "steering_page",
    "stored",
    "stored_table",
    "tie_choices",
    "tie_rows",
]
