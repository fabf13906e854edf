"""How crime proofing stands in the menu and the addresses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import Entry
from samsyn_web.base.scope import Permission

ENTRY = Entry(
    name="crimeproofing",
    title=_("Brottssäkring av regelverk"),
    path="brottssakring/",
    urls="samsyn_web.methods.crimeproofing.urls",
    home="crimeproofing:cases",
    waits="crimeproofing:standing",
    description=_("Hur ett regelverk kan missbrukas, vad det leder till, och hur det kan ändras."),
    needs=Permission.READ_PICTURE,
    order=60,
)
