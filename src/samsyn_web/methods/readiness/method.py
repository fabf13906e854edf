"""How the readiness method stands in the menu and the addresses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import Entry
from samsyn_web.base.scope import Permission

ENTRY = Entry(
    name="readiness",
    title=_("Förändringsberedskap"),
    path="beredskap/",
    urls="samsyn_web.methods.readiness.urls",
    home="readiness:measurements",
    description=_(
        "Intervjuer som två bedömer var för sig: hur redo organisationen är, vad som är svagast och vad som ändrats."
    ),
    needs=Permission.READ_PICTURE,
    order=60,
)
