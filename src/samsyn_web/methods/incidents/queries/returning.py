"""Back to the reporter: what became of each of one's own reports, and of all of them in a period, in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.instruments.categories import CategoryList
from samsyn.period import Period, parse
from samsyn_web.actions.models import DecisionStatus, MeetingDecision
from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Problem
from samsyn_web.methods.incidents.models import (
    COUNTING,
    ProblemReport,
    Submission,
    SubmissionKind,
    SubmissionState,
)
from samsyn_web.methods.incidents.queries.categories import category_list
from samsyn_web.methods.incidents.queries.submissions import own_submissions
from samsyn_web.observations.models import RoundIntake

MOST = 200
NO_BEGINNING = (SubmissionKind.ZERO, SubmissionKind.POSITIVE)  # which no decision is to be expected of


@dataclass(frozen=True, kw_only=True)
class OwnReport:
    """
    One of a reporter's own reports and what became of it.

    `about` names it, `way` says in sentences how far it has come, and `question` is what its reporter is asked.
    """

    submission: Submission
    about: str
    way: tuple[str, ...]
    question: str = ""
    has_decision: bool = False


@dataclass(frozen=True, kw_only=True)
class WhatBecame:
    """What became of one reporter's reports in a period: numbers, and the same in sentences."""

    period: Period
    sent: int
    counted: int
    in_picture: int
    questions: int
    decisions: int
    sentences: tuple[str, ...]

    @property
    def is_anything(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.sent or self.questions or self.decisions)


def own_reports(scope: Scope, device_id: UUID | None = None) -> list[OwnReport]:
    """Return the person's own reports with what became of each, the newest first; nothing about anybody else's."""
    found = own_submissions(scope).exclude(state=SubmissionState.DISPOSED).select_related("named_place")
    chosen = list((found if device_id is None else found.filter(device_id=device_id))[:MOST])
    known, (problems, decisions) = category_list(scope), _led_to(scope, chosen)
    periods = _periods(scope, chosen)
    return [
        OwnReport(
            submission=one,
            about=about(one, known),
            way=_way(one, periods.get(one.pk, ""), problems[one.pk], decisions[one.pk]),
            question=one.answer if one.state == SubmissionState.RETURNED else "",
            has_decision=bool(decisions[one.pk]),
        )
        for one in chosen
    ]


def what_became(scope: Scope, period: Period | str) -> WhatBecame:
    """
    Return what became of the person's own reports in a period: those that they sent, and decisions made or told about.

    A question to them is told whenever it was asked, until it is answered.
    """
    when = parse(period) if isinstance(period, str) else period
    own = list(own_submissions(scope).exclude(state=SubmissionState.DISPOSED)[:MOST])
    sent = [one for one in own if one.day in when]
    questions = [one for one in own if one.state == SubmissionState.RETURNED]
    counted = sum(one.state in COUNTING for one in sent)
    pictured = sum(one.state == SubmissionState.IN_PICTURE for one in sent)
    waits = any(one.state in COUNTING and one.kind not in NO_BEGINNING for one in sent)
    known, (problems, decisions) = category_list(scope), _led_to(scope, own)
    news = {
        made.pk: (one, made) for one in reversed(own) for made in decisions[one.pk] if _touched(made, when)
    }
    linked = {problem.pk for one in sent for problem in problems[one.pk]}
    sentences = [
        *_thanks(len(sent), counted, pictured),
        *(_decided(about(one, known), made) for one, made in news.values()),
    ]
    if waits and not news:
        sentences.append(_nothing_yet(len(linked)))
    if questions:
        n = len(questions)
        sentences.append(
            ngettext(
                "En rapport väntar på svar från dig.", "%(n)s rapporter väntar på svar från dig.", n
            ) % {"n": n}
        )  # fmt: skip
    return WhatBecame(
        period=when,
        sent=len(sent),
        counted=counted,
        in_picture=pictured,
        questions=len(questions),
        decisions=len(news),
        sentences=tuple(sentences),
    )


def about(one: Submission, known: CategoryList) -> str:
    """Return what a report is about: category, place and day."""
    where = str(one.named_place) if one.named_place_id else one.place
    what = known.label_of(one.category) if one.category else str(one.get_kind_display())
    return ", ".join(part for part in (what, where, words.day(one.day)) if part)


def _touched(made: MeetingDecision, when: Period) -> bool:
    return localdate(made.decided_at) in when or localdate(made.changed_at) in when


def _led_to(
    scope: Scope, own: Iterable[Submission]
) -> tuple[Mapping[int, list[Problem]], Mapping[int, list[MeetingDecision]]]:
    """Return the problems and decisions that each report led to; of an event told again, those of the first telling."""
    by_event: dict[int, list[int]] = defaultdict(list)
    for one in own:
        for key in {one.pk, one.same_as_id or one.pk}:
            by_event[key].append(one.pk)
    problems: dict[int, list[Problem]] = defaultdict(list)
    decisions: dict[int, list[MeetingDecision]] = defaultdict(list)
    links = ProblemReport.objects.filter(
        submission__in=list(by_event), problem__organisation_id=scope.organisation_id
    ).select_related("problem")
    made = MeetingDecision.objects.filter(
        problem__in=[link.problem_id for link in links],
        organisation_id=scope.organisation_id,
        withdrawn_at=None,
    ).order_by("decided_at", "pk")
    of_problem: dict[int | None, list[MeetingDecision]] = defaultdict(list)
    for each in made:
        of_problem[each.problem_id].append(each)
    for link in links:
        for key in by_event[link.submission_id]:
            if link.problem not in problems[key]:
                problems[key].append(link.problem)
                decisions[key] += of_problem[link.problem_id]
    return problems, decisions


