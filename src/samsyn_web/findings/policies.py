"""When a picture may change, and who may change it."""

from __future__ import annotations

from samsyn.errors import Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.models import Picture


class PictureIsPublished(Refused):
    """The picture is published; it is corrected by a new one, never changed."""


class NotAllowed(Refused):
    """The person's role does not carry the permission."""


def check_own(scope: Scope, picture: Picture) -> None:
    """Raise unless the person works with the data of the picture's organisation."""
    if picture.organisation_id != scope.organisation_id or not scope.can(Permission.WORK_WITH_DATA):
        raise NotAllowed("Din roll ger inte rätt att ändra lägesbilden.")


def can_discard(scope: Scope, picture: Picture) -> bool:
    """Whether the person may throw away the picture now."""
    return picture.is_draft and scope.can(Permission.WORK_WITH_DATA)


def check_can_discard(scope: Scope, picture: Picture) -> None:
    """Raise unless the person may throw away the picture now."""
    check_own(scope, picture)
    if not picture.is_draft:
        raise PictureIsPublished("Lägesbilden är publicerad och kan inte tas bort. Gör en ny som rättar den.")


def can_publish(scope: Scope, picture: Picture) -> bool:
    """Whether the person may publish the picture now."""
    return scope.can(Permission.PUBLISH) and picture.discarded_at is None


def check_can_publish(scope: Scope, picture: Picture) -> None:
    """Raise unless the person may publish the picture now."""
    if picture.organisation_id != scope.organisation_id or not scope.can(Permission.PUBLISH):
        raise NotAllowed("Din roll ger inte rätt att publicera.")
    if picture.discarded_at is not None:
        raise Refused("Lägesbilden är borttagen. Ångra borttagningen först.")
