"""What the page where a measurement is taken into a situational picture is given."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.methods.readiness import Scores
from samsyn.methods.readiness.picks import CHANGE, PROFILE
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import Measurement
from samsyn_web.methods.readiness.presenters.profile import show_profile


@dataclass(frozen=True, kw_only=True)
class MeasurementPickPage:
    """
    What may be taken of a measurement.

    `refused` is why nothing may be; `left_out` says what may not, and why.
    """

    key: int
    title: str
    sentence: str
    choices: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    refused: str


def pick_page(one: Measurement, scores: Scores | None) -> MeasurementPickPage:
    """Return what may be taken of a measurement, and what may not, with the reason."""
    refused = policies.why_not_picked(one)
    why = policies.why_not_compared(one)
    choices, left_out = [(PROFILE, _("Profilen, den lägsta dimensionen först, och helheten"))], []
    if one.previous is not None:
        change = _("Förändring sedan %(before)s, eller varför mätningarna inte jämförs") % {
            "before": one.previous.wave
        }
        if why:
            left_out.append((change, why))
        else:
            choices.append((CHANGE, change))
    return MeasurementPickPage(
        key=one.pk,
        title=str(one),
        sentence=show_profile(scores, one).sentence if scores is not None and not refused else "",
        choices=() if refused else tuple(choices),
        left_out=() if refused else tuple(left_out),
        refused=refused,
    )
