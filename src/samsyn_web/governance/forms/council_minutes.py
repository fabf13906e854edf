"""Who adjusted the minutes, and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.governance.forms.duties import Data, day_field
from samsyn_web.governance.models.council_minutes import ADJUSTERS, CORRECTION


class AdjustForm(forms.Form):
    """Who and when; a correction also says what."""

    adjusted_on = day_field(_("Vilken dag justerades protokollet?"))
    adjusters = forms.CharField(
        label=_("Vilka justerade?"),
        max_length=ADJUSTERS,
        help_text=_("Som funktioner, till exempel ”ordföranden och lokalpolischefen”. Inga namn."),
    )
    why = forms.CharField(label=_("Vad är rättat?"), max_length=CORRECTION)

    def __init__(self, data: Data, *, is_correction: bool, **more: Any) -> None:
        super().__init__(data, **more)
        if not is_correction:
            del self.fields["why"]
