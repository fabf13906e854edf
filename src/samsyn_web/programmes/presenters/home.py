"""A programme at a glance, and the sections of its final report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn.cycle import Edition, Section
from samsyn.documents import Document, document, section_html
from samsyn.programme import Programme, activity_counts, final_report, survey_figure
from samsyn_web.programmes.models import ReportText

GLANCE = ("carried_out", "municipalities", "followed", "obstacles", "learnt", "money")


@dataclass(frozen=True, kw_only=True)
class Home:
    """A programme's page: a sentence, and its sections as they stand in the report."""

    sentence: str
    sections: tuple[SafeString, ...]
    notice: str


def home(facts: Programme) -> Home:
    """Return a programme at a glance."""
    counts = activity_counts(facts)
    parts = [
        _("%(n)s aktiviteter i %(m)s kommuner och %(f)s fokusområden.")
        % {"n": counts.total, "m": len(facts.municipalities), "f": len(facts.focus_areas)}
    ]
    if facts.survey and facts.survey.counts:
        one = survey_figure(facts.survey, max(facts.survey.counts))
        parts.append(
            _("%(count)s av %(n)s svarade %(group)s i enkäten.")
            % {"count": one.count, "n": one.answered, "group": one.group}
        )
    told = {one.key: one for one in final_report(facts)}
    return Home(
        sentence=" ".join(parts),
        sections=tuple(shown(told[key]) for key in GLANCE if key in told),
        notice=notice(facts),
    )


def notice(facts: Programme) -> str:
    """Return what a reader must know first."""
    if facts.is_fictional:
        return _("Uppdiktat program: inget här är verkligt.")
    return _(
        "Ur offentliga dokument, med källa för varje uppgift. Det som dokumenten inte anger står som ej angivet."
    )


def shown(section: Section) -> SafeString:
    """Return a section as a part of a page; every text in it is escaped by the library."""
    return mark_safe(section_html(section))  # noqa: S308


def sections_of(facts: Programme, texts: Mapping[str, ReportText]) -> tuple[Section, ...]:
    """Return the final report with what people have written."""
    return final_report(facts, {key: one.text for key, one in texts.items()})


def report_document(facts: Programme, sections: tuple[Section, ...]) -> Document:
    """Return the final report as a document."""
    counts = activity_counts(facts)
    return document(
        title="Slutrapport",
        subtitle=f"{facts.name}: {counts.total} aktiviteter i {len(facts.municipalities)} kommuner",
        edition=Edition.INTERNAL,
        sections=sections,
        meta={"notice": notice(facts)},
        kind=("Ur programmets data", "Alla tal är räknade ur data med angiven källa."),
    )
