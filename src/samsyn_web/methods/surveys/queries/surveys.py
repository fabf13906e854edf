"""Reads of surveys. Answers are read only once a survey is closed, so that nobody sees who has just answered what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from samsyn.cycle import Round
from samsyn.methods.surveys.find import find
from samsyn.methods.surveys.method import SurveyTold
from samsyn.methods.surveys.register import SOURCE, Asked, answers_table
from samsyn.period import Period, PeriodKind
from samsyn.provenance import digest
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import Answer, Invitation, OpenAnswer, Survey
from samsyn_web.methods.surveys.queries.coding import coded, finished_books


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How far a survey has come: how many were asked, invited by name, answered and reminded."""

    asked: int
    invited: int
    answered: int
    unanswered_invitations: int


def surveys(scope: Scope) -> QuerySet[Survey]:
    """Return the organisation's surveys, the newest first."""
    if not scope.can(Permission.READ_PICTURE):
        return Survey.objects.none()
    return Survey.objects.filter(organisation_id=scope.organisation_id).order_by("-made_at", "-pk")


def survey(scope: Scope, survey_id: int) -> Survey | None:
    """Return one survey of the organisation, or none."""
    return surveys(scope).filter(pk=survey_id).first()


def invitations(scope: Scope, open_survey_id: int) -> QuerySet[Invitation]:
    """Return who was invited and has not answered, to those who run the survey."""
    if not policies.can_manage(scope):
        return Invitation.objects.none()
    own = surveys(scope).filter(closed_at=None).values("pk")
    return Invitation.objects.filter(survey_id=open_survey_id, survey__in=own, is_used=False).order_by(
        "address", "pk"
    )


def counts(scope: Scope, survey_id: int) -> Counts | None:
    """Return how far a survey has come, or none where it is not theirs."""
    found = survey(scope, survey_id)
    return counted(found) if found else None


def counted(found: Survey) -> Counts:
    """Return how far a survey that the caller has been given has come."""
    invited = Invitation.objects.filter(survey=found)
    n = invited.count()
    return Counts(
        asked=found.asked if found.asked is not None else n,
        invited=n,
        answered=Answer.objects.filter(survey=found).count(),
        unanswered_invitations=invited.filter(is_used=False).count(),
    )


def told(scope: Scope, survey_id: int) -> SurveyTold | None:
    """Return what a closed survey says, computed from its frozen answers; none while it is open."""
    found = surveys(scope).filter(pk=survey_id, closed_at__isnull=False).first()
    return _told(found) if found else None


def is_unchanged(scope: Scope, survey_id: int) -> bool:
    """Whether the answers of a closed survey are those that it closed with."""
    found = surveys(scope).filter(pk=survey_id, closed_at__isnull=False).first()
    return found is not None and frozen_digest(found) == found.digest


def frozen_digest(found: Survey) -> str:
    """Return the name of a given survey's answers as they are now, in whatever order they stand."""
    texts = OpenAnswer.objects.filter(survey=found).values_list("item", "text", "may_quote")
    return digest(
        {
            "form": found.form,
            "asked": counted(found).asked,
            "answers": sorted(digest(one) for one in _given(found)),
            "texts": sorted(digest(list(one)) for one in texts),
        }
    )


def survey_of_token(token: str) -> Invitation | None:
    """Return the invitation of a personal link, with its survey; the link is the secret."""
    return (
        Invitation.objects.select_related("survey__organisation")
        .filter(token_digest=policies.digest_of(token))
        .first()
    )


def survey_of_link(key: str) -> Survey | None:
    """Return the survey of an open link."""
    return Survey.objects.select_related("organisation").filter(link_key=key).first() if key else None


def _given(found: Survey) -> list[dict[str, str]]:
    return sorted(Answer.objects.filter(survey=found).values_list("given", flat=True), key=digest)


def _told(found: Survey) -> SurveyTold:
    form, answers = policies.form_of(found), _given(found)
    last, books = localdate(found.closed_at), finished_books(found)
    asked = Asked(
        form=form,
        invited=max(1, counted(found).asked),
        population=found.population,
        sender=found.sender,
        anonymous=found.is_anonymous,
        about=found.about,
        codebooks={item: book for item, (_, book) in books.items()},
    )
    observed = Round(
        table=answers_table(form, answers, last, {item: coded(one) for item, (one, _) in books.items()}),
        period=Period(
            start=min(localdate(found.opens_at), last), end=last + timedelta(days=1), kind=PeriodKind.SPAN
        ),
        source=replace(SOURCE, name=found.title),
        sources=(found.digest, *(one.digest for one, _ in books.values())),
        options=asked.options(),
    )
    return SurveyTold(observed=observed, found=find(observed))
