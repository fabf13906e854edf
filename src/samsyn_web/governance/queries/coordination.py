"""The coordination function, when it is held, its contact point, and what they say of 11 and 12 §§."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from samsyn.duties import Fact
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import ContactPoint as ContactPoint
from samsyn_web.governance.models import CoordinationPost as CoordinationPost
from samsyn_web.governance.models.coordination import PostKind
from samsyn_web.governance.policies import can_read_duties, subject_of
from samsyn_web.people.models import FunctionPeriod
from samsyn_web.people.policies import vacant_since


@dataclass(frozen=True, kw_only=True)
class Manned:
    """A post with the times that it was held, the latest last; `vacant` is since when it is not."""

    post: CoordinationPost
    periods: tuple[FunctionPeriod, ...]
    vacant: date | None
    held: FunctionPeriod | None


@dataclass(frozen=True, kw_only=True)
class PublicContact:
    """What anybody may read: the function's title and office, never a person."""

    organisation: str
    municipality_code: str
    is_demo: bool
    title: str
    is_vacant: bool
    email: str
    phone: str
    deputy: str
    deputy_email: str
    deputy_phone: str
    information: str
    changed: date


def coordination(scope: Scope, today: date) -> dict[str, Manned]:
    """The function and its deputy, those that are told of, by their kind."""
    if not can_read_duties(scope):
        return {}
    found = CoordinationPost.objects.filter(organisation_id=scope.organisation_id)
    return {one.kind: _manned(one, today) for one in found}


def _manned(post: CoordinationPost, today: date) -> Manned:
    periods = _periods(post)
    held = [one for one in periods if one.starts <= today and (one.ends is None or today <= one.ends)]
    return Manned(
        post=post,
        periods=periods,
        vacant=vacant_since(periods, today),
        held=held[-1] if held else None,
    )


def _periods(post: CoordinationPost) -> tuple[FunctionPeriod, ...]:
    rows = FunctionPeriod.objects.filter(organisation_id=post.organisation_id, subject=subject_of(post.kind))
    return tuple(rows.order_by("starts", "pk"))


def contact_point(scope: Scope) -> ContactPoint | None:
    """The organisation's public page, published or not."""
    found = ContactPoint.objects.filter(organisation_id=scope.organisation_id)
    return found.first() if can_read_duties(scope) else None


def public_contact(address: str, today: date) -> PublicContact | None:
    """What is published at an address, for anybody; none where nothing is."""
    point = ContactPoint.objects.filter(address=address).exclude(published_at=None)
    one = point.select_related("organisation").first()
    posts = CoordinationPost.objects.filter(organisation=one.organisation_id) if one else ()
    found = {each.kind: _manned(each, today) for each in posts}
    main, deputy = found.get(PostKind.FUNCTION), found.get(PostKind.DEPUTY)
    if one is None or main is None:
        return None
    stands_in = deputy if deputy and deputy.held else None
    return PublicContact(
        organisation=one.organisation.name,
        municipality_code=one.organisation.municipality_code,
        is_demo=one.organisation.is_demo,
        title=main.post.title,
        is_vacant=main.held is None,
        email=main.post.email,
        phone=main.post.phone,
        deputy=stands_in.post.title if stands_in else "",
        deputy_email=stands_in.post.email if stands_in else "",
        deputy_phone=stands_in.post.phone if stands_in else "",
        information=one.information,
        changed=localdate(max([one.changed_at, *(each.post.changed_at for each in found.values())])),
    )


def coordination_facts(scope: Scope) -> list[Fact]:
    """
    What they say of 11 and 12 §§.

    There is a function (11 §) on the days that it is held. Its task (12 § 1) is as old as its description, the contact
    point (12 § 2) as old as its publication, and information to inhabitants (12 § 3) is there where that page gives
    any; that such a page is enough is our reading.
    """
    own = CoordinationPost.objects.filter(organisation_id=scope.organisation_id, kind=PostKind.FUNCTION)
    post = own.first() if can_read_duties(scope) else None
    if post is None:
        return []
    page, said = reverse("governance:coordination"), f"{post.title}, {post.reference}"
    found = [
        Fact(paragraph="11", kind="function", day=one.starts, until=one.ends, reference=said, href=page)
        for one in _periods(post)
    ]
    if post.mandate and post.mandate_on:
        found.append(
            Fact(paragraph="12", kind="support", day=post.mandate_on, reference=post.mandate, href=page)
        )
    return found + _published(scope)


def _published(scope: Scope) -> list[Fact]:
    one = contact_point(scope)
    if one is None or one.published_at is None:
        return []
    address = reverse("governance:public_contact", args=[one.address])
    kinds = ("contact", "information") if one.information else ("contact",)
    day = localdate(one.published_at)
    return [
        Fact(
            paragraph="12", kind=kind, day=day, reference=gettext("Kontaktpunktens öppna sida"), href=address
        )
        for kind in kinds
    ]
