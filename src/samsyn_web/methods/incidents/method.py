"""How the incident method stands in the menu and the addresses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import Entry
from samsyn_web.base.scope import Permission

ENTRY = Entry(
    name="incidents",
    title=_("Rapporter om händelser"),
    path="",
    urls="samsyn_web.methods.incidents.urls",
    home="incidents:register",
    add="incidents:upload",
    make="incidents:new_picture",
    explore="incidents:explore",
    report="incidents:report",
    of_problem="incidents:problem_reports",
    description=_(
        "Från filer med rapporter till en lägesbild: vad, var och när, och vad som har förändrats."
    ),
    needs=Permission.WORK_WITH_DATA,
    order=10,
)

WEEK = Entry(
    name="week",
    title=_("Veckan"),
    path="veckan/",
    urls="samsyn_web.methods.incidents.urls.week",
    home="week:now",
    waits="week:standing",
    description=_("Från insamling till möte, beslut och utskick: var ni är nu, och vad som fattas."),
    needs=Permission.READ_WEEK,
    order=20,
)
