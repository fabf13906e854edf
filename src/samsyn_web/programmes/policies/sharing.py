"""Who shares with a programme, what may be shared, and who reads it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import Participant, Share
from samsyn_web.programmes.policies.outside import is_outside
from samsyn_web.programmes.policies.selection import works_on
from samsyn_web.reports.models import Publication

NOTE = 500


class NotShareable(Refused):
    """What was asked to be shared is not the organisation's own to share, or not in that form."""


def shares_for(scope: Scope, participant: Participant) -> bool:
    """Whether the person shares for a participant: a municipality its own, a programme for one without a place."""
    own = participant.organisation_id == scope.organisation_id
    enters = is_outside(scope, participant) and works_on(scope, participant.programme)
    return scope.can(Permission.PUBLISH) and (own or enters)


def is_entered(share: Share) -> bool:
    """Whether the programme itself has entered what stands as a participant's, who has no place here."""
    place = share.participant
    return share.organisation_id == place.programme.organisation_id != place.organisation_id


def shown_name(share: Share) -> str:
    """Return the participant's name, with the mark where the programme has entered what stands there."""
    if is_entered(share):
        return _("%(name)s (infört av programmet)") % {"name": share.participant.name}
    return share.participant.name


def stands(share: Share) -> bool:
    """Whether a share is still the participant's: what the programme entered is not, once it shares itself."""
    return not is_entered(share) or share.participant.organisation_id is None


def check_shares(scope: Scope, participant: Participant, note: str) -> None:
    """Raise unless the person may share for the participant, with this comment."""
    if not shares_for(scope, participant):
        raise Refused(_("Bara den som fastställer kommunens lägesbilder delar dem med ett program."))
    check_text(note, _("Kommentaren"), NOTE)


def check_revokes(scope: Scope, share: Share) -> None:
    """Raise unless the person may take back what was shared, and it still is."""
    if not scope.can(Permission.PUBLISH) or share.organisation_id != scope.organisation_id:
        raise Refused(_("Bara den kommun som har delat kan återkalla."))
    if share.revoked_at is not None:
        raise Refused(_("Delningen är redan återkallad."))


def is_for_all(publication: Publication) -> bool:
    """Whether an edition is made to be read outside: the public one, and the partner edition of all partners."""
    if publication.edition == Edition.PARTNER:
        return publication.partner_id is None and not publication.areas
    return publication.edition == Edition.PUBLIC
