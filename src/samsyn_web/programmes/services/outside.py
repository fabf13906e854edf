"""A participant without a place here is added, and reports by a secret link or by a form in Word."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.timezone import localdate

from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import Participant, Programme, QuarterlyReport, QuarterlyVersion, ReportLink
from samsyn_web.programmes.services.quarters import Parts, submit, write_report
from samsyn_web.programmes.services.recording import record

KEY = 56


@transaction.atomic
def add_participant(*, by: Scope, at: datetime, programme: Programme, name: str) -> Participant:
    """Let a municipality take part; it is asked for the newest quarter too, where that is not due yet."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    policies.check_works_on(by, programme)
    there = Participant.objects.filter(programme=programme)
    policies.check_new_name(name.strip(), list(there.values_list("name", flat=True)))
    last = there.aggregate(last=Max("position"))["last"]
    made = Participant.objects.create(
        programme=programme,
        key=_free_key(name, set(there.values_list("key", flat=True))),
        name=name.strip(),
        position=0 if last is None else last + 1,
    )
    asked = QuarterlyReport.objects.filter(participant__programme=programme).order_by("-quarter").first()
    if asked is not None and asked.due >= localdate(at):
        QuarterlyReport.objects.create(participant=made, quarter=asked.quarter, due=asked.due, opened_at=at)
    record(by=by, at=at, verb="programme.participant_added", programme=programme)
    return made


@transaction.atomic
def make_report_link(*, by: Scope, at: datetime, report: QuarterlyReport, until: date) -> str:
    """Return the token of a new link to a report; one from before stops working. It is told once."""
    report = QuarterlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    policies.check_gives_link(by, report, until, localdate(at))
    ReportLink.objects.filter(report=report, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    ReportLink.objects.create(
        report=report,
        digest=sha256(token.encode()).hexdigest(),
        until=until,
        made_by_id=by.user_id,
        made_at=at,
    )
    record(by=by, at=at, verb="programme.report_link_made", programme=report.participant.programme)
    return token


@transaction.atomic
def revoke_report_link(*, by: Scope, at: datetime, report: QuarterlyReport) -> int:
    """Stop the link to a report at once; returns how many there were. What was written by it stays."""
    policies.check_outside(by, report.participant)
    stopped = ReportLink.objects.filter(report=report, revoked_at=None).update(revoked_at=at)
    if stopped:
        record(by=by, at=at, verb="programme.report_link_revoked", programme=report.participant.programme)
    return stopped


def note_link_use(*, by: None, at: datetime, link: ReportLink) -> None:
    """Remember the day on which a link was last used; who used it is not known."""
    today = localdate(at)
    ReportLink.objects.filter(pk=link.pk).exclude(used_on=today).update(used_on=today)


@transaction.atomic
def receive_form(
    *, by: Scope, at: datetime, report: QuarterlyReport, parts: Parts, **said: Any
) -> QuarterlyVersion:
    """Take in what a participant has filled in by hand: all of it is written and frozen, or nothing is."""
    policies.check_outside(by, report.participant)
    write_report(by=by, at=at, report=report, parts=parts, **said)
    return submit(by=by, at=at, report=report, by_form=True)


def _free_key(name: str, taken: set[str]) -> str:
    """Return a key that nobody in the programme has."""
    base = slugify(name)[:KEY] or "deltagare"
    return next(
        key for n in range(1, len(taken) + 3) if (key := base if n == 1 else f"{base}-{n}") not in taken
    )
