"""The final report: its sections with what people wrote, the reports that were made, and whether they are of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.programme import PARTS, Programme, final_report
from samsyn_web.programmes.models import FinalReport, ReportFormat, ReportText


@dataclass(frozen=True, kw_only=True)
class FinalPart:
    """A section of the report, and what is written first in it."""

    key: str
    title: str
    text: str
    changed_at: datetime | None
    changed_by: str


@dataclass(frozen=True, kw_only=True)
class MadeFile:
    """One format of a report that was made."""

    name: str
    href: str
    size: int


@dataclass(frozen=True, kw_only=True)
class MadeReport:
    """A report as it was made: when, by whom, of what, and its files."""

    at: datetime
    by: str
    of: str
    digest: str
    files: tuple[MadeFile, ...]


def final_parts(facts: Programme, texts: Mapping[str, ReportText]) -> tuple[FinalPart, ...]:
    """Return the sections that people can write in, in the report's order."""
    titles = {section.key: section.title for section in final_report(facts)}
    keys = (PARTS[0], *(one for one in titles if one in PARTS or one.startswith("focus_")))
    found = []
    for key in keys:
        text = texts.get(key)
        found.append(
            FinalPart(
                key=key,
                title=titles.get(key, _("Sammanfattning")),
                text=text.text if text else "",
                changed_at=text.changed_at if text else None,
                changed_by=str(text.changed_by) if text else "",
            )
        )
    return tuple(found)


def made_reports(
    made: Iterable[FinalReport], sizes: Mapping[int, Mapping[str, int]]
) -> tuple[MadeReport, ...]:
    """Return the reports that were made, with their files."""
    return tuple(
        MadeReport(
            at=one.made_at,
            by=str(one.made_by),
            of=_of(one),
            digest=one.digest,
            files=tuple(
                MadeFile(
                    name=str(form.label),
                    href=reverse("programmes:made_file", args=[one.pk, form.value]),
                    size=sizes[one.pk][form.value],
                )
                for form in ReportFormat
                if form.value in sizes.get(one.pk, {})
            ),
        )
        for one in made
    )


def _of(one: FinalReport) -> str:
    activities = ngettext("%(n)s aktivitet", "%(n)s aktiviteter", one.activities) % {"n": one.activities}
    places = ngettext("%(n)s kommun", "%(n)s kommuner", one.municipalities) % {"n": one.municipalities}
    texts = ngettext("%(n)s egen text", "%(n)s egna texter", one.texts) % {"n": one.texts}
    return _("Gjord av %(activities)s, %(places)s och %(texts)s.") % {
        "activities": activities,
        "places": places,
        "texts": texts,
    }


def changed_words(changed: Mapping[str, int]) -> str:
    """Return what has been written since the newest report was made; empty for nothing."""
    told = []
    if n := changed.get("activities"):
        told.append(ngettext("%(n)s aktivitet", "%(n)s aktiviteter", n) % {"n": n})
    if n := changed.get("together"):
        told.append(ngettext("%(n)s gemensam aktivitet", "%(n)s gemensamma aktiviteter", n) % {"n": n})
    if n := changed.get("money"):
        told.append(ngettext("%(n)s summa", "%(n)s summor", n) % {"n": n})
    if n := changed.get("reports"):
        told.append(ngettext("%(n)s kvartalsrapport", "%(n)s kvartalsrapporter", n) % {"n": n})
    if n := changed.get("texts"):
        told.append(ngettext("%(n)s egen text", "%(n)s egna texter", n) % {"n": n})
    if "records" in changed:
        told.append(_("programmets uppgifter"))
    return ", ".join(told)
