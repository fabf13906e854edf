"""How long is left, what is missing and what has come, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.base import words
from samsyn_web.methods.incidents.models import PeriodState, ReportingPeriod
from samsyn_web.methods.incidents.queries.rhythm import Answering
from samsyn_web.methods.incidents.queries.week import Come


def countdown(when: datetime, at: datetime) -> str:
    """Return in words how long it is to an instant, or how long ago it was."""
    gap = abs(when - at)
    text = _span(gap)
    return _("om %(span)s") % {"span": text} if when > at else _("för %(span)s sedan") % {"span": text}


def _span(gap: timedelta) -> str:
    days, hours, minutes = gap.days, gap.seconds // 3600, gap.seconds // 60 % 60
    if days:
        text = ngettext("en dag", "%(n)s dagar", days) % {"n": days}
        more = ngettext("en timme", "%(n)s timmar", hours) % {"n": hours}
        return _("%(a)s och %(b)s") % {"a": text, "b": more} if hours and days < 4 else text
    if hours:
        return ngettext("en timme", "%(n)s timmar", hours) % {"n": hours}
    return ngettext("en minut", "%(n)s minuter", max(minutes, 1)) % {"n": max(minutes, 1)}


def answered_words(answers: Answering) -> str:
    if not answers.expected:
        return _("Ingen är angiven som väntad")
    return ngettext(
        "%(there)s av %(n)s väntad har svarat", "%(there)s av %(n)s väntade har svarat", answers.expected
    ) % {"there": len(answers.answered), "n": answers.expected}


def missing(held: ReportingPeriod, answers: Answering, come: Come) -> tuple[str, ...]:
    """Return what is missing, in words."""
    found: list[str] = []
    is_open = held.state == PeriodState.OPEN
    if is_open and answers.silent:
        n = len(answers.silent)
        found.append(
            ngettext("En väntad rapportör har inte svarat.", "%(n)s väntade rapportörer har inte svarat.", n)
            % {"n": n}
        )
    if is_open and come.waiting:
        found.append(
            ngettext(
                "En rapport är inte granskad. Den kommer inte med förrän den är godtagen.",
                "%(n)s rapporter är inte granskade. De kommer inte med förrän de är godtagna.",
                come.waiting,
            )
            % {"n": come.waiting}
        )
    if is_open and come.returned:
        found.append(
            ngettext(
                "En rapport är åter hos rapportören för rättning.",
                "%(n)s rapporter är åter hos rapportörerna för rättning.",
                come.returned,
            )
            % {"n": come.returned}
        )
    if held.state == PeriodState.FROZEN and come.late:
        found.append(
            ngettext(
                "En rapport om perioden kom efter frysningen. Den räknas i nästa, eller här om ni fryser på nytt.",
                "%(n)s rapporter om perioden kom efter frysningen. De räknas i nästa, eller här om ni fryser på nytt.",
                come.late,
            )
            % {"n": come.late}
        )
    if held.state in (PeriodState.DECIDED, PeriodState.SENT) and come.late:
        found.append(
            ngettext(
                "En rapport om perioden kom efter frysningen. Den räknas i nästa.",
                "%(n)s rapporter om perioden kom efter frysningen. De räknas i nästa.",
                come.late,
            )
            % {"n": come.late}
        )
    return tuple(found)


def facts(answers: Answering, come: Come) -> tuple[tuple[str, str], ...]:
    """Return what has come, by what it is."""
    found = [
        (_("Svar från väntade"), answered_words(answers)),
        (_("Händelser"), words.number(come.incidents)),
        (_("Inget att rapportera"), words.number(come.zero)),
        (_("Positiva iakttagelser"), words.number(come.positive)),
        (_("På väg"), words.number(come.forward)),
    ]
    if answers.excused:
        n = len(answers.excused)
        found.insert(1, (_("Uppehåll"), ngettext("en rapportör", "%(n)s rapportörer", n) % {"n": n}))
    return tuple(found)
