"""Who may decide how an action is evaluated, follow indicators and tell how it was carried out."""

from __future__ import annotations

from datetime import date
from math import isfinite

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.actions.models import Action, ActionStatus
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.outcomes.models import NAME, TEXT, Fidelity, Indicator

READING = (Permission.READ_PICTURE, Permission.READ_WEEK, Permission.JUDGE)
"""Permissions of which one is needed to read what came of actions."""


class DecidedAfterwards(Refused):
    """The action has begun: an evaluation that is decided now is marked so, and the person is asked first."""


def can_read(scope: Scope) -> bool:
    """Whether the person may read what came of actions in the organisation."""
    return any(scope.can(one) for one in READING)


def can_evaluate(scope: Scope) -> bool:
    """Whether the person may decide how actions are evaluated, and keep indicators."""
    return scope.can(Permission.JUDGE)


def check_can_evaluate(scope: Scope, action: Action | None = None) -> None:
    """Raise unless the person may decide how this action is evaluated."""
    foreign = action is not None and action.organisation_id != scope.organisation_id
    if foreign or not can_evaluate(scope):
        raise Refused(_("Din roll ger inte rätt att bestämma hur åtgärder utvärderas."))


def check_can_be_evaluated(action: Action) -> None:
    """Raise unless an action can be evaluated: it has a start, and was not stopped before it."""
    if action.starts is None:
        raise BadInput(_("Åtgärden har ingen dag då den börjar. Skriv den först."))
    if action.status == ActionStatus.STOPPED:
        raise Refused(_("Åtgärden är avbruten."))


def is_afterwards(action: Action, today: date) -> bool:
    """Whether the action has begun on a day."""
    return action.starts is not None and action.starts <= today


def check_in_time(action: Action, today: date, *, afterwards: bool) -> None:
    """Raise where the action has begun, and the person has not said that they know it."""
    if is_afterwards(action, today) and not afterwards:
        raise DecidedAfterwards(
            _("Åtgärden har redan börjat. Utvärderingen märks ”bestämd i efterhand” överallt där den visas.")
        )


def check_reason(reason: str, *, is_change: bool) -> None:
    """Raise unless a change says why."""
    if is_change and not reason:
        raise BadInput(_("Skriv varför utvärderingen ändras. Den förra versionen finns kvar."))
    check_text(reason, _("Skälet"), TEXT)


def can_tell(scope: Scope, action: Action) -> bool:
    """Whether the person may tell how an action was carried out: whoever evaluates, and its owner or deputy."""
    if action.organisation_id != scope.organisation_id:
        return False
    own = bool(scope.membership_id) and scope.membership_id in (action.owner_id, action.deputy_id)
    return can_evaluate(scope) or (scope.can(Permission.CARRY_OUT) and own)


def check_can_tell(scope: Scope, action: Action) -> None:
    """Raise unless the person may tell how the action was carried out."""
    if not can_tell(scope, action):
        raise Refused(
            _("Bara den som ansvarar för åtgärden, eller leder arbetet, kan berätta hur den gjordes.")
        )


def check_process(fidelity: str, text: str, unit: str, *figures: float | None) -> None:
    """Raise unless the carrying out may be told so."""
    if fidelity not in Fidelity.values:
        raise BadInput(_("Välj om åtgärden gjordes som planerat."))
    if fidelity == Fidelity.NOT_DONE and not text:
        raise BadInput(_("Skriv varför den inte blev av. Det är lika värdefullt som det som lyckades."))
    if any(one is not None and not (isfinite(one) and one >= 0) for one in figures):
        raise BadInput(_("Skriv tal som är 0 eller mer."))
    check_text(text, _("Vad som hände"), TEXT)
    check_text(unit, _("Vad som räknas"), 60)


def check_indicator(name: str, counts: str, unit: str, source: str) -> None:
    """Raise unless an indicator says what it is."""
    for text, said, most in (
        (name, _("Namnet"), NAME),
        (counts, _("Vad som räknas"), TEXT),
        (unit, _("Enheten"), 60),
        (source, _("Källan"), NAME),
    ):
        if not text:
            raise BadInput(_("{what} saknas.").format(what=said))
        check_text(text, said, most)


def check_target(
    baseline: float | None, target: float | None, starts: date | None, due: date | None, *, goes_up: bool
) -> None:
    """Raise unless a target goes the way that the indicator is meant to go, after its start."""
    given = [one is not None for one in (baseline, target, starts, due)]
    if not any(given):
        return
    if not all(given):
        raise BadInput(_("Ett mål har utgångsvärde, målvärde och dagarna för båda."))
    if baseline is None or target is None or starts is None or due is None:
        return
    if due <= starts:
        raise BadInput(_("Målet ska nås efter dagen för utgångsvärdet."))
    if (target > baseline) != goes_up or target == baseline:
        raise BadInput(_("Målet går åt andra hållet än indikatorn ska gå."))


def check_own(scope: Scope, indicator: Indicator) -> None:
    """Raise unless the indicator is the organisation's own, in use, and the person may write readings."""
    check_can_evaluate(scope)
    if indicator.organisation_id != scope.organisation_id:
        raise Refused(_("Det hör till en annan organisation."))
    if indicator.ended_at is not None:
        raise Refused(_("Indikatorn är avslutad."))
