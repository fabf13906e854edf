"""
Changes to surveys: made, invited to, answered, closed.

That somebody answered is no event of the log: events have a time, and a time could tell whose an anonymous answer is.
The log says how many had answered when the survey closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.errors import BadInput, Refused
from samsyn.instruments.surveys import ItemKind, SurveyForm
from samsyn.provenance import canonical
from samsyn_web.base import audit, mail
from samsyn_web.base.scope import Scope
from samsyn_web.methods.surveys import policies, queries
from samsyn_web.methods.surveys.models import Answer, Invitation, OpenAnswer, Population, Survey

BODY = gettext_lazy(
    "%(sender)s frågar: %(title)s\n\n%(purpose)s\n\nSvara här, senast %(last)s:\n%(link)s\n\n%(anonymity)s"
)


@transaction.atomic
def make(
    *,
    by: Scope,
    at: datetime,
    form: SurveyForm,
    title: str,
    purpose: str,
    sender: str,
    about: str,
    is_anonymous: bool,
    opens_at: datetime,
    closes_at: datetime,
    population: str = Population.WHOLE,
    asked: int | None = None,
    previous: Survey | None = None,
    is_paired: bool = False,
    is_invented: bool = False,
) -> Survey:
    """Make a survey; with how many are asked it gets an open link, else each is invited by name."""
    policies.check_can_manage(by, previous)
    policies.check_pairing(previous, is_paired=is_paired)
    title, purpose, sender, about = title.strip(), purpose.strip(), sender.strip(), about.strip()
    policies.check_survey(title, purpose, sender, about, population, opens_at, closes_at)
    if asked is not None and asked < 1:
        raise BadInput(_("Minst en ska tillfrågas."))
    made = Survey.objects.create(
        organisation_id=by.organisation_id,
        title=title,
        purpose=purpose,
        sender=sender,
        about=about,
        form=canonical(form),
        is_anonymous=is_anonymous,
        population=population,
        link_key=token_urlsafe(18) if asked is not None else None,
        asked=asked,
        previous=previous,
        is_paired=is_paired,
        opens_at=opens_at,
        closes_at=closes_at,
        is_invented=is_invented,
        made_by_id=by.user_id,
        made_at=at,
    )
    _record(by, at, "survey.made", made, {"form": form.key, "anonymous": is_anonymous})
    return made


@transaction.atomic
def invite(*, by: Scope, at: datetime, survey: Survey, addresses: tuple[str, ...]) -> int:
    """Invite by name; an address that is invited already is left as it is. Returns how many are new."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    policies.check_can_manage(by, survey)
    policies.check_not_closed(survey)
    if survey.link_key:
        raise Refused(_("Enkäten har en öppen länk. Inbjudningar med namn hör till enkäter utan öppen länk."))
    there = set(Invitation.objects.filter(survey=survey).values_list("address", flat=True))
    new = [one for one in addresses if one not in there]
    for address in new:
        one = Invitation(survey=survey, address=address, invited_by_id=by.user_id, invited_at=at)
        token = policies.token_of(one)
        one.token_digest = policies.digest_of(token)
        one.save(force_insert=True)
        _write(by, at, one, token, "invited")
    _record(by, at, "survey.invited", survey, {"invited": len(new)})
    return len(new)


@transaction.atomic
def remind(*, by: Scope, at: datetime, survey: Survey) -> int:
    """Remind those who have not answered, at most twice each; returns how many."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    policies.check_can_manage(by, survey)
    policies.check_is_open(survey, at)
    waiting = Invitation.objects.filter(survey=survey, is_used=False, reminders__lt=policies.MOST_REMINDERS)
    reminded = 0
    for one in waiting.order_by("pk"):
        token = policies.token_of(one)
        one.token_digest, one.reminders = policies.digest_of(token), one.reminders + 1
        one.save(update_fields=["token_digest", "reminders"])
        _write(by, at, one, token, f"reminded-{one.reminders}")
        reminded += 1
    _record(by, at, "survey.reminded", survey, {"reminded": reminded})
    return reminded


@transaction.atomic
def answer(
    *,
    by: Invitation | None,
    at: datetime,
    survey: Survey,
    given: Mapping[str, str],
    may_quote: bool = False,
    own_code: str = "",
) -> None:
    """
    Take one answer, by a personal or by the open link. In an anonymous survey nothing ties it to the invitation.

    Of `own_code` only a digest is kept, and only where rounds are paired.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    policies.check_is_open(survey, at)
    if by is None and not survey.link_key:
        raise Refused(_("Enkäten besvaras bara med en personlig länk."))
    form = policies.form_of(survey)
    kept = policies.check_given(form, given)
    if by is not None:
        used = Invitation.objects.filter(pk=by.pk, survey=survey, is_used=False).update(is_used=True)
        if not used:
            raise Refused(_("Länken är redan använd. Ett svar ändras inte när det är skickat."))
    _keep_answer(survey, form, kept, by, may_quote=may_quote, own_code=own_code)


