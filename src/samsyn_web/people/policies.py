"""When a change of a membership may happen; `check_…` raises, `can_…` answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base.scope import Permission, Role
from samsyn_web.people.models import Membership, Organisation, User

ADMINISTERING = [role.value for role in Role if Permission.ADMINISTER in role.permissions]


def check_may_administer(by: User | None, organisation: Organisation) -> None:
    """Refuse changes by anybody but an administering member; none is the operator at the command line."""
    if by is None:
        return
    held = Membership.objects.filter(
        user=by, organisation=organisation, is_active=True, role__in=ADMINISTERING
    )
    if not held.exists():
        raise Refused(_("Bara den som sköter medlemmar i organisationen kan ändra medlemskap."))


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


def can_be_given_link(membership: Membership) -> bool:
    """Whether the organisation may hand out a link to choose a password: not to somebody who also works elsewhere."""
    elsewhere = Membership.objects.filter(user_id=membership.user_id).exclude(
        organisation_id=membership.organisation_id
    )
    return membership.is_active and membership.user.is_active and not elsewhere.exists()


def check_can_be_given_link(membership: Membership) -> None:
    """Refuse the link where it would open another organisation's material."""
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
    if Permission.REPORT not in Role(membership.role).permissions:
        raise Refused(
            _("En personlig länk är till för att lämna rapporter, och rollen {role} lämnar inga.").format(
                role=Role(membership.role).label
            )
        )
