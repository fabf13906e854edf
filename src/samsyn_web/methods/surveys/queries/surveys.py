"""Reads of surveys. Answers are read only once a survey is closed, so that nobody sees who has just answered what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.cycle import Round
from samsyn.disclosure import THRESHOLD
from samsyn.methods.round_method import RoundTold
from samsyn.methods.surveys.find import VERSION
from samsyn.methods.surveys.method import SURVEYS
from samsyn.methods.surveys.register import SAMPLE, SOURCE, Asked, answers_table, asked
from samsyn.methods.surveys.sections import QuestionTold
from samsyn.methods.surveys.two_rounds import ClosedRound, Comparison, compare_rounds
from samsyn.period import Period, PeriodKind
from samsyn.programme import SharedFigure
from samsyn.programme.shared_figures import LEAST, LONGEST
from samsyn.provenance import digest
from samsyn_web.base.registry import Shareable
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


def told(scope: Scope, survey_id: int) -> RoundTold | None:
    """Return what a closed survey says, computed from its frozen answers; none while it is open."""
    found = surveys(scope).filter(pk=survey_id, closed_at__isnull=False).first()
    return _told(found) if found else None


def shareable(scope: Scope) -> list[Shareable]:
    """
    Return the shares of top answers in closed surveys that may be shared: as the public edition shows them.

    With each go the question in its own words, who asked and how, since figures that differ in these are not compared.
    """
    if not scope.can(Permission.PUBLISH):
        return []
    closed = surveys(scope).filter(closed_at__isnull=False)
    return [one for found in closed for one in _top_answers(found)]


def _top_answers(found: Survey) -> list[Shareable]:
    said = _told(found)
    about = asked(said.observed.options)
    shares = []
    for item in about.form.items:
        told = QuestionTold(asked=about, item=item, found=said.found, threshold=THRESHOLD)
        top, answered = told.one("top"), told.one("answered")
        is_shown = bool(told.section().lead and told.top(told.hidden()))
        if top is None or answered is None or answered.estimate.n < LEAST or not is_shown:
            continue
        estimate = top.estimate
        if estimate.value is None or estimate.low is None or estimate.high is None:
            continue
        shares.append(
            Shareable(
                key=f"{found.pk}:{item.key}",
                origin=found.title,
                href=reverse("surveys:survey", args=[found.pk]),
                figure=SharedFigure(
                    method="surveys",
                    version=VERSION,
                    edition=about.form.key,
                    key=item.key,
                    label=item.text[:LONGEST],
                    period=str(localdate(found.closed_at).year),
                    value=estimate.value,
                    low=estimate.low,
                    high=estimate.high,
                    unit=_("andel som svarade %(what)s")
                    % {"what": _(" eller ").join(f"”{item.label(code)}”" for code in item.top)},
                    n=answered.estimate.n,
                    asked=item.text[:LONGEST],
                    sender=found.sender,
                    mode=_("anonyma svar") if found.is_anonymous else _("svar som inte är anonyma"),
                    note=about.under[:LONGEST],
                    why_alone=""
                    if found.population == SAMPLE
                    else _("Alla tillfrågades: gränserna visar bortfallet och är ingen osäkerhet av slump."),
                ),
            )
        )
    return shares


def compared(scope: Scope, survey_id: int) -> Comparison | None:
    """Return a closed round beside the one that it follows up; none while either can still be answered."""
    both = surveys(scope).filter(closed_at__isnull=False)
    found = both.select_related("previous").filter(pk=survey_id, previous__in=both.values("pk")).first()
    if found is None or found.previous is None:
        return None
    return compare_rounds(_wave(found.previous), _wave(found), least=policies.FEW)


def is_unchanged(scope: Scope, survey_id: int) -> bool:
    """Whether the answers of a closed survey are those that it closed with."""
    found = surveys(scope).filter(pk=survey_id, closed_at__isnull=False).first()
    return found is not None and frozen_digest(found) == found.digest


def frozen_digest(found: Survey) -> str:
    """Return the name of a given survey's answers as they are now, in whatever order they stand."""
    texts = OpenAnswer.objects.filter(survey=found).values_list("item", "text", "may_quote")
    frozen: dict[str, object] = {
        "form": found.form,
        "asked": counted(found).asked,
        "answers": sorted(digest(one) for one in _given(found)),
        "texts": sorted(digest(list(one)) for one in texts),
    }
    if pairs := Answer.objects.filter(survey=found).exclude(pair="").values_list("pair", "given"):
        frozen["pairs"] = sorted(digest(list(one)) for one in pairs)
    return digest(frozen)


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


def _wave(found: Survey) -> ClosedRound:
    rows = sorted(Answer.objects.filter(survey=found).values_list("given", "pair"), key=digest)
    answers, pairs = [given for given, _ in rows], [pair for _, pair in rows]
    return ClosedRound(title=found.title, asked=_asked(found), answers=answers, pairs=pairs)


def _asked(found: Survey) -> Asked:
    return Asked(
        form=policies.form_of(found),
        invited=max(1, counted(found).asked),
        population=found.population,
        sender=found.sender,
        anonymous=found.is_anonymous,
        about=found.about,
    )


def _told(found: Survey) -> RoundTold:
    form, answers = policies.form_of(found), _given(found)
    last, books = localdate(found.closed_at), finished_books(found)
    asked = replace(_asked(found), codebooks={item: book for item, (_, book) in books.items()})
    observed = Round(
        table=answers_table(form, answers, last, {item: coded(one) for item, (one, _) in books.items()}),
        period=Period(
            start=min(localdate(found.opens_at), last), end=last + timedelta(days=1), kind=PeriodKind.SPAN
        ),
        source=replace(SOURCE, name=found.title),
        sources=(found.digest, *(one.digest for one, _ in books.values())),
        options=asked.options(),
    )
    return SURVEYS.told(observed)
