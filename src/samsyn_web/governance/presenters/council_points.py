"""The agenda with what the minutes say, and each decision with how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn_web.actions.models import ActionStatus
from samsyn_web.base import words
from samsyn_web.governance.models import CouncilPoint
from samsyn_web.governance.models.council_points import Becomes
from samsyn_web.governance.queries import Followed

SHAPES = {"open": "not_started", "late": "overdue", "done": "done", "withdrawn": "not_started"}


@dataclass(frozen=True, kw_only=True)
class DecidedRow:
    """A decision; `status` is the shape that the duties have too."""

    key: int
    text: str
    function: str
    due: str
    status: str
    status_word: str
    is_withdrawn: bool
    is_open_task: bool
    is_done_task: bool
    done_how: str
    became: str
    became_href: str
    meeting: str
    meeting_href: str


@dataclass(frozen=True, kw_only=True)
class PointRow:
    """A point of the agenda."""

    key: int
    number: int
    title: str
    purpose: str
    text: str
    said: str
    about: str
    about_href: str
    decisions: tuple[DecidedRow, ...]


def point_rows(
    points: Iterable[CouncilPoint], decided: Sequence[Followed], *, can_keep: bool
) -> tuple[PointRow, ...]:
    """Return the agenda; what only those who write may open is no link to others."""
    return tuple(_point(one, decided, can_keep) for one in points)


def _point(one: CouncilPoint, decided: Sequence[Followed], can_keep: bool) -> PointRow:
    about, href, is_draft = _about(one)
    return PointRow(
        key=one.pk,
        number=one.place,
        title=one.title,
        purpose=str(one.get_purpose_display()),
        text=one.text,
        said=one.said,
        about=about,
        about_href=href if can_keep or not is_draft else "",
        decisions=tuple(
            decided_row(each, can_keep=can_keep) for each in decided if each.decision.point_id == one.pk
        ),
    )


def _about(one: CouncilPoint) -> tuple[str, str, bool]:
    """Return what a point is about, where it is, and whether it is a draft."""
    if one.picture is not None:
        return one.picture.title, reverse("findings:picture", args=[one.picture.pk]), False
    if one.problem is not None:
        return one.problem.title, reverse("causes:problem", args=[one.problem.pk]), False
    if one.action is not None:
        draft = one.action.status == ActionStatus.DRAFT
        return one.action.title, reverse("actions:action", args=[one.action.pk]), draft
    if one.paper is not None:
        draft = one.paper.decision_id is None
        return str(one.paper), reverse("governance:paper", args=[one.paper.pk]), draft
    if one.agreement_id is not None:
        return _("Överenskommelsen"), reverse("governance:agreement", args=[one.agreement_id]), False
    return "", "", False


def decided_row(one: Followed, *, can_keep: bool) -> DecidedRow:
    """Return a decision as a line."""
    made, meeting = one.decision, one.decision.point.meeting
    became, href = _became(one, can_keep)
    is_task = made.becomes == Becomes.TASK and made.withdrawn_at is None
    return DecidedRow(
        key=made.pk,
        text=made.text,
        function=made.function,
        due=words.day(made.due),
        status=SHAPES[one.state],
        status_word={
            "open": _("ska göras"),
            "late": _("försenat"),
            "done": _("klart"),
            "withdrawn": _("tillbakataget, räknas inte"),
        }[one.state],
        is_withdrawn=made.withdrawn_at is not None,
        is_open_task=is_task and made.done_at is None,
        is_done_task=is_task and made.done_at is not None,
        done_how=made.done_how,
        became=became,
        became_href=href,
        meeting=words.day(meeting.day),
        meeting_href=f"{reverse('governance:council_meeting', args=[meeting.pk])}#beslut-{made.pk}",
    )


def _became(one: Followed, can_keep: bool) -> tuple[str, str]:
    """Return what a decision became, and where that is for those who may open it."""
    made = one.decision
    if made.question is not None:
        said = made.question.get_answer_display() if made.question.answer else _("väntar på svar")
        return (
            _("Fråga till styrgruppen: %(how)s") % {"how": said},
            reverse("actions:question", args=[made.question.pk]),
        )
    if made.action is not None:
        how = made.action.get_status_display()
        said = _("Ändrad åtgärd: %(how)s") if made.becomes == Becomes.CHANGE else _("Åtgärd: %(how)s")
        opens = can_keep or made.action.status != ActionStatus.DRAFT
        return said % {"how": how}, reverse("actions:action", args=[made.action.pk]) if opens else ""
    if made.becomes == Becomes.ACTION:
        return _("Utkastet till åtgärd är borttaget."), ""
    return "", ""


def subject_choices(
    found: Iterable[tuple[str, str, str]],
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a point can be about, by kind."""
    names = {
        "picture": _("Lägesbilder"),
        "problem": _("Problem"),
        "action": _("Åtgärder"),
        "paper": _("Handlingar"),
        "agreement": _("Överenskommelser"),
    }
    groups: dict[str, list[tuple[str, str]]] = {kind: [] for kind in names}
    for kind, key, name in found:
        groups[kind].append((key, name))
    return [(names[kind], some) for kind, some in groups.items() if some]


def point_initial(one: CouncilPoint) -> dict[str, object]:
    """Return what the form of a point begins with."""
    kinds = ("picture", "problem", "action", "paper", "agreement")
    about = next((f"{kind}:{getattr(one, f'{kind}_id')}" for kind in kinds if getattr(one, f"{kind}_id")), "")
    said = {name: getattr(one, name) for name in ("title", "purpose", "text", "said", "place")}
    return {**said, "about": about, "seen": one.version}
