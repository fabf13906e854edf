"""How official statistics stand in the menu and the addresses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import Entry
from samsyn_web.base.scope import Permission

ENTRY = Entry(
    name="statistics",
    title=_("Officiell statistik"),
    path="statistik/",
    urls="samsyn_web.methods.statistics.urls",
    home="statistics:files",
    description=_("Siffror som andra har räknat: nivån, utvecklingen över åren och en jämförelsegrupp."),
    needs=Permission.READ_PICTURE,
    order=70,
)
