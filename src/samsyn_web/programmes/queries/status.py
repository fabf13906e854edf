"""Reads for a programme's status on one page: everything of all participants in a few questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from samsyn.programme.load import Task
from samsyn_web.base.scope import Scope
from samsyn_web.people import queries as people
from samsyn_web.programmes.models import LoadLimit, MoneySide, Participant
from samsyn_web.programmes.models.participation import Phase
from samsyn_web.programmes.policies import LEADER, OPEN, subject_of, vacant_since
from samsyn_web.programmes.queries.money import money
from samsyn_web.programmes.queries.participation import followed, gates
from samsyn_web.programmes.queries.programmes import programmes
from samsyn_web.programmes.queries.quarters import Asked, asked
from samsyn_web.programmes.queries.requests import load_limit, support_requests, tasks

WEEKS = 8


@dataclass(frozen=True, kw_only=True)
class Status:
    """
    How every participant that the person may read stands.

    `vacant` holds since when the local project leader is missing, none where the function is held; a participant that
    is not in it has nothing noted. `tasks` are those of the coming weeks, by the participant's name. `sums` (öre) are
    by the participant's name, kind and side of money, none where a row of it states no sum.
    """

    participants: Sequence[Participant]
    phases: Mapping[int, str]
    asked: Sequence[Asked]
    open_requests: Mapping[int, int]
    tasks: Sequence[Task]
    weeks: tuple[date, date]
    limit: LoadLimit | None
    vacant: Mapping[int, date | None]
    sums: Mapping[str, Mapping[str, Mapping[str, int | None]]]
    sees_vacancies: bool


def status(scope: Scope, programme_id: int, today: date) -> Status | None:
    """Return how the participants of a programme stand, or none where the person may not read it."""
    coordinates = programmes(scope).filter(pk=programme_id).values_list("organisation_id", flat=True).first()
    if coordinates is None:
        return None
    places = list(followed(scope, programme_id))
    start = today - timedelta(days=today.weekday())
    end = start + timedelta(weeks=WEEKS)
    requests = support_requests(scope, programme_id).filter(state__in=OPEN).order_by()
    return Status(
        participants=places,
        phases=_phases(scope, programme_id),
        asked=asked(scope, programme_id, today),
        open_requests=Counter(requests.values_list("participant_id", flat=True)),
        tasks=tasks(scope, programme_id, between=(start, end - timedelta(days=1))),
        weeks=(start, end),
        limit=load_limit(scope, programme_id),
        vacant=_vacant(scope, programme_id, places, today),
        sums=_sums(scope, programme_id),
        sees_vacancies=coordinates == scope.organisation_id,
    )


def _phases(scope: Scope, programme_id: int) -> dict[int, str]:
    order = {phase: n for n, phase in enumerate(Phase.values)}
    found: dict[int, str] = {}
    passed = gates(scope, programme_id).exclude(passed_on=None)
    for key, phase in passed.values_list("participant_id", "phase"):
        if key not in found or order[phase] > order[found[key]]:
            found[key] = phase
    return found


def _vacant(
    scope: Scope, programme_id: int, places: Sequence[Participant], today: date
) -> dict[int, date | None]:
    held: dict[str, list[Any]] = {}
    for one in people.function_periods(scope, subject_of(programme_id)).filter(function=LEADER):
        held.setdefault(one.subject, []).append(one)
    return {
        place.pk: vacant_since(held[subject], today)
        for place in places
        if (subject := subject_of(programme_id, place.pk)) in held
    }


def _sums(scope: Scope, programme_id: int) -> dict[str, dict[str, dict[str, int | None]]]:
    """Return each municipality's sums by kind and side; none where a row of it states no sum."""
    rows = money(scope, programme_id).exclude(side=MoneySide.GRANT).order_by()
    own = rows.filter(recipient__in=followed(scope, programme_id).values("name"))
    summed = own.values_list("recipient", "kind", "side").annotate(
        ore=Sum("amount_ore"), unstated=Count("pk", filter=Q(amount_ore=None))
    )
    found: dict[str, dict[str, dict[str, int | None]]] = {}
    for name, kind, side, ore, unstated in summed.order_by("kind"):
        found.setdefault(name, {}).setdefault(kind, {})[side] = None if unstated else ore
    return found
