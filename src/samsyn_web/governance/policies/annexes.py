"""What may be chosen for an annex."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn.statutory import Kind
from samsyn_web.governance.models import Paper


def check_annex_choice(
    paper: Paper,
    problems: Collection[int],
    known_problems: Collection[int | None],
    actions: Collection[int],
    known_actions: Collection[int | None],
) -> None:
    """Raise unless the annex is an application, and everything chosen is the organisation's own and can be chosen."""
    if paper.kind != Kind.GRANT:
        raise BadInput(_("Bara en ansökan har valda problem och åtgärder."))
    if not set(problems) <= set(known_problems):
        raise BadInput(_("Problemet finns inte i er organisation eller är avslutat."))
    if not set(actions) <= set(known_actions):
        raise BadInput(_("Åtgärden finns inte i er organisation eller är avslutad."))
