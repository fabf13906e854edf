"""What is asked about members; forms check, services save."""

from samsyn_web.people.forms.deputies import DeputyForm
from samsyn_web.people.forms.members import MemberForm, OrganisationForm, RoleForm, TwoStepsForm
from samsyn_web.people.forms.several import ListedMember, SeveralForm

__all__ = [
    "DeputyForm",
    "ListedMember",
    "MemberForm",
    "OrganisationForm",
    "RoleForm",
    "SeveralForm",
    "TwoStepsForm",
]
