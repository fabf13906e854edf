"""What the page of one week shows: the path with where we are, what is missing, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.base import words
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.models import PictureState
from samsyn_web.findings.queries import ProposedLevel
from samsyn_web.methods.incidents.models import PeriodState, ReportingPeriod
from samsyn_web.methods.incidents.policies.week import can_remind
from samsyn_web.methods.incidents.presenters.rhythm import moment
from samsyn_web.methods.incidents.presenters.waiting import answered_words, countdown, facts, missing
from samsyn_web.methods.incidents.queries.rhythm import Answering
from samsyn_web.methods.incidents.queries.week import Come
from samsyn_web.people.models import Membership

COLLECT, REVIEW, FREEZE, JUDGE, MEET, SEND, OVER = range(7)


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One step of the path."""

    label: str
    state: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Doing:
    """The main action: a link, or something that is posted."""

    verb: str
    href: str
    is_post: bool = False


@dataclass(frozen=True, kw_only=True)
class WeekPage:
    """The page of one period."""

    period: str
    title: str
    sentence: str
    steps: tuple[StepLine, ...]
    main: Doing | None
    others: tuple[Doing, ...]
    missing: tuple[str, ...]
    silent: tuple[tuple[str, str], ...]
    times: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    problem: str
    digest: str
    state: str
    is_frozen: bool


def stage(held: ReportingPeriod, come: Come, unjudged: int, at: datetime) -> int:
    """Return which step a period is at."""
    if held.state == PeriodState.OPEN:
        return COLLECT if at < held.deadline else REVIEW if come.waiting else FREEZE
    if held.state == PeriodState.FROZEN:
        return JUDGE if unjudged else MEET
    return SEND if held.state == PeriodState.DECIDED else OVER


def week_page(
    scope: Scope,
    held: ReportingPeriod,
    *,
    answers: Answering,
    come: Come,
    levels: list[ProposedLevel],
    at: datetime,
    mail_is_on: bool,
    review_href: str,
) -> WeekPage:
    """Return the page of a period as it is now."""
    unjudged = sum(one.current is None for one in levels)
    here = stage(held, come, unjudged, at)
    main, others = _doings(scope, held, here, answers, come, mail_is_on, review_href)
    names = scope.can(Permission.SET_UP)
    return WeekPage(
        period=held.period,
        title=words.period(held.period),
        sentence=_sentence(held, here, answers, come, unjudged, at),
        steps=_steps(scope, held, here, review_href),
        main=main,
        others=others,
        missing=missing(held, answers, come),
        silent=_named(answers.silent) if names and held.state == PeriodState.OPEN else (),
        times=(
            (_("Sista tid att rapportera"), f"{moment(held.deadline)}, {countdown(held.deadline, at)}"),
            (_("Möte"), f"{moment(held.meeting)}, {countdown(held.meeting, at)}"),
            (_("Utskick"), f"{moment(held.dispatch)}, {countdown(held.dispatch, at)}"),
        ),
        facts=facts(answers, come),
        problem=held.problem,
        digest=held.round.digest if held.round else "",
        state=str(held.get_state_display()),
        is_frozen=held.state != PeriodState.OPEN,
    )


def _named(some: Iterable[Membership]) -> tuple[tuple[str, str], ...]:
    return tuple((one.works_as or _("utan funktion"), str(one.user)) for one in some)


def _sentence(
    held: ReportingPeriod, here: int, answers: Answering, come: Come, unjudged: int, at: datetime
) -> str:
    match here:
        case 0:
            return _("%(answered)s. Sista tid är %(when)s, %(left)s.") % {
                "answered": answered_words(answers),
                "when": moment(held.deadline),
                "left": countdown(held.deadline, at),
            }
        case 1:
            return ngettext(
                "Sista tiden har gått, och en rapport är inte granskad.",
                "Sista tiden har gått, och %(n)s rapporter är inte granskade.",
                come.waiting,
            ) % {"n": come.waiting}
        case 2:
            return _("Sista tiden har gått och allt är granskat. Underlaget kan frysas.")
        case 3:
            return ngettext(
                "Underlaget är fryst. Ett område är inte bedömt.",
                "Underlaget är fryst. %(n)s områden är inte bedömda.",
                unjudged,
            ) % {"n": unjudged}
        case 4:
            return _("Allt är bedömt. Mötet är %(when)s, %(left)s.") % {
                "when": moment(held.meeting),
                "left": countdown(held.meeting, at),
            }
        case 5:
            return _("Mötet har beslutat. Utskicket återstår.")
    return _("Veckan är klar: mötet har beslutat, och utskicket är gjort.")


