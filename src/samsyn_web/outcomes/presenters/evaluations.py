"""Evaluations in lists and on their pages, and the chain from what was done to what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn import documents
from samsyn.cycle import Edition
from samsyn_web.actions.models import Action, ActionStatus
from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.outcomes import policies
from samsyn_web.outcomes.models import CauseChange, Evaluation, EvaluationResult, Fidelity, Implementation
from samsyn_web.outcomes.presenters.parts import sections

SIGNS = {"decreased": "↓", "unchanged": "=", "increased": "↑", "unassessable": "?"}


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """An action in the list of follow-ups; `state` is waits, due, told or lacks."""

    title: str
    href: str
    state: str
    state_word: str
    sign: str
    sentence: str
    due: date | None
    afterwards: bool


def follow_ups(
    scope: Scope,
    found: Iterable[Evaluation],
    results: Mapping[int, EvaluationResult],
    lacking: Iterable[Action],
    today: date,
) -> tuple[FollowUp, ...]:
    """Return what has an evaluation, and what lacks one."""
    lines = [_line(one, results.get(one.pk), today) for one in found]
    return (*lines, *(_lacking(scope, action, today) for action in lacking))


def _lacking(scope: Scope, action: Action, today: date) -> FollowUp:
    """Return an action without an evaluation: a way to decide one for those who may, else to the action."""
    decides = policies.can_evaluate(scope)
    if policies.is_afterwards(action, today):
        sentence = _("Den började utan att det var bestämt hur den ska utvärderas.")
    elif decides:
        sentence = _("Bestäm hur åtgärden ska utvärderas innan den börjar.")
    else:
        sentence = _("Ingen utvärdering är bestämd.")
    return FollowUp(
        title=action.title,
        href=reverse("outcomes:decide" if decides else "actions:action", args=[action.pk]),
        state="lacks",
        state_word=_("ingen utvärdering bestämd"),
        sign="○",
        sentence=sentence,
        due=None,
        afterwards=False,
    )


def _line(one: Evaluation, result: EvaluationResult | None, today: date) -> FollowUp:
    if result is not None:
        state, word, sign = "told", str(result.get_change_display()), SIGNS[result.change]
    elif one.due <= today:
        state, word, sign = "due", _("dags att räkna ut"), "!"
    else:
        state, word, sign = "waits", _("väntar"), "…"
    return FollowUp(
        title=one.action.title,
        href=reverse("outcomes:evaluation", args=[one.pk]),
        state=state,
        state_word=word,
        sign=sign,
        sentence=result.sentence if result else one.detectable_text,
        due=one.due,
        afterwards=one.decided_afterwards,
    )


def evaluation_sentence(lines: Sequence[FollowUp]) -> str:
    """Return what the list says."""
    n = {state: sum(one.state == state for one in lines) for state in ("told", "due", "waits", "lacks")}
    if not lines:
        return _("Ingen åtgärd är beslutad än.")
    parts = [
        ngettext("En åtgärd har ett utslag.", "%(n)s åtgärder har ett utslag.", n["told"]) % {"n": n["told"]}
    ]
    if n["due"]:
        due = ngettext("En är dags att räkna ut.", "%(n)s är dags att räkna ut.", n["due"])
        parts.append(due % {"n": n["due"]})
    if n["lacks"]:
        parts.append(_("{lacks} saknar en bestämd utvärdering.").format(**n))
    return " ".join(parts)


@dataclass(frozen=True, kw_only=True)
class ChainStep:
    """One step of the chain from what was done to what changed."""

    title: str
    word: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Chain:
    """Carried out, cause changed, problem changed."""

    steps: tuple[ChainStep, ...]


def chain(note: Implementation | None, result: EvaluationResult | None) -> Chain:
    """Return the chain; what nobody has told is said so."""
    return Chain(
        steps=(
            ChainStep(title=_("Genomfördes den?"), word=_fidelity(note), text=_amounts(note)),
            ChainStep(
                title=_("Ändrades orsaken?"),
                word=str(CauseChange(note.cause).label) if note else _("inte berättat än"),
                text=note.text if note else "",
            ),
            ChainStep(
                title=_("Ändrades problemet?"),
                word=str(result.get_change_display()) if result else _("inte uträknat än"),
                text="",
            ),
        )
    )


def _fidelity(note: Implementation | None) -> str:
    return str(Fidelity(note.fidelity).label) if note else _("inte berättat än")


def _amounts(note: Implementation | None) -> str:
    if note is None:
        return ""
    parts = []
    if note.planned is not None and note.done is not None:
        said = {"done": _number(note.done), "planned": _number(note.planned), "unit": note.unit}
        parts.append(_("{done} av {planned} {unit}").format(**said).strip())
    if note.reach_planned is not None and note.reached is not None:
        said = {"reached": _number(note.reached), "planned": _number(note.reach_planned)}
        parts.append(_("nådde {reached} av {planned}").format(**said))
    return ", ".join(parts)


def _number(value: float) -> str:
    return words.number(value) if value == int(value) else words.plain(value)


@dataclass(frozen=True, kw_only=True)
class EvaluationPage:
    """An evaluation on its own page."""

    key: int
    action_id: int
    title: str
    sentence: str
    sign: str
    word: str
    html: SafeString
    chain: Chain
    due: date
    is_due: bool
    computed_at: datetime | None
    afterwards: bool
    version: int
    older: tuple[tuple[int, str, str], ...]
    newer_href: str
    can_change: bool
    can_tell: bool
    can_fetch: bool


def evaluation_page(
    scope: Scope,
    one: Evaluation,
    result: EvaluationResult | None,
    note: Implementation | None,
    every: Sequence[Evaluation],
    today: date,
) -> EvaluationPage:
    """Return an evaluation as its page shows it."""
    newest = every[0]
    parts = sections(one, result, Edition.INTERNAL)
    return EvaluationPage(
        key=one.pk,
        action_id=one.action_id,
        title=one.action.title,
        sentence=result.sentence if result else _("Utvärderingen är bestämd och väntar på sin dag."),
        sign=SIGNS[result.change] if result else "…",
        word=str(result.get_change_display()) if result else _("väntar"),
        html=mark_safe("\n".join(documents.section_html(part) for part in parts)),
        chain=chain(note, result),
        due=one.due,
        is_due=one.due <= today and newest.pk == one.pk,
        computed_at=result.computed_at if result else None,
        afterwards=one.decided_afterwards,
        version=one.number,
        older=tuple(
            (each.number, reverse("outcomes:evaluation", args=[each.pk]), each.reason)
            for each in every
            if each.pk != one.pk
        ),
        newer_href=reverse("outcomes:evaluation", args=[newest.pk]) if newest.pk != one.pk else "",
        can_change=policies.can_evaluate(scope) and one.action.status != ActionStatus.STOPPED,
        can_tell=policies.can_tell(scope, one.action),
        can_fetch=policies.can_read(scope),
    )


def summary(
    scope: Scope, action: Action, one: Evaluation | None, result: EvaluationResult | None, today: date
) -> dict[str, object]:
    """Return what an action's own page shows of its follow-up."""
    return {
        "line": _line(one, result, today) if one else None,
        "action_id": action.pk,
        "can_decide": one is None and policies.can_evaluate(scope) and action.starts is not None,
        "can_tell": policies.can_tell(scope, action),
    }
