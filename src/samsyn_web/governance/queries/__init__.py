"""Reads of governance; each takes who asks first."""

from samsyn_web.governance.queries.agreements import (
    Held,
    agreement_facts,
    agreement_held,
    agreements,
    agreements_held,
    own_agreements,
)
from samsyn_web.governance.queries.annexes import (
    annex_choices,
    choosable_actions,
    choosable_problems,
    grant_facts,
    survey_standings,
    written_parts,
)
from samsyn_web.governance.queries.composing import Composed, composed
from samsyn_web.governance.queries.duties import (
    duty_owners,
    duty_record,
    duty_records,
    keepers,
    leading_body,
    own_days,
    standing,
)
from samsyn_web.governance.queries.facts import facts
from samsyn_web.governance.queries.gathered import picture_facts
from samsyn_web.governance.queries.kept import Paper, decision, frozen, latest_decided, paper, papers
from samsyn_web.governance.queries.legal_kit import (
    may_read,
    partner_kinds,
    retention,
    role_counts,
    smallest_count,
    source_names,
)
from samsyn_web.governance.queries.read import (
    generated,
    lacking_parts,
    parts_of,
    previous_decided,
    sections,
    shown_texts,
    state,
    texts,
    written,
)
from samsyn_web.governance.queries.reported import assembly_facts, follow_up_facts
from samsyn_web.governance.queries.ties import (
    decided_papers,
    decided_pictures,
    decided_versions,
    plan_tie,
    plan_ties,
    plans_resting_on,
)

__all__ = [
    "Composed",
    "Held",
    "Paper",
    "agreement_facts",
    "agreement_held",
    "agreements",
    "agreements_held",
    "annex_choices",
    "assembly_facts",
    "choosable_actions",
    "choosable_problems",
    "composed",
    "decided_papers",
    "decided_pictures",
    "decided_versions",
    "decision",
    "duty_owners",
    "duty_record",
    "duty_records",
    "facts",
    "follow_up_facts",
    "frozen",
    "generated",
    "grant_facts",
    "keepers",
    "lacking_parts",
    "latest_decided",
    "leading_body",
    "may_read",
    "own_agreements",
    "own_days",
    "paper",
    "papers",
    "partner_kinds",
    "parts_of",
    "picture_facts",
    "plan_tie",
    "plan_ties",
    "plans_resting_on",
    "previous_decided",
    "retention",
    "role_counts",
    "sections",
    "shown_texts",
    "smallest_count",
    "source_names",
    "standing",
    "state",
    "survey_standings",
    "texts",
    "written",
    "written_parts",
]
