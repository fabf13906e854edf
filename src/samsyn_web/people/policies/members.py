"""When a change of a membership may happen; `check_…` raises, `can_…` answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Role
from samsyn_web.people.models import Deputy, Membership, Organisation, User

TOO_LONG = timedelta(days=30)
DIRECTORY = "directory"  # in the session: the key of the directory that let the person in
ADMINISTERING = [role.value for role in Role if Permission.ADMINISTER in role.permissions]


def running(day: date) -> QuerySet[Deputy]:
    """Return the deputies who stand in on a day, each with both memberships; a deputy who has left does not."""
    found = Deputy.objects.filter(first_day__lte=day, last_day__gte=day, ended_at=None)
    return found.filter(deputy__is_active=True, deputy__user__is_active=True)


def check_may_administer(by: User | None, organisation: Organisation, at: datetime) -> None:
    """Refuse changes by anybody but an administering member or deputy; none is the operator at the command line."""
    if by is None:
        return
    held = Membership.objects.filter(
        user=by, organisation=organisation, is_active=True, role__in=ADMINISTERING
    )
    if held.exists():
        return
    standing_in = running(localdate(at)).filter(
        deputy__user=by, deputy__organisation=organisation, absent__role__in=ADMINISTERING
    )
    if not standing_in.exists():
        raise Refused(_("Bara den som sköter medlemmar i organisationen kan ändra medlemskap."))


class NotOurAnswer(Refused):
    """The directory's answer is not one to the question that this browser asked."""


class AddressNotVerified(Refused):
    """The directory does not say that the address is the person's own."""


class NotMember(Refused):
    """The address belongs to no active member of the directory's organisation."""


def check_answers_us(claims: Mapping[str, Any], issuer: str, nonce: str | None) -> None:
    """Refuse an answer from another issuer than the one named, or to another question than ours."""
    if claims.get("iss") != issuer:
        raise NotOurAnswer(_("Svaret kom från en annan katalog än den som är inställd."))
    if not nonce or claims.get("nonce") != nonce:
        raise NotOurAnswer(_("Svaret hör inte till den här inloggningen. Börja om."))


def vouched_address(claims: Mapping[str, Any], vouches: bool) -> str:
    """
    Return the address that a directory answers for.

    Some directories say nothing of whether an address is verified; then only one that the operator has named as
    vouching for its addresses is believed. A directory that says no is never believed.
    """
    email, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(email, str) or not email:
        raise AddressNotVerified(
            _("Katalogen lämnade ingen e-postadress. Den som driver Samsyn kan ställa in det.")
        )
    if verified in (True, "true") or (verified is None and vouches):
        return email
    raise AddressNotVerified(
        _("Katalogen säger inte att e-postadressen är bekräftad, och då släpps ingen in.")
    )


def needs_address(role: Role) -> bool:
    """Whether a role cannot do without signing in: a reporter has all they need in a personal link."""
    return role.permissions != {Permission.REPORT}


def check_has_address(email: str | None, role: Role) -> None:
    """Refuse a role that signs in for somebody without an address."""
    if not email and needs_address(role):
        raise BadInput(
            _(
                "Rollen {role} behöver en e-postadress att logga in med. Bara en rapportör klarar sig utan."
            ).format(role=role.label)
        )


def check_areas(areas: list[str], known: set[str]) -> None:
    """Refuse areas that are not in the organisation's newest set, which `known` holds the keys of."""
    if unknown := [key for key in areas if key not in known]:
        raise BadInput(_("Områdena finns inte: {keys}.").format(keys=", ".join(unknown)))


def check_can_stand_in(deputy: Membership, absent: Membership, first_day: date, last_day: date) -> None:
    """Refuse a deputy who has left, who is the same, who cannot sign in, or who stands in on those days already."""
    if deputy.organisation_id != absent.organisation_id:
        raise Refused(_("Ersättaren måste vara medlem i samma organisation."))
    if deputy.pk == absent.pk:
        raise Refused(_("Ingen kan vara sin egen ersättare."))
    if not (deputy.is_active and deputy.user.is_active):
        raise Refused(_("{name} är avslutad här.").format(name=deputy.user))
    if not deputy.user.email:
        raise Refused(
            _("{name} har ingen e-postadress och kan inte logga in som ersättare.").format(name=deputy.user)
        )
    if last_day < first_day:
        raise BadInput(_("Sista dagen är före den första."))
    same = Deputy.objects.filter(absent=absent, deputy=deputy, ended_at=None)
    if same.filter(first_day__lte=last_day, last_day__gte=first_day).exists():
        raise Refused(_("{name} är redan ersättare de dagarna.").format(name=deputy.user))


