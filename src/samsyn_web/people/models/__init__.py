"""The users of Samsyn, the organisations they work for, and their role in each. No resident, pupil or client."""

from samsyn_web.people.models.access import AccessLink, Deputy
from samsyn_web.people.models.accounts import User, UserManager
from samsyn_web.people.models.functions import (
    FunctionPeriod,
)
from samsyn_web.people.models.keys import InstallationKey, RevokedPackage, TrustedKey
from samsyn_web.people.models.organisations import (
    ROLE_CHOICES,
    Membership,
    Organisation,
    OrganisationKind,
)

__all__ = [
    "ROLE_CHOICES",
    "AccessLink",
    "Deputy",
    "FunctionPeriod",
    "InstallationKey",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "RevokedPackage",
    "TrustedKey",
    "User",
    "UserManager",
]
