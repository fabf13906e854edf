"""The words of the log of events: what was done to the governance model, and when functions were handed over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OF_GOVERNANCE = {
    "handover.started": _("började lämna över en funktion"),
    "handover.written": _("skrev i en överlämning"),
    "handover.point_added": _("lade till en punkt i en överlämning"),
    "handover.point_done": _("gick igenom en punkt i en överlämning"),
    "handover.point_undone": _("ångrade en punkt i en överlämning"),
    "handover.given": _("lämnade över en funktion"),
    "handover.received": _("tog emot en funktion"),
    "handover.removed": _("tog bort en överlämning"),
    "steering.started": _("började en version av styrmodellen"),
    "steering.body_added": _("lade till ett organ i styrmodellen"),
    "steering.body_changed": _("ändrade ett organ i styrmodellen"),
    "steering.body_withdrawn": _("tog bort ett organ ur styrmodellen"),
    "steering.body_restored": _("lade tillbaka ett organ i styrmodellen"),
    "steering.decided": _("antecknade beslut om styrmodellen"),
    "steering.removed": _("tog bort ett utkast till styrmodell"),
}
