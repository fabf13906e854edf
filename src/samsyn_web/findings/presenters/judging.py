"""What the page shows where people judge a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samsyn.cycle import Status
from samsyn.documents.judged import JudgedLevel
from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.findings import policies, queries
from samsyn_web.findings.models import Decision, PictureState
from samsyn_web.findings.models.judgements import LEVEL_WORDS, Alarm, ProposedLevel


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something that somebody said, and when."""

    text: str
    by: str
    at: datetime
    level: str = ""
    dismissed: bool = False
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class AreaCard:
    """One area: the proposal, what was decided, the form."""

    digest: str
    name: str
    proposed: str
    level: str
    why: str
    words: str
    history: tuple[Said, ...]
    form: Form
    focus: bool
    dismissed: bool

    @property
    def now(self) -> Said | None:
        """What is in force."""
        return self.history[0] if self.history else None


@dataclass(frozen=True, kw_only=True)
class AlarmCard:
    """One figure that deviates: what it says, why, the form."""

    digest: str
    subject: str
    reason: str
    history: tuple[Said, ...]
    form: Form

    @property
    def now(self) -> Said | None:
        """What is in force."""
        return self.history[0] if self.history else None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far the judging has come."""

    id: int
    title: str
    period: str
    sentence: str
    areas: int
    waiting: int
    green: int
    state: str
    can_judge: bool
    can_reopen: bool
    judged_at: datetime | None
    judged_by: str


@dataclass(frozen=True, kw_only=True)
class JudgePage:
    """The whole page."""

    progress: Progress
    areas: tuple[AreaCard, ...]
    alarms: tuple[AlarmCard, ...]
    unanswered: int
    notes: tuple[Said, ...]
    note: Form
    priorities: Form
    chosen: tuple[queries.Priority, ...]
    errors: tuple[tuple[str, str], ...]


def judge_page(
    scope: Scope,
    picture: queries.Picture,
    proposals: Mapping[str, tuple[ProposedLevel, Form]],
    alarms: Mapping[str, tuple[Alarm, Form]],
    note: Form,
    priorities: Form,
) -> JudgePage:
    """The page: proposals and alarms by digest, each with its form; a form with errors stands as it came back."""
    asked = tuple(_alarm_card(alarm, form) for alarm, form in alarms.values())
    every = [note, priorities, *(form for _, form in (*proposals.values(), *alarms.values()))]
    return JudgePage(
        progress=judge_progress(scope, picture, [one for one, _ in proposals.values()]),
        areas=tuple(area_card(one, form) for one, form in proposals.values()),
        alarms=asked,
        unanswered=sum(one.now is None for one in asked),
        notes=tuple(
            Said(text=one.text, by=str(one.written_by), at=one.written_at, id=one.pk)
            for one in queries.notes(scope, picture)
        ),
        note=note,
        priorities=priorities,
        chosen=tuple(queries.priorities(scope, picture)),
        errors=tuple(_errors(every)),
    )


def judge_progress(scope: Scope, picture: queries.Picture, proposals: Sequence[ProposedLevel]) -> Progress:
    """How far the judging has come."""
    waiting = [one for one in proposals if one.current is None]
    return Progress(
        id=picture.pk,
        title=picture.title,
        period=words.period(picture.period),
        sentence=progress_sentence(len(proposals), len(waiting)),
        areas=len(proposals),
        waiting=len(waiting),
        green=sum(one.finding.status == Status.GREEN for one in waiting),
        state=picture.state,
        can_judge=policies.can_judge(scope, picture),
        can_reopen=policies.can_reopen(scope, picture),
        judged_at=picture.judged_at,
        judged_by=str(picture.judged_by or ""),
    )


def progress_sentence(areas: int, waiting: int) -> str:
    """How many areas are judged, in words."""
    if not areas:
        return _("Lägesbilden har inga områden att bedöma.")
    if not waiting:
        return _("Alla områden är bedömda.")
    return _("{judged} av {areas} områden är bedömda.").format(judged=areas - waiting, areas=areas)


def area_card(one: ProposedLevel, form: Form, *, focus: bool = False) -> AreaCard:
    """One area: the proposal, what was decided, the form."""
    value = one.value
    return AreaCard(
        digest=one.finding.digest,
        name=one.finding.area_name,
        proposed=one.finding.status,
        level=value.level,
        why=one.finding.reason,
        words=_judgement(value) if value.decision else "",
        history=tuple(
            Said(
                text=_sentences(judged.get_decision_display(), judged.reason),
                by=str(judged.judged_by),
                at=judged.judged_at,
                level=judged.level,
                dismissed=judged.decision == Decision.DISMISSED,
            )
            for judged in one.history
        ),
        form=form,
        focus=focus,
        dismissed=value.decision == Decision.DISMISSED,
    )


def _alarm_card(one: Alarm, form: Form) -> AlarmCard:
    finding = one.finding
    what = finding.category_name or (_("ovanliga kategorier") if finding.detail.get("categories") else "")
    where = ", ".join(finding.detail.get("area_names") or ()) or finding.area_name  # more areas than one
    about = ": ".join(part for part in (where, what) if part)
    if "area_names" in finding.detail:
        about = _("{about}, samling i tid och rum").format(about=about)
    return AlarmCard(
        digest=finding.digest,
        subject=about or _("Alla områden"),
        reason=finding.reason,
        history=tuple(
            Said(
                text=_sentences(given.get_answer_display(), given.text),
                by=str(given.answered_by),
                at=given.answered_at,
            )
            for given in one.history
        ),
        form=form,
    )


def _sentences(said: str, text: str) -> str:
    """A coded answer, and what was written beside it."""
    return f"{capfirst(said)}. {text}" if text else str(capfirst(said))


def _judgement(one: JudgedLevel) -> str:
    """What people did with a proposed level: the proposal where it differs, and the reason."""
    if one.decision == Decision.ACCEPTED:
        return _sentences(_("förslaget godtaget"), one.reason)
    start = _("föreslagen: {level}").format(level=dict(LEVEL_WORDS)[one.proposed])
    if one.decision == Decision.DISMISSED:
        start = _("{proposed}, avfärdat").format(proposed=start)
    return _sentences(start, one.reason)


def _errors(bound: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for form in bound:
        for field in form:
            for error in field.errors:
                yield field.id_for_label, f"{field.label}: {error}"
        for error in form.non_field_errors():
            yield "", str(error)


def figure_said(scope: Scope, record: Any) -> tuple[tuple[str, str], ...]:
    """What people have said about a figure, as names and values."""
    alarm, level = queries.answer_to(scope, record), queries.judgement_of(scope, record)
    said = []
    if alarm is not None:
        now = alarm.current
        text = f"{_sentences(now.get_answer_display(), now.text)} ({now.answered_by})" if now else ""
        said.append((_("Vad det beror på"), text or _("Inte besvarat än")))
    if level is not None and level.current is not None:
        said.append((_("Bedömning"), f"{_judgement(level.value)} ({level.value.by})"))
    return tuple(said)


def state_words(picture: queries.Picture) -> str:
    """How far a picture has come, and whether anybody judged it."""
    if picture.state == PictureState.PUBLISHED and picture.judged_at is None:
        return _("publicerad utan bedömning")
    return str(picture.get_state_display())
