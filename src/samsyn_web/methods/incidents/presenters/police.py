"""What the pages show of the police's published events: time, kind and a link, and how many per month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Section
from samsyn.instruments.categories import CategoryList
from samsyn.methods.incidents.sections.shapes import chart
from samsyn_web.methods.incidents.models import PoliceItem
from samsyn_web.methods.incidents.queries import police_source


@dataclass(frozen=True, kw_only=True)
class PoliceRow:
    """A published event, in a line."""

    at: datetime
    kind: str
    category: str
    place: str
    href: str


def police_rows(
    items: Iterable[PoliceItem], kinds: Mapping[str, str], known: CategoryList
) -> tuple[PoliceRow, ...]:
    """Published events in lines; `kinds` says which category each kind is."""
    return tuple(
        PoliceRow(
            at=one.at,
            kind=one.kind,
            category=known.label_of(kinds[one.kind]) if kinds.get(one.kind) else "",
            place=one.place,
            href=one.address,
        )
        for one in items
    )


def police_chart(months: Mapping[date, int]) -> SafeString | None:
    """Published events per month with the break; none where there are too few months."""
    if len(months) < 2:
        return None
    source = police_source()
    last = max(months)
    data = {
        "periods": [month.isoformat() for month in months],
        "values": list(months.values()),
        "unit": _("notiser per månad"),
        "period_kind": "month",
        "breaks": [
            {"day": one.day.isoformat(), "what": one.what}
            for one in source.breaks
            if min(months) <= one.day <= last
        ],
    }
    sentence = _(
        "Hur många händelser polisen har skrivit om i kommunen. Det säger inget om hur många brott som skett."
    )
    shown = chart("polisen", "trend", _("Polisens notiser per månad"), sentence, data)
    section = Section(key="polisen", title=_("Över tid"), charts=(shown,), paragraphs=source.caveats[:1])
    return mark_safe(documents.section_html(section))
