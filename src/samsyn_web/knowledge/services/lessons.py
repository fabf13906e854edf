"""A lesson is written, written again, withdrawn and put back; its coordinator shares it and takes the share back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge import policies, queries
from samsyn_web.knowledge.models import FIVE, Lesson, LessonShare, LessonText, ReceivedPack


@transaction.atomic
def write_lesson(
    *,
    by: Scope,
    at: datetime,
    title: str,
    result: str,
    said: Mapping[str, str],
    action_id: int | None = None,
    figures: Sequence[str] = (),
) -> LessonText:
    """
    Write a lesson as a card of the 5Is, with the numbers that stand behind it as they are now.

    `said` is by the name of the five; `action_id` links an action with its verdict, `figures` are digests.
    """
    policies.check_can_write(by)
    lesson = Lesson.objects.create(organisation_id=by.organisation_id, made_by_id=by.user_id, made_at=at)
    made = _written(by, at, lesson, title, result, said, _proofs(by, action_id, figures))
    _record(by, at, "lesson.written", lesson)
    return made


@transaction.atomic
def change_lesson(
    *,
    by: Scope,
    at: datetime,
    lesson: Lesson,
    seen: int,
    title: str,
    result: str,
    said: Mapping[str, str],
    action_id: int | None = None,
    figures: Sequence[str] = (),
) -> LessonText:
    """Write the next version; the earlier ones stay, and what is shared stays the version that was decided."""
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    policies.check_can_write(by, lesson)
    policies.check_there(lesson)
    policies.check_unchanged(lesson.version, seen)
    came = [one for one in _text(lesson).proofs if one["kind"] == queries.RECEIVED]
    lesson.version += 1
    made = _written(by, at, lesson, title, result, said, [*_proofs(by, action_id, figures), *came])
    lesson.save(update_fields=["version"])
    _record(by, at, "lesson.changed", lesson, version=lesson.version)
    return made


@transaction.atomic
def draft_lesson(*, by: Scope, at: datetime, pack: ReceivedPack) -> LessonText:
    """Write what somebody else has learnt as a draft, with where it came from; it counts here when it is approved."""
    policies.check_can_take_in(by, pack)
    lesson = Lesson.objects.create(
        organisation_id=by.organisation_id, pack=pack, is_draft=True, made_by_id=by.user_id, made_at=at
    )
    given = pack.contents
    proofs = [{"kind": queries.RECEIVED, "key": "", "said": said} for said in given["proofs"]]
    made = _written(by, at, lesson, given["title"], given["result"], given, proofs)
    _record(by, at, "lesson.drafted", lesson)
    return made


@transaction.atomic
def approve_lesson(*, by: Scope, at: datetime, lesson: Lesson, seen: int) -> Lesson:
    """Take a draft in among the organisation's lessons; where it came from stays beside it."""
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    policies.check_can_write(by, lesson)
    policies.check_there(lesson)
    policies.check_unchanged(lesson.version, seen)
    if not lesson.is_draft:
        raise Refused(_("Lärdomen är redan godkänd."))
    lesson.is_draft = False
    lesson.save(update_fields=["is_draft"])
    _record(by, at, "lesson.approved", lesson)
    return lesson


@transaction.atomic
def withdraw_lesson(*, by: Scope, at: datetime, lesson: Lesson) -> Lesson:
    """Take a lesson away; a share of it is taken back with it. It can be put back."""
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    policies.check_can_write(by, lesson)
    policies.check_there(lesson)
    lesson.withdrawn_by_id, lesson.withdrawn_at = by.user_id, at
    lesson.save(update_fields=["withdrawn_by", "withdrawn_at"])
    LessonShare.objects.filter(lesson=lesson, revoked_at=None).update(revoked_by_id=by.user_id, revoked_at=at)
    _record(by, at, "lesson.withdrawn", lesson)
    return lesson


@transaction.atomic
def restore_lesson(*, by: Scope, at: datetime, lesson: Lesson) -> Lesson:
    """Put a lesson back; that others read it takes a new decision."""
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    policies.check_can_write(by, lesson)
    if lesson.withdrawn_at is None:
        raise Refused(_("Lärdomen finns redan."))
    lesson.withdrawn_by, lesson.withdrawn_at = None, None
    lesson.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _record(by, at, "lesson.restored", lesson)
    return lesson


@transaction.atomic
def share_lesson(*, by: Scope, at: datetime, lesson: Lesson, seen: int, reference: str = "") -> LessonShare:
    """Decide that the other organisations may read the version that the person has seen; an earlier share ends."""
    reference = " ".join(reference.split())
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    policies.check_can_share(by, lesson)
    policies.check_there(lesson)
    policies.check_unchanged(lesson.version, seen)
    policies.check_reference(reference)
    policies.check_no_draft(lesson)
    policies.check_may_go_on(lesson.pack)
    text = _text(lesson)
    policies.check_words(text.title, text.result, {name: getattr(text, name) for name in FIVE})
    LessonShare.objects.filter(lesson=lesson, revoked_at=None).update(revoked_by_id=by.user_id, revoked_at=at)
    with translation.override("sv"):  # kept as it is read by others, whoever shares
        going = queries.outward(by, text.proofs)
    made = LessonShare.objects.create(
        lesson=lesson, text=text, reference=reference, proofs=going, shared_by_id=by.user_id, shared_at=at
    )
    _record(by, at, "lesson.shared", lesson, version=text.number)
    return made


@transaction.atomic
def revoke_lesson(*, by: Scope, at: datetime, lesson: Lesson) -> None:
    """Take a share back: no other organisation reads the lesson from now on."""
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    policies.check_can_share(by, lesson)
    share = LessonShare.objects.filter(lesson=lesson, revoked_at=None).first()
    if share is None:
        raise Refused(_("Lärdomen delas inte."))
    share.revoked_by_id, share.revoked_at = by.user_id, at
    share.save(update_fields=["revoked_by", "revoked_at"])
    _record(by, at, "lesson.revoked", lesson)


def _text(lesson: Lesson) -> LessonText:
    """Return the words in force."""
    return LessonText.objects.get(lesson=lesson, number=lesson.version)


def _written(
    by: Scope,
    at: datetime,
    lesson: Lesson,
    title: str,
    result: str,
    said: Mapping[str, str],
    proofs: list[queries.Proof],
) -> LessonText:
    title, kept = " ".join(title.split()), {name: said.get(name, "").strip() for name in FIVE}
    policies.check_words(title, result, kept)
    return LessonText.objects.create(
        lesson=lesson,
        number=lesson.version,
        title=title,
        result=result,
        **kept,
        proofs=proofs,
        written_by_id=by.user_id,
        written_at=at,
    )


def _proofs(by: Scope, action_id: int | None, figures: Sequence[str]) -> list[queries.Proof]:
    policies.check_number_of_proofs(len(figures))
    found = queries.proofs_of_action(by, action_id) if action_id else []
    if action_id and not found:
        raise BadInput(_("Åtgärden finns inte. Välj en annan."))
    for digest in dict.fromkeys(figures):
        one = queries.proof_of_figure(by, digest)
        if one is None:
            raise BadInput(_("Ingen siffra har adressen {address}.").format(address=digest))
        found.append(one)
    return found


def _record(by: Scope, at: datetime, verb: str, lesson: Lesson, **detail: int) -> None:
    audit.record(
        organisation_id=lesson.organisation_id, by=by, at=at, verb=verb, target=lesson, detail=detail
    )
