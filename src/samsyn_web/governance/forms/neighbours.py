"""What another plan says, and what of one's own it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn_web.governance.forms.duties import day_field
from samsyn_web.governance.models import NeighbourLink, NeighbourPlan
from samsyn_web.governance.models.neighbours import NAME, WORDS

Data = Mapping[str, Any] | None
Choices = Sequence[tuple[int, str]]


class NeighbourForm(forms.Form):
    """Another plan or steering document."""

    name = forms.CharField(
        label=_("Vad heter planen?"),
        max_length=NAME,
        help_text=_("Till exempel ”Översiktsplan 2040” eller ”Folkhälsoplan 2025–2028”."),
    )
    body = forms.CharField(
        label=_("Vem ansvarar för den?"), max_length=NAME, help_text=_("En nämnd eller ett bolag.")
    )
    reference = forms.CharField(label=_("Vilken handling är det?"), max_length=NAME)
    about = forms.CharField(
        label=_("Vad i den gäller brottsförebyggande arbete?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    valid_from = day_field(_("Gäller från och med"))
    valid_until = day_field(_("Gäller till och med"), required=False)
    revised_on = day_field(
        _("När revideras den?"), required=False, help_text=_("Dagen står i kalendern, och ni påminns innan.")
    )
    problems = forms.TypedMultipleChoiceField(
        label=_("Vilka problem berörs?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    actions = forms.TypedMultipleChoiceField(
        label=_("Vilka åtgärder berörs?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.CharField(
        label=_("Hur hålls planerna ihop?"),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Till exempel ”Samordnaren läser förslaget före samråd”. När det är bestämt räknas det för 7 §."
        ),
    )
    agreed_on = day_field(_("Vilken dag bestämdes det?"), required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Data, problems: Choices, actions: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        for key, choices in (("problems", problems), ("actions", actions)):
            self.fields[key].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[key]

    def clean_seen(self) -> int:
        """Return the version that was read; none is the first."""
        return self.cleaned_data["seen"] or 0


def neighbour_initial(one: NeighbourPlan, links: Iterable[NeighbourLink]) -> dict[str, Any]:
    """Return what a form begins with when a row is changed."""
    keys = (
        "name",
        "body",
        "reference",
        "about",
        "valid_from",
        "valid_until",
        "revised_on",
        "agreed",
        "agreed_on",
    )
    links = tuple(links)
    return {
        **{key: getattr(one, key) for key in keys},
        "problems": [link.problem_id for link in links if link.problem_id],
        "actions": [link.action_id for link in links if link.action_id],
        "seen": one.version,
    }
