"""What is asked about one member; forms check, services save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.scope import Role
from samsyn_web.people.models import ROLE_CHOICES


class MemberForm(forms.Form):
    """A new member, or what is to change about one; `areas` are the names that can be chosen, by key."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    email = forms.EmailField(
        label=_("E-postadress"),
        max_length=254,
        required=False,
        help_text=_(
            "Namnet att logga in med. En rapportör klarar sig utan: då rapporterar hen med en personlig länk."
        ),
    )
    role = forms.ChoiceField(label=_("Roll"), choices=ROLE_CHOICES)
    function_title = forms.CharField(
        label=_("Funktion"), max_length=120, required=False, help_text=_("Till exempel trygghetssamordnare.")
    )
    unit = forms.CharField(
        label=_("Arbetsplats"),
        max_length=120,
        required=False,
        help_text=_(
            "Till exempel Åsenskolan. Funktion och arbetsplats visas för andra i stället för namnet."
        ),
    )
    areas = forms.MultipleChoiceField(
        label=_("Egna områden"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "En fastighetsägare läser partnerupplagan bara för sina egna områden. För andra är det frivilligt."
        ),
    )

    def __init__(self, *args: Any, areas: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["areas"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list((areas or {}).items())
        if not areas:
            del self.fields["areas"]

    def clean_role(self) -> Role:
        """Return the role itself."""
        return Role(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        """Return what was filled in; without areas to choose among, none."""
        return {"areas": [], **(super().clean() or {})}


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Roll"), choices=ROLE_CHOICES)

    def clean_role(self) -> Role:
        """Return the role itself."""
        return Role(self.cleaned_data["role"])


class TwoStepsForm(forms.Form):
    """Whether two-step sign-in is required."""

    required = forms.BooleanField(
        label=_("Kräv inloggning i två steg"),
        required=False,
        help_text=_(
            "Gäller alla som får göra mer än att rapportera. Den som inte har ett andra steg får lägga till det "
            "före allt annat. Den som loggar in med kommunens katalog har redan gjort det där."
        ),
    )


class OrganisationForm(forms.Form):
    """Which organisation to work in."""

    organisation = forms.IntegerField(min_value=1, max_value=2**63 - 1)
