"""Who writes in the plan, who decides it, who carries it out; and what may be written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.table import Sensitivity
from samsyn_web.actions.models import LONG, TEXT, TITLE, Action, ActionStatus, Plan
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text

TOLD = (ActionStatus.DECIDED, ActionStatus.UNDER_WAY, ActionStatus.DONE)
GUARDED = (Sensitivity.FREE_TEXT, Sensitivity.PERSONAL)


class SomebodyElseChanged(Refused):
    """Somebody else has changed the action since the page was opened; `there` is how it is now."""

    def __init__(self, message: str, there: Action) -> None:
        super().__init__(message)
        self.there = there


def can_read_all(scope: Scope) -> bool:
    """Whether the person reads the whole plan; others read what their own function is to do."""
    return scope.can(Permission.READ_WEEK) or scope.can(Permission.READ_PICTURE)


def can_read_problems(scope: Scope) -> bool:
    """Whether the person reads problems and their causes: all who read the plan whole, and those who judge."""
    return can_read_all(scope) or scope.can(Permission.JUDGE)


def can_read_action(scope: Scope, action: Action) -> bool:
    """Whether the person may open the action's page: a draft only whoever writes plans, else also its own people."""
    if action.organisation_id != scope.organisation_id:
        return False
    own = scope.can(Permission.CARRY_OUT) and is_own(scope, action)
    return (can_read_all(scope) or own) and (action.status != ActionStatus.DRAFT or can_plan(scope))


def can_plan(scope: Scope) -> bool:
    """Whether the person may write plans and actions."""
    return scope.can(Permission.JUDGE) or scope.can(Permission.DECIDE)


def can_decide(scope: Scope) -> bool:
    """Whether the person may record that an action or a plan is decided."""
    return scope.can(Permission.DECIDE)


def is_own(scope: Scope, action: Action) -> bool:
    """Whether the person answers for the action, or is the deputy."""
    return bool(scope.membership_id) and scope.membership_id in (action.owner_id, action.deputy_id)


def can_carry_out(scope: Scope, action: Action) -> bool:
    """Whether the person may tell how an action goes: its owner and deputy, and those who write plans."""
    if action.organisation_id != scope.organisation_id or action.status == ActionStatus.DRAFT:
        return False
    return can_plan(scope) or (scope.can(Permission.CARRY_OUT) and is_own(scope, action))


def check_same_organisation(scope: Scope, *rows: Model | None) -> None:
    """Raise where a row is another organisation's."""
    if any(row is not None and row.organisation_id != scope.organisation_id for row in rows):  # type: ignore[attr-defined]
        raise Refused(_("Det hör till en annan organisation."))


def check_can_plan(scope: Scope, *rows: Model | None) -> None:
    """Raise unless the person may write in the plan, and the rows are the organisation's own."""
    if not can_plan(scope):
        raise Refused(_("Din roll ger inte rätt att skriva i planen."))
    check_same_organisation(scope, *rows)


def check_can_decide_plan(scope: Scope, *rows: Model | None) -> None:
    """Raise unless the person may record decisions about plans and actions, and the rows are their own."""
    if not can_decide(scope):
        raise Refused(_("Din roll ger inte rätt att besluta."))
    check_same_organisation(scope, *rows)


def check_can_carry_out(scope: Scope, action: Action) -> None:
    """Raise unless the person may tell how an action goes."""
    check_same_organisation(scope, action)
    if action.status == ActionStatus.DRAFT:
        raise Refused(_("Åtgärden är ett utkast. Den måste beslutas innan någon kan berätta hur det går."))
    if not can_carry_out(scope, action):
        raise Refused(
            _("Bara den som ansvarar för åtgärden, eller den som skriver planen, berättar hur det går.")
        )


def check_written_plan(title: str, text: str, starts: date, ends: date) -> None:
    """Raise unless a plan may be called so and hold for these days."""
    if not title:
        raise BadInput(_("Skriv vad planen heter."))
    check_text(title, _("Planens namn"), TITLE)
    check_text(text, _("Syfte och avgränsning"), LONG)
    if ends < starts:
        raise BadInput(_("Planen slutar innan den börjar gälla. Ändra en av dagarna."))


def check_version_words(plan: Plan, body: str, decided_on: date, minute_reference: str, today: date) -> None:
    """Raise unless it is said who decided, when and where that is minuted."""
    if not body:
        raise BadInput(_("Skriv vilket organ som beslutade, till exempel kommunstyrelsen."))
    if not minute_reference:
        raise BadInput(_("Skriv protokoll och paragraf, så att beslutet går att hitta."))
    if decided_on > today:
        raise BadInput(_("Beslutsdagen ligger i framtiden. Anteckna beslutet när det är fattat."))
    check_text(body, _("Beslutat av"), 120)
    check_text(minute_reference, _("Protokoll och paragraf"), 120)


def check_action_fields(values: Mapping[str, Any]) -> None:
    """Raise where a field of an action holds what it may not: too long, or pointing at a person."""
    if "title" in values and not values["title"]:
        raise BadInput(_("Skriv vad åtgärden är. Resten kan vänta."))
    for name, value in values.items():
        field: Any = Action._meta.get_field(name)
        if isinstance(value, str) and value and Action.SENSITIVITY[name] in GUARDED:
            check_text(value, str(field.verbose_name).capitalize(), field.max_length or TEXT)
        elif isinstance(value, str) and value and field.choices and value not in dict(field.flatchoices):
            raise BadInput(_("{field}: välj ett av alternativen.").format(field=field.verbose_name))
        elif name in ("cost", "hours") and value is not None and not 0 <= value < 2_000_000_000:
            raise BadInput(_("{field}: skriv ett helt tal från 0.").format(field=field.verbose_name))


def check_version(action: Action, seen: int, who: str) -> None:
    """Raise where somebody else changed the action after the page was opened."""
    if action.version != seen:
        raise SomebodyElseChanged(
            _("{who} har ändrat åtgärden sedan du öppnade sidan. Inget är sparat än: jämför nedan.").format(
                who=who
            ),
            action,
        )


def check_progress(status: str, text: str) -> None:
    """Raise unless this may be told about an action."""
    if status not in TOLD:
        raise BadInput(_("Välj hur långt åtgärden har kommit."))
    check_text(text, _("Vad som har hänt"), TEXT)
