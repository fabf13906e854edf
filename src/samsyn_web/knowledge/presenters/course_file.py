"""A course as a file: the counts of its groups, small groups put together, its parts, and what was learnt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _

from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn.disclosure import THRESHOLD
from samsyn.documents import document, tables_xlsx
from samsyn.documents.spreadsheet_text import spreadsheet_csv
from samsyn_web.knowledge.models import Course, CourseGroup, CourseSession
from samsyn_web.knowledge.presenters.courses import ChangeRow, Present, sentence, session_name

COURSE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """One or more groups as one row of a file."""

    groups: tuple[CourseGroup, ...]

    @property
    def enrolled(self) -> int:
        """How many are enrolled in them."""
        return sum(one.enrolled for one in self.groups)

    @property
    def names(self) -> tuple[str, str]:
        """Organisation and function; several are not told apart."""
        if len(self.groups) > 1:
            return _("Flera organisationer"), _("Grupper som är för små att visa var för sig")
        return self.groups[0].employer, self.groups[0].function

    @property
    def completed(self) -> int | None:
        """How many completed; none where it is not known of all of them."""
        return _sum(one.completed for one in self.groups)

    def present(self, day: CourseSession, present: Present) -> int | None:
        """How many were there; none where it is not known of all of them."""
        return _sum(present.get((day.pk, one.pk)) for one in self.groups)


def pooled(groups: Sequence[CourseGroup], least: int = THRESHOLD) -> tuple[Pooled, ...]:
    """
    Put groups with fewer than `least` together, with the next smallest too where that is not enough.

    A row of a file that leaves the page is then never about so few that a number tells of a person; a course with fewer
    than that has no rows.
    """
    rest = sorted(groups, key=lambda one: one.enrolled)
    small: list[CourseGroup] = []
    while rest and (rest[0].enrolled < least or 0 < sum(one.enrolled for one in small) < least):
        small.append(rest.pop(0))
    several = [Pooled(groups=(one,)) for one in sorted(rest, key=lambda one: (one.employer, one.function))]
    if small and sum(one.enrolled for one in small) >= least:
        several.append(Pooled(groups=tuple(small)))
    return tuple(several)


def course_file(
    form: str,
    course: Course,
    days: Sequence[CourseSession],
    groups: Sequence[CourseGroup],
    present: Present,
    changes: Iterable[ChangeRow],
) -> bytes:
    """Return a course as CSV, or as an Excel workbook with its parts and the change in knowledge beside it."""
    heads = (
        _("Organisation"), _("Funktion"), _("Anmälda"),
        *(f"{day.on.isoformat()} {session_name(course, day)}" for day in days), _("Har slutfört"),
    )  # fmt: skip
    rows = [_cells(one, days, present) for one in pooled(groups)]
    if form == "csv":
        unlike = [f"{n}. {head}" if heads.count(head) > 1 else head for n, head in enumerate(heads, start=1)]
        kinds = {head: pl.String if n < 2 else pl.Int64 for n, head in enumerate(unlike)}
        return spreadsheet_csv(pl.DataFrame(rows, schema=kinds, orient="row"))
    columns = tuple(Column(label=head, number=n >= 2) for n, head in enumerate(heads))
    made = document(
        title=course.title,
        subtitle=course.organisation.name,
        edition=Edition.INTERNAL,
        sections=(
            Section(
                key="course",
                title=course.title,
                lead=sentence(groups, present),
                tables=(
                    DataTable(key="groups", caption=_("Deltagande"), columns=columns, rows=tuple(rows)),
                    _parts(course),
                    _learnt(changes),
                ),
            ),
        ),
        meta={},
        kind=(_("Kurs"), _("Antal per grupp, aldrig personer. Grupper under fem är sammanslagna.")),
    )
    return tables_xlsx(made)


def _cells(one: Pooled, days: Sequence[CourseSession], present: Present) -> tuple[str | int | None, ...]:
    return (*one.names, one.enrolled, *(one.present(day, present) for day in days), one.completed)


def _parts(course: Course) -> DataTable:
    columns = (Column(label=_("Del")), Column(label=_("Lärandemål")))
    rows = tuple((one["title"], goal) for one in course.parts for goal in one["goals"])
    return DataTable(key="parts", caption=_("Delar och lärandemål"), columns=columns, rows=rows)


def _learnt(changes: Iterable[ChangeRow]) -> DataTable:
    heads = (_("Fråga"), _("Före"), _("Efter"), _("Förändring"), _("Besked"), _("Att tänka på"))
    rows = tuple((one.text, one.before, one.after, one.change, str(one.word), one.why) for one in changes)
    return DataTable(
        key="learnt",
        caption=_("Kunskap före och efter"),
        columns=tuple(Column(label=head) for head in heads),
        rows=rows,
    )


def _sum(counts: Iterable[int | None]) -> int | None:
    several = list(counts)
    return None if None in several else sum(n for n in several if n is not None)
