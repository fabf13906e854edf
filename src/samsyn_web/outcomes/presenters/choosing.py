"""What somebody who decides an evaluation chooses from: areas to compare with, and what the choice can see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.charts import resolve
from samsyn.cycle import Chart, DataTable, Section
from samsyn.outcomes import Candidate, Detectable
from samsyn_web.base.registry import EventCounts

SHOWN = 8  # series beside each other


@dataclass(frozen=True, kw_only=True)
class CandidateRow:
    """An area in the picker."""

    key: str
    name: str
    fits: bool
    why: str
    before: int
    chosen: bool


def candidate_rows(
    found: Sequence[Candidate], names: Mapping[str, str], chosen: Sequence[str]
) -> tuple[CandidateRow, ...]:
    """Return every other area with the reason for and against."""
    return tuple(
        CandidateRow(
            key=one.area,
            name=names.get(one.area, one.area),
            fits=one.fits,
            why=one.why,
            before=one.before,
            chosen=one.area in chosen,
        )
        for one in found
    )


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a choice will be able to see, and how the areas went before."""

    sentence: str
    html: SafeString


def preview(
    held: EventCounts, treated: Sequence[str], found: Sequence[Candidate], chosen: Sequence[str], seen: Detectable,
    before: tuple[date, date], categories: Sequence[str],
) -> Preview:  # fmt: skip
    """Return what can be seen, with the series of the treated areas and of those that are chosen or proposed."""
    weeks = held.counts.window(before)
    own = held.counts.of(treated, categories)[:, weeks].sum(axis=0)
    whole = len(own) // 4 * 4
    if not whole:
        return Preview(sentence=seen.sentence, html=mark_safe(""))
    steps = [int(one) for one in own[len(own) - whole :].reshape(-1, 4).sum(axis=1)]
    mondays = held.counts.mondays()[weeks][len(own) - whole :: 4]
    shown = [one for one in found if one.area in chosen or (not chosen and one.fits)][:SHOWN]
    panels = [{"label": _("Där åtgärden görs"), "values": steps}]
    panels += [{"label": held.names.get(one.area, one.area), "values": list(one.series)} for one in shown]
    spec = {
        "samsyn": "small_multiples",
        "periods": [day.isoformat() for day in mondays],
        "unit": _("händelser per fyra veckor"),
        "period_kind": "span",
        "panels": panels,
    }
    empty = DataTable(key="fore-tabell", caption=_("Före åtgärden"), columns=(), rows=())
    said = _("En bra jämförelse rör sig som området där åtgärden görs, före. Inget efter starten visas här.")
    chart = resolve(Chart(key="fore", title=_("Före åtgärden"), spec=spec, sentence=said, table=empty))
    section = Section(key="fore", title=_("Hur områdena följdes åt före"), charts=(chart,))
    return Preview(sentence=seen.sentence, html=mark_safe(documents.section_html(section, heading_level=3)))
