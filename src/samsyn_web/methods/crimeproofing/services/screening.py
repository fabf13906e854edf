"""The first look at a case, and the way of money and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samsyn.instruments.load import crimeproofing
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies, queries
from samsyn_web.methods.crimeproofing.models import LINE, Case, FlowStep, Said, ScreeningAnswer


@transaction.atomic
def answer_screening(
    *,
    by: Scope,
    at: datetime,
    case: Case,
    answers: Mapping[str, tuple[str, str]],
    goes_on: bool | None = None,
    reason: str = "",
) -> Case:
    """
    Answer the questions of the first look; `answers` holds answer and note by the question's code.

    Whether to go on is a decision with a reason; it may be left open.
    """
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    known = {one.code for one in crimeproofing().screening}
    for code, (said, note) in answers.items():
        policies.check_code(code, known, _("Frågan"))
        policies.check_code(said, Said.values, _("Svaret"))
        policies.check_text(note, _("Kommentaren"), LINE)
    if goes_on is not None:
        policies.check_required(reason.strip(), _("Varför ni går vidare eller inte"))
    ScreeningAnswer.objects.filter(case=case).exclude(question__in=answers).delete()
    for code, (said, note) in answers.items():
        values = {"answer": said, "note": note}
        ScreeningAnswer.objects.update_or_create(case=case, question=code, defaults=values)
    case.goes_on, case.screening_reason = goes_on, reason.strip() if goes_on is not None else ""
    case.save(update_fields=["goes_on", "screening_reason"])
    _record(by, at, "screened", case)
    return case


@transaction.atomic
def add_step(*, by: Scope, at: datetime, case: Case, who: str, kind: str, how: str = "") -> FlowStep:
    """Add a step last."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_required(who.strip(), _("Vem"), LINE)
    policies.check_text(how, _("Hur"), LINE)
    policies.check_code(kind, crimeproofing().codes("flow"), _("Gör"))
    last = FlowStep.objects.filter(case=case).aggregate(last=Max("position"))["last"] or 0
    made = FlowStep.objects.create(case=case, position=last + 1, who=who.strip(), kind=kind, how=how.strip())
    _record(by, at, "step_added", case)
    return made


@transaction.atomic
def move_step(*, by: Scope, at: datetime, case: Case, step: FlowStep, up: bool) -> None:
    """Move a step one place; the first stays first and the last last."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    order = list(FlowStep.objects.filter(case=case).order_by("position", "pk"))
    here = next((n for n, one in enumerate(order) if one.pk == step.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    _place(order)
    _record(by, at, "step_moved", case)


@transaction.atomic
def remove_step(*, by: Scope, at: datetime, case: Case, step: FlowStep) -> None:
    """Take a step out."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    FlowStep.objects.filter(case=case, pk=step.pk).delete()
    _place(list(FlowStep.objects.filter(case=case).order_by("position", "pk")))
    _record(by, at, "step_removed", case)


def _place(order: list[FlowStep]) -> None:
    for position, one in enumerate(order, start=1):
        one.position = position
    FlowStep.objects.bulk_update(order, ["position"])


def _record(by: Scope, at: datetime, verb: str, case: Case) -> None:
    audit.record(
        organisation_id=case.organisation_id, by=by, at=at, verb=f"proof_case.{verb}", target=case, detail={}
    )
