"""A case of crime proofing with one row of each kind, judged and open to all, made directly."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from samsyn_web.methods.crimeproofing.models import (
    Assessment,
    Assessor,
    Case,
    CaseMember,
    FlowStep,
    LanguageMark,
    Paragraph,
    Proposal,
    Protection,
    Risk,
    RuleText,
    ScreeningAnswer,
    Sitting,
)
from samsyn_web.people.models import Membership

STEPS = {
    f"{what}_{side}": 2 for what in ("likelihood", "money", "person", "trust") for side in ("before", "after")
}


def make_case(
    organisation: Any, user: Any, membership: Membership, mark: str, at: datetime
) -> dict[str, Any]:
    """Return the rows by the names that queries and addresses give them."""
    case = Case.objects.create(
        organisation=organisation, title=mark, object=mark, instrument=mark, shares_types=True, opened_by=user,
        opened_at=at,
    )  # fmt: skip
    Case.objects.create(
        organisation=organisation, title=mark, object=mark, instrument=mark, state="stated", source=mark,
        source_code=mark, municipality=mark, opened_by=user, opened_at=at,
    )  # fmt: skip
    member = CaseMember.objects.create(case=case, membership=membership, added_by=user, added_at=at)
    ScreeningAnswer.objects.create(case=case, question="value", answer="yes", note=mark)
    step = FlowStep.objects.create(case=case, position=1, who=mark, kind="apply")
    rule = RuleText.objects.create(
        case=case, position=1, title=mark, kind="text", sha256="a" * 64, read_by=user, read_at=at
    )
    paragraph = Paragraph.objects.create(rule=rule, number=1, text=f"{mark} kan vid behov")
    found = LanguageMark.objects.create(
        paragraph=paragraph, start=0, end=1, kind="vague", code=mark, why=mark, state="finding", reason=mark,
        decided_by=user, decided_at=at,
    )  # fmt: skip
    risk = Risk.objects.create(
        case=case, number=1, paragraph=paragraph, kind="double", actor="association", modus=mark, described_by=user,
        described_at=at,
    )  # fmt: skip
    protection = Protection.objects.create(risk=risk, kind="samples", state="partly")
    change = Proposal.objects.create(
        risk=risk, paragraph=paragraph, kind="less_chance", old=mark, new=f"{mark} ny", decider="board",
        proposed_by=user, proposed_at=at, state="accepted", reason=mark, decided_on=date(2024, 10, 1),
        follow_up_on=date(2025, 1, 1), recorded_by=user,
    )  # fmt: skip
    sitting = Sitting.objects.create(
        case=case, number=1, begun_by=user, begun_at=at, opened_at=at + timedelta(hours=1)
    )
    assessor = Assessor.objects.create(sitting=sitting, membership=membership, locked_at=at)
    Assessment.objects.create(assessor=assessor, risk=risk, reason=mark, saved_at=at, **STEPS)
    return {
        "proof_case": case, "proof_member": member, "proof_step": step, "rule": rule, "paragraph": paragraph,
        "language_mark": found, "risk": risk, "protection": protection, "change": change, "sitting": sitting,
        "assessor": assessor,
    }  # fmt: skip
