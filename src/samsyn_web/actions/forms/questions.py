"""What is asked of the steering group, and its answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.actions.forms.plans import day_field
from samsyn_web.actions.models import FUNCTION, TEXT, Answered, Need


def _area(label: object, help_text: object = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        max_length=TEXT,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskForm(forms.Form):
    """What is missing, which decision is needed, and until when."""

    need = forms.ChoiceField(
        label=_("Vad saknas?"),
        choices=[(value, word) for value, word in Need.choices],
        widget=forms.RadioSelect,
    )
    question = _area(_("Fråga"), _("Så kort att den går att läsa upp på ett möte."))
    wanted = _area(
        _("Vilket beslut behövs?"),
        _("Till exempel ”80 000 kronor ur årets ram” eller ”utse en ansvarig förvaltning”."),
    )
    consequence = _area(_("Vad händer utan beslut?"), required=False)
    until = day_field(_("Svar behövs senast"), required=True)
    asked_of = forms.CharField(
        label=_("Ställd till"),
        max_length=FUNCTION,
        initial=_("Styrgruppen"),
        help_text=_("En funktion eller grupp."),
    )


class AnswerForm(forms.Form):
    """Yes, partly, no or back, and why."""

    answer = forms.ChoiceField(
        label=_("Svar"),
        choices=[(value, word) for value, word in Answered.choices],
        widget=forms.RadioSelect,
    )
    text = _area(
        _("Motivering"),
        _("Behövs om svaret inte är ja. Den som frågade läser den, liksom de som arbetar med åtgärden."),
        required=False,
    )
