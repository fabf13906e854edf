"""What is asked about members; forms check, services save."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.scope import Role
from samsyn_web.people.models import ROLE_CHOICES


class MemberForm(forms.Form):
    """A new member."""

    email = forms.EmailField(label=_("E-postadress"), max_length=254)
    name = forms.CharField(label=_("Namn"), max_length=120)
    function_title = forms.CharField(
        label=_("Funktion"), max_length=120, required=False, help_text=_("Till exempel trygghetssamordnare.")
    )
    role = forms.ChoiceField(label=_("Roll"), choices=ROLE_CHOICES, widget=forms.RadioSelect)

    def clean_role(self) -> Role:
        """Return the role itself."""
        return Role(self.cleaned_data["role"])


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Roll"), choices=ROLE_CHOICES)

    def clean_role(self) -> Role:
        """Return the role itself."""
        return Role(self.cleaned_data["role"])


class OrganisationForm(forms.Form):
    """Which organisation to work in."""

    organisation = forms.IntegerField(min_value=1, max_value=2**63 - 1)
