"""Who signs and who takes in packages."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.period import parse
from samsyn.programme import SharedFigure
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import NAME, Participant, Programme
from samsyn_web.programmes.policies.programmes import check_runs, check_words

MOST_WAITING = 20


def check_signs(scope: Scope, receiver: str) -> None:
    """Raise unless the person shares on behalf of the organisation, with somebody who is named."""
    if not scope.can(Permission.PUBLISH):
        raise Refused(_("Bara den som fastställer kommunens lägesbilder delar dem med andra."))
    if not receiver:
        raise BadInput(_("Skriv vem paketet är till."))
    check_text(receiver, _("Mottagaren"), NAME)


def check_points_at_nobody(sharer: str, figures: Sequence[SharedFigure]) -> None:
    """Raise where a text in a package points at a person, or a period is none: then it is not kept."""
    texts = {_("Avsändaren"): sharer}
    for one in figures:
        parse(one.period)  # refuses what is no period
    for n, one in enumerate(figures, 1):
        said = ". ".join(
            (one.label, one.category, one.note, one.why_alone, one.key, one.unit, one.method, one.edition)
        )
        texts[_("Siffra %(n)s i paketet") % {"n": n}] = said[:1000]
    check_words(texts)


def check_stands_for(scope: Scope, programme: Programme, participant: Participant) -> None:
    """Raise unless the person runs the programme, and the participant is one of its own without a place here."""
    check_runs(scope, programme)
    if participant.programme_id != programme.pk:
        raise Refused(_("Deltagaren är inte med i programmet."))
    if participant.organisation_id is not None:
        raise Refused(_("Deltagaren delar själv i Samsyn. Ett paket tas bara emot för den som inte gör det."))


def received_name(name: str) -> str:
    """Return a participant's name with the mark that what it shares came in a package."""
    return _("%(name)s (mottaget paket)") % {"name": name}
