"""What speaks for and against a cause is added, withdrawn and put back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes import policies
from samsyn_web.causes.models import Cause, Evidence
from samsyn_web.findings import queries as findings


@transaction.atomic
def add_evidence(
    *,
    by: Scope,
    at: datetime,
    cause: Cause,
    side: str,
    strength: int,
    text: str,
    source: str = "",
    digest: str = "",
) -> Evidence:
    """Say what speaks for or against a cause, how strongly, and where it comes from: a source or a finding."""
    text, source = text.strip(), " ".join(source.split())
    cause = Cause.objects.select_related("problem").get(pk=cause.pk)
    policies.check_can_work(by, cause.problem)
    policies.check_can_stand(cause, None, 0, cause.problem)
    policies.check_evidence(side, strength, text, source, has_finding=bool(digest))
    finding = findings.figure(by, digest) if digest else None
    if digest and finding is None:
        raise BadInput(_("Resultatet finns inte, eller så får din roll inte öppna det."))
    made = Evidence.objects.create(
        cause=cause,
        side=side,
        strength=strength,
        text=text,
        source=source,
        finding=finding,
        judged_by_id=by.user_id,
        judged_at=at,
    )
    _record(by, at, "evidence.added", made)
    return made


@transaction.atomic
def withdraw_evidence(*, by: Scope, at: datetime, evidence: Evidence) -> Evidence:
    """Withdraw evidence; it can be put back."""
    return _set(by, at, evidence, at, "evidence.withdrawn")


@transaction.atomic
def restore_evidence(*, by: Scope, at: datetime, evidence: Evidence) -> Evidence:
    """Put back evidence that was withdrawn."""
    return _set(by, at, evidence, None, "evidence.restored")


def _set(by: Scope, at: datetime, evidence: Evidence, withdrawn_at: datetime | None, verb: str) -> Evidence:
    found = Evidence.objects.select_for_update(of=("self",)).select_related("cause__problem")
    evidence = found.get(pk=evidence.pk)
    policies.check_can_work(by, evidence.cause.problem)
    if (evidence.withdrawn_at is None) == (withdrawn_at is None):
        return evidence
    evidence.withdrawn_at = withdrawn_at
    evidence.save(update_fields=["withdrawn_at"])
    _record(by, at, verb, evidence)
    return evidence


def _record(by: Scope, at: datetime, verb: str, evidence: Evidence) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=evidence, detail={})
