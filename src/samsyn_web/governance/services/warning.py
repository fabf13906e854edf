"""Mails before a duty or an agreement runs out, and when it has."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.duties import Judged
from samsyn_web.base import mail, words
from samsyn_web.base.scope import Scope
from samsyn_web.governance import queries
from samsyn_web.people.models import Membership

AGREED = "9"  # the paragraph on agreements
STEPS = (180, 60, 14, -1)  # days left at which one is told; below zero it is late


def warn_of_duties(*, by: None, at: datetime) -> int:
    """
    Write to the coordinators, and to who answers, before a duty runs out and when it has; see `STEPS`.

    Of the days that have come only the last is told, so that a machine that stood still makes up for it with one mail.
    Returns how many mails are new.
    """
    today = localdate(at)
    sent = 0
    for scope in queries.keepers():
        owners = queries.duty_owners(scope)
        for one in queries.standing(scope, today):
            reached = _reached(one.days_left)
            if reached is None:
                continue
            owner = owners.get(one.paragraph.code)
            told = {scope.membership_id, owner.owner_id if owner and owner.owner_id else scope.membership_id}
            members = Membership.objects.filter(pk__in=told, is_active=True, user__is_active=True)
            for member in members.select_related("user"):
                sent += _warn(scope, one, member, reached, at)
    return sent


def warn_of_agreements(*, by: None, at: datetime) -> int:
    """
    Write to the coordinators before an agreement runs out and when it has, as `warn_of_duties` does.

    One that was ended, or that another version goes on after, runs out unsaid; so does one that 9 § itself ends with.
    """
    today = localdate(at)
    sent = 0
    for scope in queries.keepers():
        told = {one.due for one in queries.standing(scope, today) if one.paragraph.code == AGREED}
        for one in queries.agreements_held(scope, today):
            reached = _reached(one.days_left)
            if reached is None or one.last in told or one.agreement.ended_on is not None:
                continue
            members = Membership.objects.filter(pk=scope.membership_id).select_related("user")
            for member in members:
                sent += _warn_of_agreement(scope, one, member, reached, at)
    return sent


def warn_of_neighbours(*, by: None, at: datetime) -> int:
    """Write to the coordinators before another plan is revised, to be heard in time, and when that day has been."""
    today = localdate(at)
    sent = 0
    for scope in queries.keepers():
        for one in queries.revised_soon(scope, today, timedelta(days=max(STEPS))):
            reached = _reached((one.revised_on - today).days) if one.revised_on else None
            members = Membership.objects.filter(pk=scope.membership_id).select_related("user")
            if reached is not None:
                sent += sum(_warn_of_revision(scope, one, member, reached, at) for member in members)
    return sent


def _warn_of_revision(
    scope: Scope, one: queries.NeighbourPlan, member: Membership, reached: int, at: datetime
) -> bool:
    if one.revised_on is None:
        return False
    late = reached < 0
    with translation.override("sv"):
        subject = _("En annan plan skulle ha reviderats") if late else _("En annan plan revideras snart")
        said = _("Den revideras {day}. Ansvarigt organ: {body}.")
        todo = _("Se till att det som gäller brottsförebyggande arbete är med:\n{address}")
        if late:
            said = _("Den skulle ha reviderats {day}. Ansvarigt organ: {body}.")
            todo = _("Ta reda på vad som blev, och skriv nästa dag:\n{address}")
        told = said.format(day=words.day(one.revised_on), body=one.body)
        todo = todo.format(address=mail.address("governance:neighbour", one.pk))
        body = "\n\n".join((one.name, told, f"{todo}\n"))
    return mail.post(
        organisation_id=scope.organisation_id,
        key=f"neighbour/{one.pk}/{one.revised_on}/{reached}/{member.pk}",
        kind="duty",
        user_id=member.user_id,
        address=member.user.email,
        subject=subject,
        body=body,
        at=at,
    )


def _warn_of_agreement(
    scope: Scope, one: queries.Held, member: Membership, reached: int, at: datetime
) -> bool:
    if one.last is None:
        return False
    with translation.override("sv"):
        late = reached < 0
        subject = _("Överenskommelse har gått ut") if late else _("Överenskommelse går snart ut")
        said = _("Den gällde till och med {day}.") if late else _("Den gäller till och med {day}.")
        todo = _("Förnya den i en ny version, eller avsluta den:\n{address}").format(
            address=mail.address("governance:agreement", one.agreement.pk)
        )
        body = "\n\n".join((one.version.name, said.format(day=words.day(one.last)), f"{todo}\n"))
    return mail.post(
        organisation_id=scope.organisation_id,
        key=f"agreement/{one.agreement.pk}/{one.last.isoformat()}/{reached}/{member.pk}",
        kind="duty",
        user_id=member.user_id,
        address=member.user.email,
        subject=subject,
        body=body,
        at=at,
    )


def _reached(left: int | None) -> int | None:
    """Return the last of the steps that has come; none before the first."""
    come = [step for step in STEPS if left is not None and left <= step]
    return min(come) if come else None


def _warn(scope: Scope, one: Judged, member: Membership, reached: int, at: datetime) -> bool:
    if one.due is None:
        return False
    with translation.override("sv"):
        late = reached < 0
        subject = _("Lagen, {sign}: försenat") if late else _("Lagen, {sign}: snart dags")
        said = _("Skulle ha varit klart {day}.") if late else _("Ska vara klart senast {day}.")
        body = "\n\n".join(
            (
                f"{one.paragraph.sign} {one.paragraph.heading}",
                said.format(day=words.day(one.due)),
                one.reason,
                one.paragraph.todo,
                _("Läs mer och anteckna det som är gjort:\n{address}").format(
                    address=mail.address("governance:duty", one.paragraph.code)
                )
                + "\n",
            )
        )
    return mail.post(
        organisation_id=scope.organisation_id,
        key=f"duty/{one.paragraph.code}/{one.due.isoformat()}/{reached}/{member.pk}",
        kind="duty",
        user_id=member.user_id,
        address=member.user.email,
        subject=subject.format(sign=one.paragraph.sign),
        body=body,
        at=at,
    )
