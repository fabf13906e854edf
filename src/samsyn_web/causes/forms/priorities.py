"""What is asked when problems are weighed against each other."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.analysis import Criterion
from samsyn_web.causes.forms.guarded import Data, Guarded, SeenField
from samsyn_web.causes.models import TEXT, Choice, CriterionJudgement, Ground, ProblemChoice


class CriterionForm(Guarded):
    """What one criterion says about a problem, and why; may be left unanswered."""

    ground = forms.ChoiceField(
        label=_("Bedömning"), choices=[("", _("inte bedömt")), *Ground.choices], required=False
    )
    why = forms.CharField(
        label=_("Vad bygger det på?"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, criterion: Criterion, said: CriterionJudgement | None = None, data: Data = None
    ) -> None:
        now = {"ground": said.ground, "why": said.why} if said else {}
        super().__init__(data, prefix=criterion.code, initial=now)
        self.criterion, self.was_judged = criterion, said is not None

    def clean(self) -> dict[str, object]:
        """Ask for the ground of a judgement, and keep one that was made: it is changed, not emptied."""
        cleaned = super().clean()
        ground, why = cleaned.get("ground"), cleaned.get("why")
        if ground and ground != Ground.UNKNOWN and not why and "why" not in self.errors:
            self.add_error("why", _("Skriv vad bedömningen bygger på."))
        if not ground and (why or self.was_judged):
            self.add_error("ground", _("Välj en bedömning. ”Vet inte” är också ett svar."))
        return cleaned


class SeenForm(forms.Form):
    """The newest judgement that the person had before them."""

    seen = SeenField()


class ChoiceForm(Guarded):
    """Whether a problem comes first, waits or is left, and why."""

    choice = forms.ChoiceField(label=_("Val"), choices=Choice.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Varför?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför. Skälet läses av dem som undrar längre fram.")},
    )
    review_on = forms.DateField(
        label=_("Prövas igen"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Måste anges när problemet prioriteras bort."),
    )
    seen = SeenField()

    def __init__(self, now: ProblemChoice | None, data: Data = None) -> None:
        super().__init__(data, initial={"seen": now.pk if now else 0})
