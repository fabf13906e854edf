"""What a problem rests on is added, withdrawn and put back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes import policies
from samsyn_web.causes.models import Basis, BasisKind, Problem
from samsyn_web.findings import queries as findings


@transaction.atomic
def link_finding(*, by: Scope, at: datetime, problem: Problem, digest: str) -> Basis:
    """Let a problem rest on a finding that the person may open; one that was withdrawn is put back."""
    policies.check_can_work(by, problem)
    finding = findings.figure(by, digest)
    if finding is None:
        raise BadInput(_("Resultatet finns inte, eller så får din roll inte öppna det."))
    made, is_new = Basis.objects.select_for_update().get_or_create(
        problem=problem,
        finding=finding,
        defaults={"kind": BasisKind.FINDING, "added_by_id": by.user_id, "added_at": at},
    )
    if made.withdrawn_at is not None:
        made.withdrawn_at = None
        made.save(update_fields=["withdrawn_at"])
        is_new = True
    if is_new:
        _record(by, at, "problem.finding_linked", made)
    return made


@transaction.atomic
def add_basis(*, by: Scope, at: datetime, problem: Problem, kind: str, text: str, source: str) -> Basis:
    """Tell of statistics or a document that a problem rests on, with its source."""
    text, source = text.strip(), " ".join(source.split())
    policies.check_can_work(by, problem)
    policies.check_basis(kind, text, source)
    made = Basis.objects.create(
        problem=problem, kind=kind, text=text, source=source, added_by_id=by.user_id, added_at=at
    )
    _record(by, at, "problem.basis_added", made)
    return made


@transaction.atomic
def withdraw_basis(*, by: Scope, at: datetime, basis: Basis) -> Basis:
    """Let a problem no longer rest on something; it can be put back."""
    return _set(by, at, basis, at, "problem.basis_withdrawn")


@transaction.atomic
def restore_basis(*, by: Scope, at: datetime, basis: Basis) -> Basis:
    """Put back what was withdrawn."""
    return _set(by, at, basis, None, "problem.basis_restored")


def _set(by: Scope, at: datetime, basis: Basis, withdrawn_at: datetime | None, verb: str) -> Basis:
    basis = Basis.objects.select_for_update(of=("self",)).select_related("problem").get(pk=basis.pk)
    policies.check_can_work(by, basis.problem)
    if (basis.withdrawn_at is None) == (withdrawn_at is None):
        return basis
    basis.withdrawn_at = withdrawn_at
    basis.save(update_fields=["withdrawn_at"])
    _record(by, at, verb, basis)
    return basis


def _record(by: Scope, at: datetime, verb: str, basis: Basis) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=basis, detail={})
