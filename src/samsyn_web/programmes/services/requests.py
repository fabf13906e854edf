"""Participants ask for support; it is answered, handed on, given and counted; and their load is kept."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn.programme.load import Task, concurrent_focus_areas
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import (
    LoadLimit,
    Participant,
    Programme,
    SupportGiven,
    SupportRequest,
    Undertaking,
)
from samsyn_web.programmes.models.requests import RequestState
from samsyn_web.programmes.services.recording import record


@transaction.atomic
def ask_for_support(
    *,
    by: Scope,
    at: datetime,
    participant: Participant,
    kind: str,
    focus_area: int,
    question: str,
    asked_on: date | None = None,
) -> SupportRequest:
    """Ask for support."""
    policies.check_works_with(by, participant)
    policies.check_request(participant, kind, focus_area, question.strip())
    policies.check_words({_("Texten"): question})
    made = SupportRequest.objects.create(
        participant=participant,
        kind=kind,
        focus_area=focus_area,
        question=question.strip(),
        asked_on=asked_on or localdate(at),
        asked_by_id=by.user_id,
    )
    record(by=by, at=at, verb="programme.support_asked", programme=participant.programme)
    return made


@transaction.atomic
def answer_request(
    *, by: Scope, at: datetime, request: SupportRequest, answer: str, provider: str = ""
) -> SupportRequest:
    """Answer a request; with a provider it is handed to whoever gives the support."""
    request = _locked(request)
    policies.check_answers(by, request, policies.OPEN)
    policies.check_words({_("Svaret"): answer, _("Den som ger stödet"): provider})
    if not answer.strip():
        raise BadInput(_("Skriv ett svar."))
    request.answer, request.provider = answer.strip(), provider.strip()
    request.answered_on, request.answered_by_id = request.answered_on or localdate(at), by.user_id
    request.state = RequestState.HANDED if request.provider else RequestState.ANSWERED
    request.save(update_fields=["answer", "provider", "answered_on", "answered_by", "state"])
    record(by=by, at=at, verb="programme.support_answered", programme=request.participant.programme)
    return request


@transaction.atomic
def note_support(
    *,
    by: Scope,
    at: datetime,
    participant: Participant,
    kind: str,
    focus_area: int,
    given_on: date,
    provider: str,
    hours: Decimal,
    request: SupportRequest | None = None,
) -> SupportGiven:
    """Note advice or a tutorial that was given; where it was asked for, the request is done."""
    policies.check_works_on(by, participant.programme)
    policies.check_request(participant, kind, focus_area, provider.strip())
    policies.check_words({_("Den som gav stödet"): provider})
    if hours <= 0:
        raise BadInput(_("Skriv hur många timmar det tog."))
    if request is not None:
        request = _locked(request)
        policies.check_answers(by, request, policies.OPEN)
        request.state, request.closed_on = RequestState.DONE, given_on
        request.save(update_fields=["state", "closed_on"])
    made = SupportGiven.objects.create(
        participant=participant,
        request=request,
        kind=kind,
        focus_area=focus_area,
        given_on=given_on,
        provider=provider.strip(),
        hours=hours,
        noted_by_id=by.user_id,
    )
    record(by=by, at=at, verb="programme.support_given", programme=participant.programme)
    return made


@transaction.atomic
def withdraw_request(*, by: Scope, at: datetime, request: SupportRequest) -> SupportRequest:
    """Take back a request that is not needed any more."""
    request = _locked(request)
    policies.check_works_with(by, request.participant)
    if request.state in policies.OPEN:
        request.state, request.closed_on = RequestState.WITHDRAWN, localdate(at)
        request.save(update_fields=["state", "closed_on"])
        record(by=by, at=at, verb="programme.support_withdrawn", programme=request.participant.programme)
    return request


@transaction.atomic
def set_load_limit(
    *, by: Scope, at: datetime, programme: Programme, hours_per_week: Decimal, focus_areas: int
) -> LoadLimit:
    """Say how much is too much."""
    policies.check_works_on(by, programme)
    if hours_per_week <= 0 or focus_areas < 1:
        raise BadInput(_("Gränserna ska vara större än noll."))
    made, _new = LoadLimit.objects.update_or_create(
        programme=programme, defaults={"hours_per_week": hours_per_week, "focus_areas": focus_areas}
    )
    record(by=by, at=at, verb="programme.limit_set", programme=programme)
    return made


@transaction.atomic
def add_undertaking(
    *,
    by: Scope,
    at: datetime,
    participant: Participant,
    initiative: str,
    unit: str,
    function: str,
    starts: date,
    ends: date,
    hours_per_week: Decimal,
    focus_area: int | None = None,
    reason: str = "",
) -> Undertaking:
    """Add something that takes time; more focus areas at once than the limit needs a reason."""
    policies.check_works_with(by, participant)
    texts = {
        _("Initiativet"): initiative,
        _("Enheten"): unit,
        _("Funktionen"): function,
        _("Motiveringen"): reason,
    }
    policies.check_words(texts)
    if not (initiative.strip() and unit.strip() and function.strip()):
        raise BadInput(_("Skriv initiativ, enhet och funktion."))
    if ends < starts:
        raise BadInput(_("Sista dagen är före den första."))
    if hours_per_week <= 0:
        raise BadInput(_("Skriv hur många timmar i veckan det tar."))
    limit = queries.load_limit(by, participant.programme_id)
    new = Task(
        name=initiative,
        municipality=participant.name,
        unit=unit,
        function=function,
        starts=starts,
        ends=ends,
        hours_per_week=float(hours_per_week),
        focus_area=focus_area,
    )
    if focus_area is not None:
        there = queries.tasks(by, participant.programme_id)
        running = concurrent_focus_areas(
            [*(one for one in there if one.municipality == new.municipality), new]
        )
        policies.check_concurrent(
            running, participant.name, limit.focus_areas if limit else None, reason.strip()
        )
    made = Undertaking.objects.create(
        participant=participant,
        initiative=initiative.strip(),
        unit=unit.strip(),
        function=function.strip(),
        focus_area=focus_area,
        starts=starts,
        ends=ends,
        hours_per_week=hours_per_week,
        reason=reason.strip(),
    )
    record(by=by, at=at, verb="programme.undertaking_added", programme=participant.programme)
    return made


@transaction.atomic
def remove_undertaking(*, by: Scope, at: datetime, undertaking: Undertaking) -> None:
    """Take away what does not take time after all."""
    participant = undertaking.participant
    policies.check_works_with(by, participant)
    undertaking.delete()
    record(by=by, at=at, verb="programme.undertaking_removed", programme=participant.programme)


def _locked(request: SupportRequest) -> SupportRequest:
    found = SupportRequest.objects.select_for_update(of=("self",)).select_related("participant__programme")
    return found.get(pk=request.pk)
