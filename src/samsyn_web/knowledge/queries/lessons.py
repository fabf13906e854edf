"""Reads of what has been learnt: one's own, what others share, and the numbers that can stand behind a lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from samsyn.instruments.load import KnownLessons, known_lessons
from samsyn_web.actions.models import Action
from samsyn_web.base import words
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import FindingRecord
from samsyn_web.knowledge import policies
from samsyn_web.knowledge.models import FIVE, Lesson, LessonShare, LessonText
from samsyn_web.outcomes import queries as outcomes
from samsyn_web.outcomes.models import CHANGES
from samsyn_web.people.models import Organisation

OWN, OTHERS = "own", "others"
RECEIVED = "received"  # the kind of a number that stood in a pack
Proof = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Which lessons are asked for; empty asks for all."""

    text: str = ""
    result: str = ""
    whose: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A lesson in the words that the person may read: the newest of their own, the shared ones of others."""

    lesson: Lesson
    text: LessonText
    share: LessonShare | None
    is_own: bool


def lessons(scope: Scope) -> QuerySet[LessonText]:
    """Return the newest words of each lesson of the organisation, withdrawn ones too."""
    if not policies.can_read(scope):
        return LessonText.objects.none()
    found = LessonText.objects.filter(
        lesson__organisation_id=scope.organisation_id, number=F("lesson__version")
    )
    return found.select_related("lesson__organisation", "lesson__pack", "written_by").order_by(
        "-written_at", "-pk"
    )


def shared_by_others(scope: Scope) -> QuerySet[LessonShare]:
    """
    Return what other organisations share.

    An invented organisation shares with invented ones only, and a real one with real ones, so that nothing made up
    stands among what somebody has lived through.
    """
    if not policies.can_read(scope):
        return LessonShare.objects.none()
    found = LessonShare.objects.filter(
        revoked_at=None, lesson__withdrawn_at=None, lesson__organisation__in=_reached(scope)
    )
    return found.select_related("lesson__organisation", "lesson__pack", "text").order_by("-shared_at", "-pk")


def reach(scope: Scope) -> int:
    """Return how many other organisations read what is shared."""
    return _reached(scope).count() if policies.can_read(scope) else 0


def _reached(scope: Scope) -> QuerySet[Organisation]:
    own = Organisation.objects.filter(pk=scope.organisation_id).values("is_demo")
    return Organisation.objects.filter(is_demo__in=own).exclude(pk=scope.organisation_id)


def entries(scope: Scope, sought: Sought) -> list[Entry]:
    """Return the lessons that the person may read and asks for, the newest first; none that are withdrawn."""
    shares = _shares(scope)
    own = [
        Entry(lesson=one.lesson, text=one, share=shares.get(one.lesson_id), is_own=True)
        for one in lessons(scope).filter(lesson__withdrawn_at=None)
        if policies.can_write(scope) or not one.lesson.is_draft
    ]
    others = [
        Entry(lesson=one.lesson, text=one.text, share=one, is_own=False) for one in shared_by_others(scope)
    ]
    found = {OWN: own, OTHERS: others}.get(sought.whose, own + others)
    wanted = [one for one in found if _matches(one, sought)]
    return sorted(wanted, key=lambda one: (one.text.written_at, one.text.pk), reverse=True)


def entry(scope: Scope, lesson_id: int) -> Entry | None:
    """Return one lesson that the person may read, or none."""
    own = lessons(scope).filter(lesson_id=lesson_id).first()
    if own is not None and (policies.can_write(scope) or not own.lesson.is_draft):
        return Entry(lesson=own.lesson, text=own, share=_shares(scope).get(lesson_id), is_own=True)
    other = shared_by_others(scope).filter(lesson_id=lesson_id).first()
    return Entry(lesson=other.lesson, text=other.text, share=other, is_own=False) if other else None


def texts(scope: Scope, lesson_id: int) -> QuerySet[LessonText]:
    """Return every version of one of the organisation's own lessons, the newest first."""
    if not policies.can_read(scope):
        return LessonText.objects.none()
    found = LessonText.objects.filter(lesson_id=lesson_id, lesson__organisation_id=scope.organisation_id)
    return found.select_related("written_by").order_by("-number")


