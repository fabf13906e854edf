"""What the trail remembers of people who sign in, written in each of their organisations."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from samsyn_web.people import policies
from samsyn_web.people.models import Membership, User
from samsyn_web.people.queries import memberships_of, organisation_by_name, user_by_email
from samsyn_web.people.services.organisations import _locked, _record


@transaction.atomic
def record_sign_in(*, by: User, at: datetime) -> None:
    """Write in each of the person's organisations that they signed in."""
    for membership in memberships_of(by.pk).order_by("organisation_id"):
        _record(membership.organisation, by, at, "user.signed_in", by, {})


@transaction.atomic
def record_failed_sign_in(*, email: str, by: None, at: datetime) -> None:
    """
    Write in each organisation of the person with an address that somebody tried it with a wrong password.

    Who tried is not known. An address that nobody has is written nowhere: people type passwords in the wrong field.
    """
    user = user_by_email(email)
    if user is None:
        return
    for membership in memberships_of(user.pk).order_by("organisation_id"):
        _record(membership.organisation, by, at, "user.sign_in_failed", user, {})


@transaction.atomic
def record_directory_refusal(*, organisation_name: str, reason: str, by: None, at: datetime) -> None:
    """Write that a directory sent somebody who was not let in; never the address."""
    organisation = organisation_by_name(organisation_name)
    if organisation is not None:
        _record(organisation, by, at, "user.directory_refused", organisation, {"reason": reason})


@transaction.atomic
def record_second_step(*, verb: str, by: User, at: datetime) -> None:
    """Write in each of the person's organisations that they got or lost a second step for signing in."""
    for membership in memberships_of(by.pk).order_by("organisation_id"):
        _record(membership.organisation, by, at, verb, by, {})


@transaction.atomic
def remove_second_steps(*, membership: Membership, by: User | None, at: datetime) -> int:
    """Take away the second steps of a member who has lost them, so that they can add new; returns how many."""
    membership = _locked(membership)
    policies.check_may_administer(by, membership.organisation, at)
    if by is not None:
        policies.check_can_lose_steps(membership, by)
    removed, _kinds = Authenticator.objects.filter(user_id=membership.user_id).delete()
    if removed:
        detail: dict[str, object] = {"user": membership.user_id}
        _record(membership.organisation, by, at, "member.second_step_removed", membership, detail)
    return int(removed)


@transaction.atomic
def record_new_password(*, by: User, at: datetime) -> None:
    """Write in each of the person's organisations that they chose a password."""
    for membership in memberships_of(by.pk).order_by("organisation_id"):
        _record(membership.organisation, by, at, "user.password_chosen", by, {})