def _periods(scope: Scope, own: Iterable[Submission]) -> dict[int, str]:
    """Return the period of the first picture that each report is in."""
    held = {one.pk: one.intake_id for one in own if one.intake_id is not None}
    rows = RoundIntake.objects.filter(
        round__start__isnull=False,
        intake__in=set(held.values()),
        round__organisation_id=scope.organisation_id,
    ).order_by("-round__start")
    of_intake = defaultdict(list)
    for intake, period, start, end in rows.values_list(
        "intake", "round__period", "round__start", "round__end"
    ):
        of_intake[intake].append((period, start, end))
    days = {one.pk: one.day for one in own}
    found = {}
    for key, intake in held.items():
        own_week = [
            period for period, start, end in of_intake[intake] if start and end and start <= days[key] < end
        ]
        if own_week:
            found[key] = own_week[-1]
    return found


def _way(
    one: Submission, period: str, problems: list[Problem], decisions: list[MeetingDecision]
) -> tuple[str, ...]:
    said = [_state(one, period)]
    if one.masked:
        said.append(_("Ord som kunde peka ut någon är borttagna."))
    if one.same_as_id is not None:
        said.append(
            _(
                "Någon annan har berättat om samma händelse. Tack för att du också gjorde det: då är vi säkrare. "
                "Händelsen räknas en gång."
            )
        )
    for problem in problems:
        said.append(
            _("Den hör till problemet ”%(problem)s”, som det arbetas med.") % {"problem": problem.title}
            if problem.is_open
            else _("Den hörde till problemet ”%(problem)s”, som är avslutat: %(why)s")
            % {"problem": problem.title, "why": _ended(problem.reason)}
        )
    said += [_decided("", made) for made in decisions]
    counts = one.state in COUNTING and one.kind not in NO_BEGINNING
    if counts and not decisions:
        said.append(_("Inget beslut än."))
    return tuple(said)


def _state(one: Submission, period: str) -> str:
    match one.state:
        case SubmissionState.RECEIVED:
            return _("Den är inkommen och väntar på att någon läser den.")
        case SubmissionState.RETURNED:
            return _("Den väntar på svar från dig.")
        case SubmissionState.REJECTED:
            return _("Den räknas inte: %(why)s") % {"why": _ended(one.answer)}
        case SubmissionState.WITHDRAWN:
            return _("Du har tagit tillbaka den.")
        case SubmissionState.IN_PICTURE if period:
            return _("Den ingår i lägesbilden för %(period)s.") % {"period": words.period(period)}
        case SubmissionState.IN_PICTURE:
            return _("Den ingår i lägesbilden.")
        case _ if one.kind == SubmissionKind.ZERO:
            return _("Ditt svar räknas: tystnad och lugn går att skilja åt.")
        case _:
            return _("Den är godtagen och räknas i nästa lägesbild.")


def _decided(what: str, made: MeetingDecision) -> str:
    """Return what was decided, until when, how it stands and what came of it."""
    said = (
        _("Din rapport om %(about)s ledde till ett beslut: %(what)s, senast %(until)s. Läget: %(status)s.")
        if what
        else _("Den ledde till ett beslut: %(what)s, senast %(until)s. Läget: %(status)s.")
    ) % {
        "about": _lower(what),
        "what": _lower(made.what.rstrip(".")),
        "until": words.day(made.until),
        "status": DecisionStatus(made.status).label,
    }
    return f"{said} {_ended(made.result)}" if made.result else said


def _thanks(sent: int, counted: int, pictured: int) -> list[str]:
    """Return how many were sent, and how many of them are in the picture, or at least accepted."""
    if not sent:
        return []
    said = [ngettext("Du lämnade en rapport.", "Du lämnade %(n)s rapporter.", sent) % {"n": sent}]
    if pictured == sent:
        said.append(ngettext("Den ingår i veckans lägesbild.", "Alla ingår i veckans lägesbild.", sent))
    elif pictured:
        said.append(
            ngettext(
                "En av dem ingår i veckans lägesbild.", "%(n)s av dem ingår i veckans lägesbild.", pictured
            )
            % {"n": pictured}
        )
    elif counted == sent == 1:
        said.append(_("Den är godtagen och räknas i nästa lägesbild."))
    elif counted:
        said.append(
            ngettext(
                "En av dem är godtagen och räknas i nästa lägesbild.",
                "%(n)s av dem är godtagna och räknas i nästa lägesbild.",
                counted,
            )
            % {"n": counted}
        )
    return said


def _nothing_yet(problems: int) -> str:
    if problems:
        return _("De hör till problem som det arbetas med. Inget beslut än.")
    return _("Inget beslut än.")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