def _keep_answer(
    survey: Survey,
    form: SurveyForm,
    kept: Mapping[str, str],
    by: Invitation | None,
    *,
    may_quote: bool,
    own_code: str,
) -> None:
    """Write one answer that is checked: what was chosen in one row, and each text by itself."""
    written = {one.key for one in form.items if one.kind is ItemKind.OPEN}
    Answer.objects.create(
        survey=survey,
        is_anonymous=survey.is_anonymous,
        invitation=None if survey.is_anonymous else by,
        given={key: "1" if key in written else code for key, code in kept.items()},
        pair=policies.pair_of(survey, own_code) if survey.is_paired else "",
    )
    for key, text in kept.items():
        if key in written:
            OpenAnswer.objects.create(survey=survey, item=key, text=text, may_quote=may_quote)


@transaction.atomic
def close(*, by: Scope, at: datetime, survey: Survey, asked: int | None = None) -> Survey:
    """Close a survey: the answers are frozen under a digest and addresses are deleted. It is not opened again."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    policies.check_can_manage(by, survey)
    policies.check_not_closed(survey)
    if at < survey.opens_at:
        raise Refused(_("Enkäten har inte öppnat än."))
    if asked is not None and survey.link_key:
        survey.asked = asked
        survey.save(update_fields=["asked"])
    return _close(by, at, survey)


@transaction.atomic
def close_due(*, by: None, at: datetime) -> int:
    """Close by the clock, which is nobody, surveys whose time is out, where the figures allow it; returns how many."""
    closed = 0
    for one in Survey.objects.select_for_update().filter(closed_at=None, closes_at__lte=at).order_by("pk"):
        come = queries.counted(one)
        if come.asked >= max(1, come.answered):
            _close(by, at, one)
            closed += 1
    return closed


def _close(by: Scope | None, at: datetime, survey: Survey) -> Survey:
    come = queries.counted(survey)
    policies.check_asked(come.asked, come.answered)
    survey.closed_at = at
    survey.digest = queries.frozen_digest(survey)
    survey.form_digests = []
    survey.save(update_fields=["closed_at", "digest", "form_digests"])
    Invitation.objects.filter(survey=survey).update(address="")
    mail.forget(organisation_id=survey.organisation_id, begins=f"survey:{survey.pk}:")
    detail = {"answered": come.answered, "asked": come.asked, "digest": survey.digest}
    _record(by, at, "survey.closed", survey, detail)
    return survey


def _write(by: Scope, at: datetime, one: Invitation, token: str, kind: str) -> None:
    """Write the mail with the link; nothing is written where mail is not set up."""
    survey = one.survey
    said = _("Svaren är anonyma: inget sparas som knyter ditt svar till dig.")
    if not survey.is_anonymous:
        said = _("Svaren är inte anonyma: vilka som har svarat vad går att se medan enkäten pågår.")
    if survey.is_paired:
        said += " " + _("Du kan göra en egen kod sist; den gör svaren mindre anonyma.")
    body = BODY % {
        "sender": survey.sender,
        "title": survey.title,
        "purpose": survey.purpose,
        "last": f"{localtime(survey.closes_at):%Y-%m-%d %H:%M}",
        "link": mail.address("surveys:answer", token),
        "anonymity": said,
    }
    mail.post(
        organisation_id=by.organisation_id,
        key=f"survey:{survey.pk}:{kind}:{one.pk}",
        kind="survey",
        user_id=by.user_id,
        address=one.address,
        subject=survey.title,
        body=body,
        at=at,
    )


def _record(by: Scope | None, at: datetime, verb: str, survey: Survey, detail: Mapping[str, Any]) -> None:
    """Write an event; an answer, an address or a token is never in it."""
    audit.record(
        organisation_id=survey.organisation_id, by=by, at=at, verb=verb, target=survey, detail=dict(detail)
    )
