"""Who reads, writes and shares what has been learnt, and what may be written about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.knowledge.models import FIVE, REFERENCE, TEXT, TITLE, Lesson, LessonText, Result

MOST_PROOFS = 12


class SomebodyChanged(Refused):
    """Somebody else has written a version since the person opened the page."""


def can_read(scope: Scope) -> bool:
    """Whether the person may read lessons."""
    return scope.can(Permission.READ_PICTURE)


def can_write(scope: Scope) -> bool:
    """Whether the person may write lessons of their own organisation."""
    return scope.can(Permission.JUDGE)


def can_share(scope: Scope) -> bool:
    """Whether the person may decide that others read a lesson."""
    return scope.can(Permission.DECIDE)


def check_can_write(scope: Scope, lesson: Lesson | None = None) -> None:
    """Raise unless the person may write, and this lesson is the organisation's own."""
    if not can_write(scope) or (lesson is not None and lesson.organisation_id != scope.organisation_id):
        raise Refused(_("Din roll ger inte rätt att ändra lärdomen."))


def check_can_share(scope: Scope, lesson: Lesson) -> None:
    """Raise unless the person may decide who reads this lesson."""
    if not can_share(scope) or lesson.organisation_id != scope.organisation_id:
        raise Refused(_("Din roll ger inte rätt att besluta om att dela lärdomar."))


def check_there(lesson: Lesson) -> None:
    """Raise where the lesson has been withdrawn."""
    if lesson.withdrawn_at is not None:
        raise Refused(_("Lärdomen är borttagen. Lägg tillbaka den först."))


def check_unchanged(version: int, seen: int) -> None:
    """Raise where somebody has written a version after the person opened the page."""
    if version != seen:
        raise SomebodyChanged(
            _("Någon annan har ändrat lärdomen sedan du öppnade sidan. Jämför texterna och spara igen.")
        )


def check_words(title: str, result: str, said: Mapping[str, str]) -> None:
    """Raise unless a lesson may say so: it has a title, a result, what was done and what that led to, and no person."""
    if not title:
        raise BadInput(_("Skriv lärdomen i en mening."))
    if result not in Result.values:
        raise BadInput(_("Välj om det fungerade, inte fungerade eller inte går att bedöma."))
    if not said["intervention"] or not said["impact"]:
        raise BadInput(_("Skriv både vad som gjordes och vad det ledde till."))
    check_text(title, _("Lärdomen"), TITLE)
    for name in FIVE:
        check_text(
            said[name],
            str(getattr(LessonText._meta.get_field(name), "verbose_name", name)).capitalize(),
            TEXT,
        )


def check_number_of_proofs(number: int) -> None:
    """Raise where more is linked than anybody reads."""
    if number > MOST_PROOFS:
        raise BadInput(_("Koppla högst {most} siffror.").format(most=MOST_PROOFS))


def check_reference(reference: str) -> None:
    """Raise unless a decision may be pointed to so."""
    check_text(reference, _("Var beslutet finns"), REFERENCE)
