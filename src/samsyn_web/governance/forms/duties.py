"""What is done, tried or left under a paragraph; who answers for it; which body leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.statute import DutyKind, Paragraph
from samsyn_web.governance.models.duties import ADDRESS, FUNCTION, REFERENCE, RecordOutcome

Data = Mapping[str, Any] | None


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class RecordForm(forms.Form):
    """A document, a decision, an attempt, or why nothing is begun."""

    slots = forms.MultipleChoiceField(label=_("Vad gäller det?"), widget=forms.CheckboxSelectMultiple)
    outcome = forms.ChoiceField(label=_("Hur är läget?"), widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Handling, beslut eller skäl"),
        max_length=REFERENCE,
        help_text=_(
            "Till exempel ”Lägesbild 2026, dnr 2026/114”. För ett försök: vem ni frågade och hur. Inga namn."
        ),
    )
    day = day_field(_("Dag"), help_text=_("När det beslutades, gjordes eller försöktes."))
    body = forms.CharField(
        label=_("Beslutat av"),
        max_length=FUNCTION,
        required=False,
        help_text=_("Till exempel ”Kommunstyrelsen § 88”."),
    )
    until = day_field(
        _("Gäller till och med"), required=False, help_text=_("Om det slutar gälla en viss dag.")
    )
    address = forms.CharField(
        label=_("Länk till handlingen"),
        max_length=ADDRESS,
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    def __init__(self, data: Data, paragraph: Paragraph, lacking: Sequence[str] = (), **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["slots"].choices = [(one.code, one.name.capitalize()) for one in paragraph.slots]  # type: ignore[attr-defined]
        self.fields["slots"].initial = (
            list(lacking) if len(paragraph.slots) > 1 else [paragraph.slots[0].code]
        )
        strives = paragraph.kind is DutyKind.STRIVE
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            one for one in RecordOutcome.choices if strives or one[0] != RecordOutcome.ATTEMPT
        ]


class OwnerForm(forms.Form):
    """Which function answers, and who is reminded."""

    function = forms.CharField(
        label=_("Ansvarig funktion"),
        max_length=FUNCTION,
        help_text=_("En befattning eller enhet, inte ett namn."),
    )
    owner = forms.TypedChoiceField(
        label=_("Vem påminns"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("En medlem i Samsyn."),
    )

    def __init__(self, data: Data, members: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["owner"].choices = [("", _("Samordnaren")), *members]  # type: ignore[attr-defined]


class LeadingBodyForm(forms.Form):
    """Which body leads the work."""

    name = forms.CharField(
        label=_("Vilket organ leder arbetet?"),
        max_length=FUNCTION,
        initial=_("Kommunstyrelsen"),
        help_text=_("Kommunstyrelsen, om fullmäktige inte har bestämt en annan nämnd."),
    )
    decided_on = day_field(_("Sedan vilken dag?"))
    reference = forms.CharField(
        label=_("Var står det?"),
        max_length=REFERENCE,
        help_text=_("Beslut eller reglemente, till exempel ”Reglemente för kommunstyrelsen, KF § 41”."),
    )