def _steps(scope: Scope, held: ReportingPeriod, here: int, review_href: str) -> tuple[StepLine, ...]:
    judge = reverse("findings:judge", args=[held.picture_id]) if held.picture_id else ""
    labels = (
        (_("Samla in"), ""),
        (_("Granska"), review_href if scope.can(Permission.REVIEW) else ""),
        (_("Frys"), ""),
        (_("Bedöm"), judge if scope.can(Permission.JUDGE) else ""),
        (_("Möte och beslut"), reverse("week:meeting", args=[held.period])),
        (
            _("Skicka ut"),
            reverse("week:dispatch", args=[held.period]) if scope.can(Permission.PUBLISH) else "",
        ),
    )
    return tuple(
        StepLine(
            label=label,
            state="done" if place < here else "here" if place == here else "next",
            href=href if place < here or (place == MEET and here >= JUDGE) else "",
        )
        for place, (label, href) in enumerate(labels)
    )


def _doings(
    scope: Scope,
    held: ReportingPeriod,
    here: int,
    answers: Answering,
    come: Come,
    mail_is_on: bool,
    review_href: str,
) -> tuple[Doing | None, tuple[Doing, ...]]:
    """Return the main action, and others that are possible now."""
    found: list[Doing] = []
    review = scope.can(Permission.REVIEW) and come.waiting and review_href
    if here <= FREEZE and review:
        verb = ngettext("Granska en rapport", "Granska %(n)s rapporter", come.waiting) % {"n": come.waiting}
        found.append(Doing(verb=verb, href=review_href))
    if here == COLLECT and mail_is_on and answers.silent and can_remind(scope, held):
        remind = _("Påminn dem som inte har svarat")
        found.append(Doing(verb=remind, href=reverse("week:remind", args=[held.period]), is_post=True))
    if here <= FREEZE and scope.can(Permission.DECIDE):
        found.append(Doing(verb=_("Frys underlaget"), href=reverse("week:freeze", args=[held.period])))
    if here == JUDGE and scope.can(Permission.JUDGE):
        judge = reverse("findings:judge", args=[held.picture_id])
        found.append(Doing(verb=_("Bedöm områdena"), href=judge))
    if here in (JUDGE, MEET):
        found.append(Doing(verb=_("Öppna mötet"), href=reverse("week:meeting", args=[held.period])))
        if scope.can(Permission.DECIDE):
            again = reverse("week:freeze", args=[held.period])
            found.append(Doing(verb=_("Frys på nytt"), href=again))
    if here == SEND and scope.can(Permission.PUBLISH):
        dispatch = reverse("week:dispatch", args=[held.period])
        found.append(Doing(verb=_("Se vem som får vad, och skicka"), href=dispatch))
        back = reverse("week:reopen", args=[held.period])
        found.append(Doing(verb=_("Öppna mötet igen"), href=back, is_post=True))
    if here >= SEND and held.picture is not None and _may_read(scope, held):
        read = reverse("findings:picture", args=[held.picture_id])
        found.append(Doing(verb=_("Läs lägesbilden"), href=read))
    return (found[0] if found else None), tuple(found[1:])


def _may_read(scope: Scope, held: ReportingPeriod) -> bool:
    published = held.picture is not None and held.picture.state == PictureState.PUBLISHED
    return scope.can(Permission.WORK_WITH_DATA) or (scope.can(Permission.READ_PICTURE) and published)


@dataclass(frozen=True, kw_only=True)
class PeriodLine:
    """A period in a list."""

    title: str
    state: str
    href: str
    is_here: bool


def period_lines(some: Iterable[ReportingPeriod], here: ReportingPeriod) -> tuple[PeriodLine, ...]:
    """Return periods to go to."""
    return tuple(
        PeriodLine(
            title=words.period(one.period),
            state=str(one.get_state_display()),
            href=reverse("week:period", args=[one.period]),
            is_here=one.pk == here.pk,
        )
        for one in some
    )


def level_lines(levels: Iterable[ProposedLevel]) -> tuple[tuple[str, str, bool, str, bool], ...]:
    """Return each area with its level in force, whether it is still a proposal, why, and whether it was dismissed."""
    return tuple(
        (
            one.finding.area_name,
            one.current.level if one.current else one.finding.status,
            one.current is None,
            (one.current.reason if one.current else "") or one.finding.reason,
            bool(one.current and one.current.decision == "dismissed"),
        )
        for one in levels
    )
