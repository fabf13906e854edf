"""What the pages and documents of a file of official statistics are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.methods.statistics.method import Figures
from samsyn.methods.statistics.templates import TEMPLATES
from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.methods.statistics import policies
from samsyn_web.methods.statistics.models import StatisticsFile

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EDITIONS = (Edition.INTERNAL, Edition.PUBLIC)


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """A file in the list."""

    title: str
    href: str
    year: int
    name: str
    state: str
    is_invented: bool
    read_at: datetime


@dataclass(frozen=True, kw_only=True)
class FilePage:
    """A file: what was understood of it, what it says, and what can be done with it."""

    key: int
    title: str
    sentence: str
    understood: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    limits: tuple[str, ...]
    refused: tuple[str, ...]
    sections: tuple[SafeString, ...]
    credit: str
    edition: str
    tabs: tuple[tuple[str, str, bool], ...]
    digest: str
    is_invented: bool
    is_unchanged: bool
    is_kept: bool
    is_withdrawn: bool
    can_read_in: bool


def _once(section: Section, said: str) -> Section:
    """Return a section without the lead that the head of the page has said."""
    return replace(section, lead="") if section.lead == said else section


def lines(some: Iterable[StatisticsFile]) -> tuple[FileLine, ...]:
    """Return files as lines."""
    return tuple(
        FileLine(
            title=title(one),
            href=reverse("statistics:file", args=[one.pk]),
            year=one.year,
            name=one.name,
            state=_state(one),
            is_invented=one.is_invented,
            read_at=one.read_at,
        )
        for one in some
    )


def title(one: StatisticsFile) -> str:
    """Return what a file is called on pages: its source."""
    return TEMPLATES[one.template].source.name


def page(scope: Scope, one: StatisticsFile, told: Figures, edition: Edition) -> FilePage:
    """Return the page of a file in an edition."""
    source = told.observed.source
    here = reverse("statistics:file", args=[one.pk])
    names = {Edition.INTERNAL: _("Intern upplaga"), Edition.PUBLIC: _("Publik upplaga")}
    return FilePage(
        key=one.pk,
        title=title(one),
        sentence=told.sentence(edition),
        understood=_understood(one, told),
        doubts=tuple(one.doubts),
        limits=(*source.caveats, *(f"{words.day(each.day)}: {each.what}" for each in source.breaks)),
        refused=tuple(f"{each.what} redovisas inte. {each.why}" for each in told.found.refusals),
        sections=tuple(
            mark_safe(documents.section_html(_once(section, told.sentence(edition)), heading_level=2))
            for section in told.sections(edition)
        ),
        credit=source.credit,
        edition=edition.value,
        tabs=tuple((f"{here}?upplaga={each.value}", names[each], each is edition) for each in EDITIONS),
        digest=one.digest,
        is_invented=one.is_invented,
        is_unchanged=policies.is_unchanged(one),
        is_kept=one.kept_at is not None,
        is_withdrawn=one.withdrawn_at is not None,
        can_read_in=policies.can_read_in(scope),
    )


def export(
    kind: str, one: StatisticsFile, told: Figures, edition: Edition, *, organisation: str, at: datetime
) -> bytes:
    """Return what a file says as a document of a kind; it is Swedish whoever fetches it."""
    doc = documents.document(
        title=title(one),
        subtitle=told.sentence(edition),
        edition=edition,
        sections=told.sections(edition),
        meta={
            "organisation": organisation,
            "period": told.observed.period.label,
            "generated_at": timezone.localtime(at).replace(tzinfo=None, microsecond=0),
            "digest": one.digest,
            "credit": told.observed.source.credit,
            "notice": (_("Uppdiktade siffror: kommunerna och talen finns inte."),) if one.is_invented else (),
        },
        wide=True,
    )
    make = {"docx": documents.docx, "pdf": documents.pdf, "xlsx": documents.tables_xlsx}
    return make[kind](doc)


def _state(one: StatisticsFile) -> str:
    if one.withdrawn_at is not None:
        return _("Tillbakadragen")
    return _("Sparad") if one.kept_at is not None else _("Läst men inte sparad")


def _understood(one: StatisticsFile, told: Figures) -> tuple[tuple[str, str], ...]:
    frame = told.observed.table.frame
    years = sorted({day.year for day in frame["day"]})
    areas, kinds = frame["area"].n_unique(), frame["category"].unique(maintain_order=True).to_list()
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"  # noqa: RUF001
    listed = ", ".join(kinds[:8]) + (", …" if len(kinds) > 8 else "")
    group = str(told.observed.options.get("criteria", ""))
    return (
        (_("Fil"), one.name),
        (_("Siffror"), words.number(frame.height)),
        (_("Varav saknas"), words.number(frame["value"].null_count())),
        (_("År"), span),
        (_("Områden"), words.number(areas)),
        (_("Vad siffrorna gäller"), f"{words.number(len(kinds))}: {listed}"),
        (_("Jämförs med"), group or _("Ingen: siffrorna jämförs inte med andra kommuner.")),
        (_("Läst"), f"{words.day(timezone.localtime(one.read_at).date())}, {one.read_by}"),
        (_("Läge"), _state(one)),
    )
