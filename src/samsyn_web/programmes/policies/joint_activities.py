"""What may be written of what the whole programme does, and which of it may be changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import NAME, JointActivity, JointKind
from samsyn_web.programmes.policies.selection import check_works_on, works_on

WHEN = 60


def can_change_joint_activity(scope: Scope, joint_activity: JointActivity) -> bool:
    """Whether the person may change it: its coordinator may, where no document states it."""
    return works_on(scope, joint_activity.programme) and not joint_activity.is_sourced


def check_can_change_joint_activity(
    scope: Scope, joint_activity: JointActivity, version: int | None = None
) -> None:
    """Raise unless the person may change it, and has seen it as it stands."""
    check_works_on(scope, joint_activity.programme)
    if joint_activity.is_sourced:
        raise Refused(_("Aktiviteten står i ett dokument och ändras inte här."))
    if version is not None and joint_activity.version != version:
        raise Refused(_("Någon annan har ändrat aktiviteten sedan du öppnade den. Läs om sidan."))


def check_joint_activity(
    *,
    kind: str,
    title: str,
    when: str,
    texts: Mapping[str, str],
    attended: Iterable[str],
    known: Collection[str],
) -> None:
    """Raise unless it says what it is, names only municipalities of the programme, and points at nobody."""
    if kind not in JointKind.values:
        raise BadInput(_("Välj vad det är för aktivitet."))
    if not title.strip():
        raise BadInput(_("Skriv vad aktiviteten är."))
    check_text(title, _("Aktiviteten"), 300)
    check_text(when, _("När"), WHEN)
    for name, text in texts.items():
        check_text(text, name, NAME)
    if any(key not in known for key in attended):
        raise BadInput(_("Kommunen är inte med i programmet."))
