"""Who holds courses, and what may be written of them: parts, days and counts, never a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.knowledge.models import (
    COURSE_NAME,
    COURSE_TEXT,
    MOST_PARTS,
    MOST_PEOPLE,
    PART_TITLE,
    Course,
)
from samsyn_web.knowledge.policies.lessons import SomebodyChanged, can_write


class Part(TypedDict):
    """A part of a course as it is stored."""

    title: str
    goals: list[str]


def check_can_hold(scope: Scope, course: Course | None = None) -> None:
    """Raise unless the person may hold courses, and this one is the organisation's own."""
    if not can_write(scope) or (course is not None and course.organisation_id != scope.organisation_id):
        raise Refused(_("Din roll ger inte rätt att ändra kursen."))


def check_course_there(course: Course) -> None:
    """Raise where the course has been withdrawn."""
    if course.withdrawn_at is not None:
        raise Refused(_("Kursen är borttagen. Lägg tillbaka den först."))


def check_course_unchanged(version: int, seen: int) -> None:
    """Raise where somebody has changed the course after the person opened the page."""
    if version != seen:
        raise SomebodyChanged(
            _("Någon annan har ändrat kursen sedan du öppnade sidan. Jämför texterna och spara igen.")
        )


def check_course(title: str, audience: str, held_by: str, parts: Sequence[Part]) -> None:
    """Raise unless a course says what it is, who holds it and what its parts teach, and points at nobody."""
    if not title or not held_by:
        raise BadInput(_("Skriv vad kursen heter och vilka som håller den."))
    check_text(title, _("Kursens namn"), COURSE_NAME)
    check_text(audience, _("Vilka den är för"), COURSE_TEXT)
    check_text(held_by, _("Vilka som håller den"), COURSE_TEXT)
    if not 1 <= len(parts) <= MOST_PARTS:
        raise BadInput(_("En kurs har minst en och högst {most} delar.").format(most=MOST_PARTS))
    for one in parts:
        if not one["goals"]:
            raise BadInput(_("”{part}” har inget lärandemål.").format(part=one["title"]))
        for text in (one["title"], *one["goals"]):
            check_text(text, _("Delar och lärandemål"), PART_TITLE)


def check_part(course: Course, part: int | None) -> None:
    """Raise unless the course has a part of that number."""
    if part is not None and not 1 <= part <= len(course.parts):
        raise BadInput(_("Kursen har ingen sådan del."))


def check_place(place: str) -> None:
    """Raise unless a place may be written so."""
    check_text(place, _("Var"), COURSE_NAME)


def check_group(employer: str, function: str, enrolled: int) -> None:
    """Raise unless a group is of a function in an organisation, and counts somebody."""
    if not employer or not function:
        raise BadInput(_("Skriv både organisation och funktion."))
    check_text(employer, _("Organisation"), COURSE_NAME)
    check_text(function, _("Funktion"), COURSE_NAME)
    if not 1 <= enrolled <= MOST_PEOPLE:
        raise BadInput(_("Antalet anmälda ska vara från 1 till {most}.").format(most=MOST_PEOPLE))


def check_counts(enrolled: Mapping[int, int], counts: Mapping[int, int | None]) -> None:
    """Raise unless each count is of one of the groups, and no more than are enrolled there."""
    for key, n in counts.items():
        if key not in enrolled or (n is not None and n < 0):
            raise BadInput(_("Gruppen finns inte i kursen. Läs om sidan."))
        if n is not None and n > enrolled[key]:
            raise BadInput(
                _("{n} är fler än de {enrolled} som är anmälda i gruppen.").format(
                    n=n, enrolled=enrolled[key]
                )
            )
