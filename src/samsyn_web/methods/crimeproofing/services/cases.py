"""Cases are opened, changed, closed and shared; members are named; each reading and each export is logged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.instruments.load import crimeproofing
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies, queries
from samsyn_web.methods.crimeproofing.models import Case, CaseMember, CaseState

WORDS = ("title", "object", "purpose", "target_group", "terms")
NUMBERS = ("volume_per_year", "amount_sek_per_year")


@transaction.atomic
def open_case(*, by: Scope, at: datetime, **values: Any) -> Case:
    """Open a case; the one who opens it is its first member."""
    policies.check_leads(by)
    said = _said(values)
    made = Case.objects.create(
        organisation_id=by.organisation_id,
        instrument=crimeproofing().version,
        opened_by_id=by.user_id,
        opened_at=at,
        **said,
    )
    if by.membership_id:
        CaseMember.objects.create(
            case=made, membership_id=by.membership_id, added_by_id=by.user_id, added_at=at
        )
    _record(by, at, "opened", made)
    return made


@transaction.atomic
def change_case(*, by: Scope, at: datetime, case: Case, **values: Any) -> Case:
    """Say better what a case is about."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    for name, value in _said(values).items():
        setattr(case, name, value)
    case.save()
    _record(by, at, "changed", case)
    return case


@transaction.atomic
def close_case(*, by: Scope, at: datetime, case: Case, reason: str) -> Case:
    """Close a case, and say why."""
    case = queries.for_change(case)
    policies.check_can_lead(by, case)
    policies.check_nobody_judges(case)
    policies.check_required(reason.strip(), _("Varför ärendet avslutas"))
    case.state, case.closed_at, case.close_reason = CaseState.CLOSED, at, reason.strip()
    case.save()
    _record(by, at, "closed", case)
    return case


@transaction.atomic
def reopen_case(*, by: Scope, at: datetime, case: Case) -> Case:
    """Take up a closed case again."""
    case = queries.for_change(case)
    policies.check_leads(by, case)
    if case.state == CaseState.CLOSED:
        case.state, case.closed_at = CaseState.OPEN, None
        case.save()
        _record(by, at, "reopened", case)
    return case


@transaction.atomic
def add_member(*, by: Scope, at: datetime, case: Case, membership_id: int) -> CaseMember:
    """Name somebody in the case: from now on they read it."""
    case = queries.for_change(case)
    policies.check_can_lead(by, case)
    policies.check_code(membership_id, queries.addable(by, case).values_list("pk", flat=True), _("Deltagare"))
    made = CaseMember.objects.create(
        case=case, membership_id=membership_id, added_by_id=by.user_id, added_at=at
    )
    _record(by, at, "member_added", case, membership=membership_id)
    return made


@transaction.atomic
def remove_member(*, by: Scope, at: datetime, case: Case, member: CaseMember) -> None:
    """Let somebody read the case no longer; not while they judge."""
    case = queries.for_change(case)
    policies.check_can_lead(by, case)
    policies.check_nobody_judges(case)
    CaseMember.objects.filter(pk=member.pk, case=case, removed_at=None).update(removed_at=at)
    _record(by, at, "member_removed", case, membership=member.membership_id)


@transaction.atomic
def share_types(*, by: Scope, at: datetime, case: Case, shares: bool) -> Case:
    """Let the types of the case's risks, and nothing else, count among those of others; or no longer."""
    case = queries.for_change(case)
    policies.check_can_lead(by, case)
    if case.shares_types != shares:
        case.shares_types = shares
        case.save(update_fields=["shares_types"])
        _record(by, at, "types_shared" if shares else "types_kept", case)
    return case


@transaction.atomic
def load_stated(*, by: Scope, at: datetime) -> list[Case]:
    """Take in the analyses that the programme's report names, as they stand there; those that are there stay."""
    policies.check_leads(by)
    there, made = queries.stated_codes(by), []
    for one in crimeproofing().stated:
        if one.code in there:
            continue
        made.append(
            Case.objects.create(
                organisation_id=by.organisation_id,
                title=f"{one.municipality}: {one.object}",
                object=one.object,
                purpose=one.said,
                municipality=one.municipality,
                source=f"{one.source}, {one.section}",
                source_code=one.code,
                state=CaseState.STATED,
                instrument=crimeproofing().version,
                opened_by_id=by.user_id,
                opened_at=at,
            )
        )
    if made:
        audit.record(
            organisation_id=by.organisation_id,
            by=by,
            at=at,
            verb="proof_case.stated_loaded",
            target=made[0],
            detail={"n": len(made)},
        )
    return made


@transaction.atomic
def record_reading(*, by: Scope, at: datetime, case: Case, page: str) -> None:
    """Log that somebody opens a page of the case."""
    policies.check_may_read(by, case)
    _record(by, at, "read", case, page=page)


@transaction.atomic
def record_export(*, by: Scope, at: datetime, case: Case, form: str, reason: str, confirmed: bool) -> None:
    """Log that somebody takes the memo out of Samsyn, once they have said that they know what it shows."""
    policies.check_leads(by, case)
    policies.check_export(reason.strip(), confirmed)
    _record(by, at, "exported", case, form=form)


def _said(values: dict[str, Any]) -> dict[str, Any]:
    said = {name: " ".join(str(values.get(name) or "").split()) for name in WORDS}
    policies.check_case_words(said)
    trigger = str(values.get("trigger") or "")
    policies.check_code(trigger, ("", *crimeproofing().codes("triggers")), _("Anledning"))
    return {**said, "trigger": trigger, **{name: values.get(name) for name in NUMBERS}}


def _record(by: Scope, at: datetime, verb: str, case: Case, **detail: Any) -> None:
    audit.record(
        organisation_id=case.organisation_id,
        by=by,
        at=at,
        verb=f"proof_case.{verb}",
        target=case,
        detail=detail,
    )