def shares(scope: Scope, lesson_id: int) -> QuerySet[LessonShare]:
    """Return when one of the organisation's own lessons was shared and taken back, the latest first."""
    if not policies.can_read(scope):
        return LessonShare.objects.none()
    found = LessonShare.objects.filter(lesson_id=lesson_id, lesson__organisation_id=scope.organisation_id)
    return found.select_related("text", "shared_by", "revoked_by").order_by("-pk")


def reported() -> KnownLessons:
    """Return what a published report has learnt: facts with their source, the same for everybody."""
    return known_lessons()


def action_choices(scope: Scope) -> list[Action]:
    """Return the actions that a lesson can be about."""
    return list(outcomes.actions(scope).order_by("title", "pk")) if policies.can_write(scope) else []


def proofs_of_action(scope: Scope, action_id: int) -> list[Proof]:
    """Return an action as something to link, with what its evaluation in force gave; empty where there is none."""
    action = outcomes.action(scope, action_id)
    if action is None:
        return []
    found = [{"kind": "action", "key": str(action.pk), "said": action.title}]
    evaluation = outcomes.versions(scope, action_id).first()
    result = outcomes.results(scope, [evaluation]).get(evaluation.pk) if evaluation else None
    if evaluation is not None and result is not None:
        found.append(
            {
                "kind": "verdict",
                "key": str(evaluation.pk),
                "said": result.sentence,
                "change": result.change,
                "digest": result.digest,
            }
        )
    return found


def proof_of_figure(scope: Scope, digest: str) -> Proof | None:
    """Return a figure of a picture as something to link, or none."""
    record = findings.figure(scope, digest)
    return {"kind": "figure", "key": record.digest, "said": _said(record)} if record else None


def drafted(scope: Scope, action_id: int) -> Mapping[str, str]:
    """Return what is known of an action, as the beginning of a lesson; empty where there is none."""
    action = outcomes.action(scope, action_id) if policies.can_write(scope) else None
    if action is None:
        return {}
    told = outcomes.implementation(scope, action_id)
    verdict = next(
        (one for one in proofs_of_action(scope, action_id) if one["kind"] == "verdict"), {"said": ""}
    )
    return {
        "title": action.title,
        "intelligence": action.problem.title if action.problem else "",
        "intervention": action.steps or action.title,
        "implementation": told.text if told else "",
        "involvement": action.partners,
        "impact": verdict["said"],
    }


def outward(scope: Scope, proofs: Sequence[Mapping[str, str]]) -> list[str]:
    """
    Return what goes out of the numbers behind a lesson when it is shared.

    Of a verdict only its word, of a figure only what the public edition of a published picture shows; so no small
    number and no area leaves the organisation by this way.
    """
    if not scope.can(Permission.DECIDE):
        return []
    public = {one.key: one.figure for one in findings.shareable(scope)}
    said = []
    for one in proofs:
        if one["kind"] == "verdict":
            word = dict(CHANGES)[one["change"]]
            said.append(_("Utvärderad, utslag: {word}").format(word=word))
        elif one["kind"] == "figure" and (figure := public.get(one["key"])):
            said.append(
                f"{figure.label}, {words.period(figure.period)}: {words.number(figure.value, 1)} "
                f"({words.number(figure.low, 1)}–{words.number(figure.high, 1)}) {figure.unit}"
            )
    return said


def _said(record: FindingRecord) -> str:
    where = ", ".join(part for part in (record.area_name, record.category_name) if part)
    value = _("kan inte räknas ut")
    if record.value is not None:
        value = f"{words.number(record.value, 0 if record.value.is_integer() else 2)} {record.unit}"
    about = f" ({where})" if where else ""
    return f"{record.label}{about}, {words.period(record.period)}: {value}"


def _shares(scope: Scope) -> dict[int, LessonShare]:
    found = LessonShare.objects.filter(revoked_at=None, lesson__organisation_id=scope.organisation_id)
    return {one.lesson_id: one for one in found.select_related("text", "shared_by")}


def _matches(one: Entry, sought: Sought) -> bool:
    if sought.result and one.text.result != sought.result:
        return False
    held = " ".join((one.text.title, *(getattr(one.text, name) for name in FIVE))).casefold()
    return all(word in held for word in sought.text.casefold().split())