def check_can_be_added(by: User | None, user: User, organisation: Organisation) -> None:
    """
    Refuse to let in an account that another organisation has made: who chose its password there is not known here.

    The operator at the command line knows the person, and may.
    """
    elsewhere = Membership.objects.filter(user=user).exclude(organisation=organisation)
    if by is not None and elsewhere.exists():
        raise Refused(
            _(
                "{email} har redan ett konto i en annan organisation. Den som driver Samsyn kan lägga till "
                "medlemskapet: ./samsyn admin create --email …"
            ).format(email=user.email)
        )


def check_somebody_remains(membership: Membership) -> None:
    """Refuse to take away the last member who can administer."""
    others = Membership.objects.filter(
        organisation_id=membership.organisation_id,
        is_active=True,
        user__is_active=True,
        role__in=ADMINISTERING,
    ).exclude(pk=membership.pk)
    if membership.role in ADMINISTERING and membership.is_active and not others.exists():
        raise Refused(
            _(
                "Det här är den enda som kan sköta medlemmar. "
                "Ge först någon annan rollen Administratör eller Samordnare."
            )
        )


def works_only_here(membership: Membership) -> bool:
    """Whether the person's account belongs to this organisation alone."""
    elsewhere = Membership.objects.filter(user_id=membership.user_id)
    return not elsewhere.exclude(organisation_id=membership.organisation_id).exists()


def check_works_only_here(membership: Membership) -> None:
    """Refuse to change the account of somebody who also works elsewhere."""
    if not works_only_here(membership):
        raise Refused(
            _(
                "{name} arbetar också i en annan organisation: namn och adress ändras av den som driver Samsyn."
            ).format(name=membership.user)
        )


def check_can_lose_steps(membership: Membership, by: User) -> None:
    """Refuse to take away one's own second steps here, or those of somebody who also works elsewhere."""
    if membership.user_id == by.pk:
        raise Refused(_("Dina egna steg sköter du under Inloggning i två steg."))
    if not works_only_here(membership):
        raise Refused(
            _(
                "{name} arbetar också i en annan organisation. Den som driver Samsyn kan ta bort steget: "
                "./samsyn admin steps --email …"
            ).format(name=membership.user)
        )


def can_be_given_link(membership: Membership) -> bool:
    """Whether the organisation may hand out a link to choose a password: not to somebody who also works elsewhere."""
    return bool(
        membership.is_active
        and membership.user.is_active
        and membership.user.email
        and works_only_here(membership)
    )


def check_can_be_given_link(membership: Membership) -> None:
    """Refuse the link where it would open another organisation's material."""
    if not membership.user.email:
        raise Refused(_("{name} har ingen e-postadress att logga in med.").format(name=membership.user))
    if not can_be_given_link(membership):
        raise Refused(
            _(
                "{name} är avslutad här eller arbetar också i en annan organisation. "
                "Den som driver Samsyn kan göra länken: ./samsyn admin link --email …"
            ).format(name=membership.user)
        )


def check_can_have_access_link(membership: Membership) -> None:
    """Refuse a link without password to somebody who may not report, or whose membership has ended."""
    if not (membership.is_active and membership.user.is_active):
        raise Refused(_("{name} är avslutad här.").format(name=membership.user))
    if not may_have_access_link(membership):
        raise Refused(
            _("En personlig länk är till för att lämna rapporter, och rollen {role} lämnar inga.").format(
                role=Role(membership.role).label
            )
        )


def may_have_access_link(membership: Membership) -> bool:
    """Whether a member can report by a personal link."""
    active = membership.is_active and membership.user.is_active
    return active and Permission.REPORT in Role(membership.role).permissions


class Held(Protocol):
    """A time that a function was held; with no last day it still is."""

    @property
    def starts(self) -> date:
        """The first day."""

    @property
    def ends(self) -> date | None:
        """The last day."""


def vacant_since(periods: Iterable[Held], today: date) -> date | None:
    """Return the first day that a function is vacant, or none where it is held or was never filled."""
    begun = [one for one in periods if one.starts <= today]
    ended = [one.ends for one in begun if one.ends is not None and one.ends < today]
    if not begun or len(ended) < len(begun):
        return None
    return max(ended) + timedelta(days=1)


def is_vacant_too_long(periods: Iterable[Held], today: date) -> bool:
    """Whether a function has been vacant for more than thirty days."""
    since = vacant_since(list(periods), today)
    return since is not None and today - since > TOO_LONG
