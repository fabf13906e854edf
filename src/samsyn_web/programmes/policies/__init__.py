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
from samsyn_web.programmes.policies.outside import (
    USUAL,
    Writer,
    check_gives_link,
    check_new_name,
    check_outside,
    check_writes,
    is_outside,
    shut,
)
from samsyn_web.programmes.policies.participation import (
    check_gate,
    check_version,
    check_works_with,
    works_with,
)
from samsyn_web.programmes.policies.partners import (
    HANDS_IN,
    acts_for,
    check_acts_for,
    check_contribution,
    check_decides,
    check_partner,
    in_force,
    in_reach,
)
from samsyn_web.programmes.policies.programmes import check_runs, check_words, reports_for, runs
from samsyn_web.programmes.policies.quarters import check_part, check_reports, check_rule
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
    "HANDS_IN",
    "acts_for",
    "check_acts_for",
    "check_contribution",
    "check_decides",
    "check_partner",
    "in_force",
    "in_reach",
    "LEADER",
    "NotShareable",
    "OPEN",
    "USUAL",
    "Writer",
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
    "check_gives_link",
    "check_judgement",
    "check_money",
    "check_new_name",
    "check_open",
    "check_outside",
    "check_part",
    "check_reason",
    "check_report_text",
    "check_reports",
    "check_request",
    "check_revokes",
    "check_rule",
    "check_runs",
    "check_shares",
    "check_told",
    "check_version",
    "check_words",
    "check_works_on",
    "check_works_with",
    "check_writes",
    "is_for_all",
    "is_outside",
    "is_retold",
    "is_vacant_too_long",
    "reports_for",
    "runs",
    "shares_for",
    "shut",
    "subject_of",
    "vacant_since",
    "what_is_missing",
    "works_on",
    "works_with",
]
