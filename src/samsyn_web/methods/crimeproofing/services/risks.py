"""Risks are described, and the protections against them; a risk can become a problem of the common cycle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.instruments.load import crimeproofing
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes import services as causes
from samsyn_web.causes.models import Problem
from samsyn_web.methods.crimeproofing import policies, queries
from samsyn_web.methods.crimeproofing.models import (
    LINE,
    Assessment,
    Case,
    Paragraph,
    Protection,
    ProtectionState,
    Risk,
)


@transaction.atomic
def describe_risk(
    *,
    by: Scope,
    at: datetime,
    case: Case,
    kind: str,
    actor: str,
    modus: str,
    paragraph: Paragraph | None = None,
    factors: Sequence[str] = (),
) -> Risk:
    """Describe what somebody in a function can do, where in the rules, and why it is possible."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_nobody_judges(case)
    said = _said(case, kind, actor, modus, paragraph, factors)
    last = Risk.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    made = Risk.objects.create(
        case=case, number=last + 1, described_by_id=by.user_id, described_at=at, **said
    )
    _record(by, at, "risk_described", case, risk=made.number)
    return made


@transaction.atomic
def change_risk(
    *,
    by: Scope,
    at: datetime,
    case: Case,
    risk: Risk,
    kind: str,
    actor: str,
    modus: str,
    paragraph: Paragraph | None = None,
    factors: Sequence[str] = (),
) -> Risk:
    """Describe a risk better, as long as nobody has judged it."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_nobody_judges(case)
    policies.check_can_reword(risk, Assessment.objects.filter(risk=risk).exists())
    for name, value in _said(case, kind, actor, modus, paragraph, factors).items():
        setattr(risk, name, value)
    risk.save()
    _record(by, at, "risk_changed", case, risk=risk.number)
    return risk


@transaction.atomic
def withdraw_risk(*, by: Scope, at: datetime, case: Case, risk: Risk, reason: str) -> Risk:
    """Take a risk out of the register, with the reason; its number is not used again."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_nobody_judges(case)
    policies.check_required(reason.strip(), _("Varför risken tas bort"))
    risk.withdrawn_at, risk.withdrawn_reason = at, reason.strip()
    risk.save()
    _record(by, at, "risk_withdrawn", case, risk=risk.number)
    return risk


@transaction.atomic
def set_protection(
    *, by: Scope, at: datetime, case: Case, risk: Risk, kind: str, state: str, note: str = ""
) -> Protection:
    """Say of a protection against a risk whether it is there."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_nobody_judges(case)
    policies.check_code(kind, crimeproofing().codes("protections"), _("Skydd"))
    policies.check_code(state, ProtectionState.values, _("Finns det?"))
    policies.check_text(note, _("Kommentaren"), LINE)
    made = Protection.objects.create(risk=risk, kind=kind, state=state, note=note.strip())
    _record(by, at, "protection_set", case, risk=risk.number)
    return made


@transaction.atomic
def remove_protection(*, by: Scope, at: datetime, case: Case, protection: Protection) -> None:
    """Take a protection out of a risk."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_nobody_judges(case)
    Protection.objects.filter(pk=protection.pk, risk__case=case).delete()
    _record(by, at, "protection_removed", case, risk=protection.risk.number)


@transaction.atomic
def open_problem(*, by: Scope, at: datetime, case: Case, risk: Risk, title: str) -> Problem:
    """
    Open a problem of the common cycle for a risk.

    The problem is read by many more than the case is: it carries the words that somebody writes here, and nothing of
    the case. The link back is kept on the risk, and is not seen from the problem.
    """
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    if risk.problem_id is not None:
        raise Refused(_("Risken har redan ett problem."))
    made = causes.open_problem(by=by, at=at, title=title)
    risk.problem = made
    risk.save(update_fields=["problem"])
    _record(by, at, "problem_opened", case, risk=risk.number)
    return made


def _said(
    case: Case, kind: str, actor: str, modus: str, paragraph: Paragraph | None, factors: Sequence[str]
) -> dict[str, object]:
    instrument = crimeproofing()
    policies.check_code(kind, instrument.codes("risk_types"), _("Typ av risk"))
    policies.check_code(actor, instrument.codes("actors"), _("Vem"))
    policies.check_required(modus.strip(), _("Hur det går till"))
    for one in factors:
        policies.check_code(one, instrument.codes("factors"), _("Vad som gör det möjligt"))
    if paragraph is not None and paragraph.rule.case_id != case.pk:
        raise Refused(_("Stycket hör till ett annat ärende."))
    return {
        "kind": kind,
        "actor": actor,
        "modus": modus.strip(),
        "paragraph": paragraph,
        "factors": list(factors),
    }


def _record(by: Scope, at: datetime, verb: str, case: Case, **detail: int) -> None:
    audit.record(
        organisation_id=case.organisation_id,
        by=by,
        at=at,
        verb=f"proof_case.{verb}",
        target=case,
        detail=detail,
    )
