"""What may be noted of a meeting: functions as counts, and points with who answers and until when."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import NAME
from samsyn_web.programmes.models.participation import MeetingForm
from samsyn_web.programmes.policies.programmes import check_words

MOST_FUNCTIONS = 40


def check_presence(form: str, present: Sequence[tuple[str, int]]) -> None:
    """Raise unless functions stand once each with how many they were, and point at nobody."""
    if form and form not in MeetingForm.values:
        raise BadInput(_("Välj hur mötet hölls."))
    if len(present) > MOST_FUNCTIONS:
        raise BadInput(_("Skriv högst %(n)s funktioner.") % {"n": MOST_FUNCTIONS})
    names = [function.strip().casefold() for function, _count in present]
    if len(set(names)) < len(names) or not all(names):
        raise BadInput(_("Skriv varje funktion en gång, med hur många de var."))
    for function, n in present:
        check_text(function, _("Funktionen"), NAME)
        if not 1 <= n <= 1000:
            raise BadInput(_("Skriv hur många de var från varje funktion, mellan 1 och 1000."))


def check_point(text: str, function: str) -> None:
    """Raise unless a point says what is to be done and which function does it, and points at nobody."""
    if not text or not function:
        raise BadInput(_("Skriv vad ni kom överens om och vilken funktion som gör det."))
    check_words({_("Texten"): text})
    check_text(function, _("Funktionen"), NAME)
