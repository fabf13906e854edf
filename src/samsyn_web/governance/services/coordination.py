"""The coordination function is described, filled, left; its contact point is written, published, withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import ContactPoint, CoordinationPost
from samsyn_web.governance.models.coordination import PostKind
from samsyn_web.people import services as people
from samsyn_web.people.models import FunctionPeriod


@transaction.atomic
def set_post(
    *,
    by: Scope,
    at: datetime,
    kind: str,
    title: str,
    share: int,
    reference: str,
    mandate: str = "",
    mandate_on: date | None = None,
    email: str = "",
    phone: str = "",
    starts: date | None = None,
) -> CoordinationPost:
    """Describe the function or its deputy; `starts` says from when it is held, the first time."""
    title, reference, mandate = (" ".join(text.split()) for text in (title, reference, mandate))
    email, phone = email.strip(), " ".join(phone.split())
    policies.check_can_keep_duties(by)
    policies.check_post(title, share, reference, mandate, mandate_on, localdate(at))
    policies.check_reach(email, phone)
    made, new = CoordinationPost.objects.update_or_create(
        organisation_id=by.organisation_id,
        kind=PostKind(kind).value,
        defaults={
            "title": title,
            "share": share,
            "reference": reference,
            "mandate": mandate,
            "mandate_on": mandate_on,
            "email": email,
            "phone": phone,
            "changed_by_id": by.user_id,
            "changed_at": at,
        },
    )
    _record(by, at, "coordination.described", made)
    if new and starts is not None:
        fill_post(by=by, at=at, post=made, starts=starts)
    return made


@transaction.atomic
def fill_post(*, by: Scope, at: datetime, post: CoordinationPost, starts: date) -> FunctionPeriod:
    """Say that the function is held from a day."""
    policies.check_can_keep_duties(by)
    policies.check_own(by, post.organisation_id)
    subject = policies.subject_of(post.kind)
    held = FunctionPeriod.objects.filter(organisation_id=by.organisation_id, subject=subject)
    policies.check_vacant(any(one.ends is None or one.ends >= starts for one in held))
    return people.fill_function(by=by, at=at, subject=subject, function=post.title, starts=starts)


@transaction.atomic
def write_contact(*, by: Scope, at: datetime, address: str, information: str) -> ContactPoint:
    """Write what the public page says and where it stands; it is read by nobody else until it is published."""
    address, information = address.strip().lower(), information.strip()
    policies.check_can_keep_duties(by)
    policies.check_contact(address, information)
    taken = ContactPoint.objects.filter(address=address).exclude(organisation_id=by.organisation_id)
    policies.check_address_is_free(taken.exists())
    made, _new = ContactPoint.objects.update_or_create(
        organisation_id=by.organisation_id,
        defaults={
            "address": address,
            "information": information,
            "changed_by_id": by.user_id,
            "changed_at": at,
        },
    )
    _record(by, at, "contact.written", made)
    return made


@transaction.atomic
def publish_contact(*, by: Scope, at: datetime) -> ContactPoint:
    """Let anybody read the page."""
    policies.check_can_keep_duties(by)
    own = ContactPoint.objects.select_for_update().filter(organisation_id=by.organisation_id)
    point, post = own.first(), queries.coordination(by, localdate(at)).get(PostKind.FUNCTION)
    policies.check_publishable(point, post.post if post else None)
    return _turn(by, at, own.get(), "contact.published", at)


@transaction.atomic
def unpublish_contact(*, by: Scope, at: datetime) -> ContactPoint | None:
    """Take the page away; what it says is kept."""
    policies.check_can_keep_duties(by)
    point = ContactPoint.objects.select_for_update().filter(organisation_id=by.organisation_id).first()
    return _turn(by, at, point, "contact.unpublished", None) if point else None


def _turn(
    by: Scope, at: datetime, point: ContactPoint, verb: str, published_at: datetime | None
) -> ContactPoint:
    if (point.published_at is None) == (published_at is None):
        return point  # somebody was first
    point.published_at, point.published_by_id = published_at, by.user_id if published_at else None
    point.save(update_fields=["published_at", "published_by"])
    _record(by, at, verb, point)
    return point


def _record(by: Scope, at: datetime, verb: str, target: Model, **detail: Any) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
