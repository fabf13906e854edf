"""What is asked about a programme's partners, and of the partners themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.programmes.forms.participation import day
from samsyn_web.programmes.forms.requests import OfProgramme
from samsyn_web.programmes.models import NAME, TEXT, PartnerRole

Data = Mapping[str, Any] | None


def _text(label: Any, help_text: Any = "", limit: int = TEXT) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


class PartnerForm(forms.Form):
    """A partner, its role, and from when."""

    organisation = forms.TypedChoiceField(
        label=_("Myndighet i Samsyn"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Den som ska kunna logga in och läsa. Annars skrivs bara ett namn."),
    )
    name = forms.CharField(label=_("Namn, om den inte finns i Samsyn"), max_length=NAME, required=False)
    role = forms.ChoiceField(label=_("Roll i programmet"), choices=PartnerRole.choices)
    county = forms.ChoiceField(label=_("Län, för en länsstyrelse"), required=False)
    starts = forms.DateField(label=_("Från"), widget=day())
    ends = forms.DateField(
        label=_("Till och med"), required=False, widget=day(), help_text=_("Tom tills vidare.")
    )

    def __init__(
        self,
        authorities: Iterable[tuple[int, str]],
        counties: Mapping[str, str],
        data: Data = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        nothing = ("", _("ingen"))
        self.fields["organisation"].choices = [nothing, *authorities]  # type: ignore[attr-defined]
        self.fields["county"].choices = [nothing, *counties.items()]  # type: ignore[attr-defined]


class EndPartnerForm(forms.Form):
    """The last day of a partner."""

    key = forms.TypedChoiceField(label=_("Partner"), coerce=int)
    ends = forms.DateField(
        label=_("Sista dag"), widget=day(), help_text=_("Från dagen efter läser partnern ingenting.")
    )

    def __init__(self, rows: Iterable[tuple[int, str]], data: Data = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["key"].choices = list(rows)  # type: ignore[attr-defined]


class _FromPartner(OfProgramme):
    participant = forms.TypedChoiceField(label=_("Kommun"), coerce=int)
    focus_area = forms.TypedChoiceField(label=_("Fokusområde"), coerce=int)


class AdviceForm(_FromPartner):
    """Advice: written, or given on a day."""

    text = _text(_("Rådet"), _("Beskriv saken, inte enskilda personer."))
    starts = forms.DateField(label=_("Dag, om det har getts"), required=False, widget=day())
    hours = forms.DecimalField(
        label=_("Timmar, om det har getts"), required=False, max_digits=5, decimal_places=1
    )


class RequestForm(_FromPartner):
    """A request to the programme."""

    text = _text(_("Vad ni begär"), _("Programledaren svarar. Beskriv saken, inte enskilda personer."))


class ActivityProposalForm(_FromPartner):
    """An activity that the partner can provide."""

    text = _text(_("Vad som görs"), _("En aktivitet som ni genomför. Programledaren tar ställning."), 300)
    starts = forms.DateField(label=_("Första dag"), required=False, widget=day())
    ends = forms.DateField(label=_("Sista dag"), required=False, widget=day())


class AcceptForm(forms.Form):
    """An answer, and the format of an activity."""

    formats = forms.TypedMultipleChoiceField(
        label=_("Format"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    answer = forms.CharField(
        label=_("Svar till partnern"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, formats: Mapping[int, str], data: Data = None, **options: Any) -> None:
        super().__init__(data, **options)
        if formats:
            self.fields["formats"].choices = list(formats.items())  # type: ignore[attr-defined]
        else:
            del self.fields["formats"]


class DeclineForm(forms.Form):
    """Why it is declined."""

    answer = forms.CharField(label=_("Varför det avböjs"), max_length=300)
