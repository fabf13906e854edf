"""The words of the log of events: the council, agreements, the governance model, and handing functions over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OF_GOVERNANCE = {
    "agreement.added": _("lade till en överenskommelse"),
    "agreement.changed": _("skrev en ny version av en överenskommelse"),
    "agreement.ended": _("avslutade en överenskommelse"),
    "agreement.reopened": _("ångrade att en överenskommelse avslutades"),
    "council.set": _("antecknade rådet"),
    "council.seat_added": _("lade till en funktion i rådet"),
    "council.seat_changed": _("ändrade en plats i rådet"),
    "council.seat_removed": _("tog bort en funktion ur rådet"),
    "council.planned": _("planerade ett möte i rådet"),
    "council.moved": _("ändrade tid eller plats för ett möte i rådet"),
    "council.held": _("antecknade närvaron vid ett möte i rådet"),
    "council.cancelled": _("ställde in ett möte i rådet"),
    "council.reopened": _("ångrade att ett möte i rådet ställdes in"),
    "council.point_added": _("lade till en punkt i rådets dagordning"),
    "council.point_changed": _("ändrade en punkt i rådets dagordning"),
    "council.point_removed": _("tog bort en punkt ur rådets dagordning"),
    "council.decided": _("antecknade ett beslut i rådet"),
    "council.task_done": _("blev klar med ett uppdrag från rådet"),
    "council.task_reopened": _("öppnade ett uppdrag från rådet igen"),
    "council.withdrawn": _("tog tillbaka ett beslut i rådet"),
    "council.restored": _("lät ett beslut i rådet räknas igen"),
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
