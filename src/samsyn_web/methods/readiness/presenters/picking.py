"""What the page where a measurement is taken into a situational picture is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.methods.readiness import Scores
from samsyn.methods.readiness.picks import CHANGE, PROFILE
from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import Measurement
from samsyn_web.methods.readiness.presenters.profile import show_profile
from samsyn_web.methods.readiness.presenters.shown import ProfileShown


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


@dataclass(frozen=True, kw_only=True)
class AdviceLine:
    """What the method suggests about a dimension, and where an action is begun from it; empty where none can be."""

    name: str
    text: str
    begin: str


def advice_lines(
    scope: Scope, shown: ProfileShown | None, figures: Mapping[str, str]
) -> tuple[AdviceLine, ...]:
    """Return what is suggested about the lowest dimensions; `figures` are those that stand in a picture, by digest."""
    lowest = [one for one in shown.lines if one.is_lowest] if shown else []
    return tuple(
        AdviceLine(name=one.name, text=text, begin=_begin(scope, figures.get(one.key, ""), text))
        for one in lowest
        for text in one.advice
    )


def _begin(scope: Scope, digest: str, text: str) -> str:
    if not digest or not policies.can_start(scope):
        return ""
    said = {"resultat": digest, "atgard": text[:1].upper() + text[1:]}
    return f"{reverse('actions:new_action')}?{urlencode(said)}"
