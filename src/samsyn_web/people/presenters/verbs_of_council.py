"""The words of the log of events about the council, the coordination function and its contact point."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

COUNCIL = {
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
    "coordination.described": _("beskrev samordningsfunktionen eller dess ersättare"),
    "contact.written": _("skrev sidan med kontaktpunkten"),
    "contact.published": _("publicerade kontaktpunkten"),
    "contact.unpublished": _("tog bort publiceringen av kontaktpunkten"),
}
