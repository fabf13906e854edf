"""Who runs a programme, who reports to it, and what may be written."""

from samsyn_web.programmes.policies.activities import (
    can_change,
    check_activity,
    check_can_change,
    check_days,
    check_reason,
)
from samsyn_web.programmes.policies.money import (
    can_change_money,
    check_can_change_money,
    check_money,
    check_told,
)
from samsyn_web.programmes.policies.participation import (
    check_gate,
    check_version,
    check_works_with,
    works_with,
)
from samsyn_web.programmes.policies.programmes import check_runs, check_words, reports_for, runs
from samsyn_web.programmes.policies.quarters import check_part, check_reports
from samsyn_web.programmes.policies.requests import OPEN, check_answers, check_concurrent, check_request
from samsyn_web.programmes.policies.selection import (
    check_choice,
    check_judgement,
    check_open,
    check_works_on,
    is_retold,
    what_is_missing,
    works_on,
)
from samsyn_web.programmes.policies.sharing import (
    NotShareable,
    check_revokes,
    check_shares,
    is_for_all,
    shares_for,
)
from samsyn_web.programmes.policies.texts import check_report_text
from samsyn_web.programmes.policies.vacancies import LEADER, is_vacant_too_long, subject_of, vacant_since

__all__ = [
    "LEADER",
    "OPEN",
    "NotShareable",
    "can_change",
    "can_change_money",
    "check_activity",
    "check_answers",
    "check_can_change",
    "check_can_change_money",
    "check_choice",
    "check_concurrent",
    "check_days",
    "check_gate",
    "check_judgement",
    "check_money",
    "check_open",
    "check_part",
    "check_reason",
    "check_report_text",
    "check_reports",
    "check_request",
    "check_revokes",
    "check_runs",
    "check_shares",
    "check_told",
    "check_version",
    "check_words",
    "check_works_on",
    "check_works_with",
    "is_for_all",
    "is_retold",
    "is_vacant_too_long",
    "reports_for",
    "runs",
    "shares_for",
    "subject_of",
    "vacant_since",
    "what_is_missing",
    "works_on",
    "works_with",
]
