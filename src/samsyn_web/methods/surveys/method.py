"""How surveys stand in the menu and the addresses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import Entry
from samsyn_web.base.scope import Permission

ENTRY = Entry(
    name="surveys",
    title=_("Enkäter"),
    path="enkater/",
    urls="samsyn_web.methods.surveys.urls",
    home="surveys:surveys",
    description=_(
        "Frågor till en grupp: vilka som svarade, hur svaren fördelar sig och vad bortfallet kan ändra."
    ),
    needs=Permission.READ_PICTURE,
    order=65,
)
