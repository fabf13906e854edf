"""Reads of packs: those made here, those that have come, what may be packed, and where something came from."""

from __future__ import annotations

import re

from django.db.models import Max, QuerySet
from django.utils.text import slugify

from samsyn.bundle.pack_contents import Kind
from samsyn.bundle.pack_forms import form_contents, form_of
from samsyn.bundle.pack_methods import method_contents
from samsyn.bundle.packs import Difference, differences
from samsyn.instruments.load import surveys as ready
from samsyn.instruments.surveys import SurveyForm
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge import policies
from samsyn_web.knowledge.models import FIVE, PACK_LINE, Lesson, MadePack, ReceivedPack
from samsyn_web.knowledge.policies import Packable
from samsyn_web.knowledge.queries.lessons import lessons, outward
from samsyn_web.methods.readiness import queries as readiness
from samsyn_web.methods.surveys import queries as surveys
from samsyn_web.methods.surveys.policies import form_of as form_of_survey
from samsyn_web.people import queries as people
from samsyn_web.people.policies import Why

FROM_PACK = "pack_"  # how the key of a form begins that came in a pack
NOT_IN_NAME = re.compile("[^a-z0-9]+")


def packable(scope: Scope, pack_kind: str, pack_key: str) -> Packable | None:
    """Return what can be packed of a kind by its key, to those who may decide it; none where there is no such thing."""
    if not policies.can_make_packs(scope):
        return None
    own = {Kind.LESSON.value: _lesson, Kind.FORM.value: _form, Kind.METHOD.value: _method}
    find = own.get(pack_kind) or policies.packable_elsewhere(pack_kind)
    is_number = pack_key.isascii() and pack_key.isdigit() and len(pack_key) < 10
    return find(scope, int(pack_key)) if find and is_number else None


def pack_forms(scope: Scope) -> list[SurveyForm]:
    """Return the forms that have been taken in, as a survey can be made of them, each with where it came from."""
    taken = received_packs(scope).filter(kind=Kind.FORM, withdrawn_at=None).exclude(accepted_at=None)
    return [
        form_of(
            one.contents,
            key=f"{FROM_PACK}{one.pk}",
            source_status=one.source_status,
            origin=policies.whence(one),
        )
        for one in taken
    ]


def pack_checklists(scope: Scope) -> list[ReceivedPack]:
    """Return the checklists that have been taken in and are still here, the newest first."""
    taken = received_packs(scope).filter(kind=Kind.CHECKLIST, withdrawn_at=None)
    return list(taken.exclude(accepted_at=None))


def made_packs(scope: Scope) -> QuerySet[MadePack]:
    """Return the packs that the organisation has made, the newest first."""
    if not policies.can_take_in(scope):
        return MadePack.objects.none()
    own = MadePack.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("made_by", "revoked_by").order_by("-made_at", "-pk")


def received_packs(scope: Scope) -> QuerySet[ReceivedPack]:
    """Return the packs that have come to the organisation, withdrawn ones too, the newest first."""
    if not policies.can_take_in(scope):
        return ReceivedPack.objects.none()
    own = ReceivedPack.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("received_by", "accepted_by").order_by("-received_at", "-pk")


def received_pack(scope: Scope, pack_id: int) -> ReceivedPack | None:
    """Return one pack that has come, or none."""
    return received_packs(scope).filter(pk=pack_id).first()


def pack_doubts(scope: Scope, pack_id: int) -> tuple[Why, ...]:
    """Return why a pack that waits is not taken in; nothing where it may be."""
    pack = received_pack(scope, pack_id)
    if pack is None:
        return ()
    newest = _others(pack).aggregate(last=Max("version"))["last"]
    return people.signed_doubts(
        scope,
        sharer=pack.origin,
        signed_key=pack.key,
        identity=pack.identity,
        number=pack.version,
        newest=newest or 0,
    )


def taken_before(scope: Scope, pack_id: int) -> ReceivedPack | None:
    """Return the newest other version of a pack that was taken in and is still here, or none."""
    pack = received_pack(scope, pack_id)
    return _others(pack).order_by("-version").first() if pack else None


def pack_differences(scope: Scope, pack_id: int) -> tuple[Difference, ...]:
    """Return what a pack says otherwise than the version that was taken in before it."""
    pack, before = received_pack(scope, pack_id), taken_before(scope, pack_id)
    if pack is None or before is None or not pack.contents:
        return ()
    return differences(Kind(pack.kind), before.contents, pack.contents)


def lessons_of_pack(scope: Scope, pack_id: int) -> list[Lesson]:
    """Return the lessons that were made of a pack here."""
    if not policies.can_take_in(scope):
        return []
    return list(Lesson.objects.filter(pack_id=pack_id, organisation_id=scope.organisation_id).order_by("pk"))


def _others(pack: ReceivedPack) -> QuerySet[ReceivedPack]:
    """Return the versions of the same that were taken in and still are."""
    found = ReceivedPack.objects.filter(
        organisation_id=pack.organisation_id,
        origin=pack.origin,
        kind=pack.kind,
        name=pack.name,
        withdrawn_at=None,
    )
    return found.exclude(accepted_at=None).exclude(pk=pack.pk)


def _lesson(scope: Scope, lesson_id: int) -> Packable | None:
    own = lessons(scope).filter(lesson_id=lesson_id, lesson__withdrawn_at=None, lesson__is_draft=False)
    text = own.first()
    if text is None:
        return None
    said = {name: getattr(text, name) for name in ("title", "result", *FIVE)}
    return Packable(
        kind=Kind.LESSON,
        name=f"lesson-{text.lesson_id}",
        contents={**said, "proofs": outward(scope, text.proofs)},
        seen=text.number,
        back=("knowledge:lesson", (text.lesson_id,)),
        came=text.lesson.pack,
    )


def _form(scope: Scope, survey_id: int) -> Packable | None:
    """Return the form of a survey, never an answer; the questions of a survey do not change once it is made."""
    survey = surveys.survey(scope, survey_id)
    if survey is None:
        return None
    form = form_of_survey(survey)
    known = ready()
    return Packable(
        kind=Kind.FORM,
        name=f"form-{NOT_IN_NAME.sub('-', form.key.lower()).strip('-')[:50]}",
        contents=form_contents(form),
        seen=survey.pk,
        back=("surveys:questions", (survey.pk,)),
        source_status=form.source_status,
        source=known.source[:PACK_LINE] if known.form(form.key) else "",
        came=_came(scope, form),
    )


def _method(scope: Scope, text_pack_id: int) -> Packable | None:
    """Return the texts that measurements of readiness are taken with, never what was measured; they do not change."""
    text = readiness.text_pack(scope, text_pack_id)
    if text is None or text.withdrawn_at is not None:
        return None
    plain = NOT_IN_NAME.sub("-", slugify(text.name)).strip("-")[:45]
    came = ReceivedPack.objects.filter(organisation_id=scope.organisation_id, identity=text.came_as)
    return Packable(
        kind=Kind.METHOD,
        name=f"method-{plain or text.pk}",
        contents=method_contents(text.content),
        seen=text.pk,
        back=("readiness:text_packs", ()),
        source_status=text.source_status,
        source=text.source[:PACK_LINE],
        came=came.first() if text.came_as else None,
    )


def _came(scope: Scope, form: SurveyForm) -> ReceivedPack | None:
    """Return the pack that a form was taken in with, or none."""
    number = form.key.removeprefix(FROM_PACK)
    if number == form.key or not number.isdigit():
        return None
    return ReceivedPack.objects.filter(pk=int(number), organisation_id=scope.organisation_id).first()
