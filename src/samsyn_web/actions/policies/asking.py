"""Who asks the steering group, who answers, and what a question and an answer must say."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.actions.models import FUNCTION, TEXT, Action, Answered, Need, SteeringQuestion
from samsyn_web.actions.policies.planning import can_carry_out, can_plan, check_same_organisation
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.causes.models import Problem
from samsyn_web.findings.policies import check_text


def can_ask(scope: Scope, action: Action | None = None) -> bool:
    """Whether the person may ask: those who write plans, and whoever answers for the action."""
    return can_plan(scope) or (action is not None and can_carry_out(scope, action))


def can_answer(scope: Scope) -> bool:
    """Whether the person answers for the steering group."""
    return scope.can(Permission.ANSWER)


def check_can_ask(scope: Scope, action: Action | None, problem: Problem | None) -> None:
    """Raise unless the person may ask about this."""
    check_same_organisation(scope, action, problem)
    if not can_ask(scope, action):
        raise Refused(_("Din roll ger inte rätt att fråga styrgruppen om det här."))


def check_question(
    need: str, question: str, wanted: str, consequence: str, asked_of: str, until: date, today: date
) -> None:
    """Raise unless a question says what is missing, which decision is needed and until when."""
    if need not in Need.values:
        raise BadInput(_("Välj vad som saknas."))
    if not question:
        raise BadInput(_("Skriv frågan."))
    if not wanted:
        raise BadInput(_("Skriv vilket beslut som behövs."))
    if not asked_of:
        raise BadInput(_("Skriv vem frågan är ställd till, som funktion eller grupp."))
    if until < today:
        raise BadInput(_("Dagen för svar har redan varit."))
    check_text(question, _("Frågan"), TEXT)
    check_text(wanted, _("Beslut som behövs"), TEXT)
    check_text(consequence, _("Vad som händer utan beslut"), TEXT)
    check_text(asked_of, _("Ställd till"), FUNCTION)


def check_can_answer(scope: Scope, question: SteeringQuestion) -> None:
    """Raise unless the person may answer, and nobody has."""
    check_same_organisation(scope, question)
    if not can_answer(scope):
        raise Refused(_("Din roll ger inte rätt att svara för styrgruppen."))
    if question.withdrawn_at is not None:
        raise Refused(_("Frågan är tillbakatagen och behöver inget svar."))
    if question.answer:
        raise Refused(_("Frågan är redan besvarad. Ett nytt svar kräver en ny fråga."))


def check_answer(answer: str, text: str) -> None:
    """Raise unless an answer says yes, partly, no or back, and why where it is not yes."""
    if answer not in Answered.values:
        raise BadInput(_("Välj ett svar."))
    if answer != Answered.YES and not text:
        raise BadInput(_("Skriv varför, så att den som frågade kan gå vidare."))
    check_text(text, _("Motiveringen"), TEXT)


def check_can_withdraw(scope: Scope, question: SteeringQuestion) -> None:
    """Raise unless the person asked it, or writes plans, and it waits."""
    check_same_organisation(scope, question)
    if question.asked_by_id != scope.user_id and not can_plan(scope):
        raise Refused(_("Bara den som frågade kan ta tillbaka frågan."))
    if question.answer:
        raise Refused(_("Frågan är redan besvarad och står kvar."))
