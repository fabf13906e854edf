"""
The handing over of a function: what is open is gathered from everywhere that knows of it, and kept once it is given.

A contributor takes who asks, whose open work it is (the key of a membership; none is the coordinator's whole) and the
day, and returns lines. Those of the steps below stand in `CONTRIBUTORS`; other apps register theirs in `base.registry`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samsyn.bundle.pack_contents import Kind
from samsyn.cycle import Cell, Column, DataTable, Section
from samsyn.period import format_date
from samsyn.provenance import restore
from samsyn_web.actions import queries as actions
from samsyn_web.base.registry import HandedLine, handed_with
from samsyn_web.base.scope import Role, Scope
from samsyn_web.causes import queries as causes
from samsyn_web.governance.models import Handover as Handover
from samsyn_web.governance.models import HandoverBegan, HandoverCheck
from samsyn_web.governance.policies import can_keep_duties
from samsyn_web.governance.queries.agreements import agreements_held
from samsyn_web.governance.queries.council import meetings_ahead
from samsyn_web.governance.queries.duties import duty_owners, standing
from samsyn_web.governance.queries.facts import facts
from samsyn_web.knowledge.policies import Packable, can_make_packs
from samsyn_web.outcomes import queries as outcomes
from samsyn_web.people.models import Membership

LATELY = timedelta(days=365)
DUTIES, ACTIONS, FOLLOW_UP, PROBLEMS = "Skyldigheter enligt lagen", "Åtgärder", "Uppföljning", "Problem"
AGREED, MEETINGS, LATEST = "Överenskommelser som går ut", "Rådet", "Beslutat det senaste året"
PARTS = (
    ACTIONS,
    FOLLOW_UP,
    DUTIES,
    AGREED,
    MEETINGS,
    PROBLEMS,
)  # others follow as they come; what was decided is last


def handovers(scope: Scope) -> QuerySet[Handover]:
    """All handings over of the organisation, the latest first, for those who hand over."""
    if not can_keep_duties(scope):
        return Handover.objects.none()
    found = Handover.objects.filter(organisation_id=scope.organisation_id)
    return found.select_related(
        "started_by", "handed_by", "received_by", "membership__user", "arriving__user"
    ).order_by("-started_at", "-pk")


def own_handovers(scope: Scope) -> QuerySet[Handover]:
    """Those that the person leaves, and those given that they come to: theirs in whatever role they have."""
    if scope.by_link or scope.membership_id is None:
        return Handover.objects.none()
    leaves, comes = (
        Q(membership_id=scope.membership_id),
        Q(arriving_id=scope.membership_id, handed_at__isnull=False),
    )
    found = Handover.objects.filter(leaves | comes, organisation_id=scope.organisation_id)
    return found.select_related(
        "started_by", "handed_by", "received_by", "membership__user", "arriving__user"
    ).order_by("-started_at", "-pk")


def handovers_waiting(scope: Scope) -> QuerySet[Handover]:
    """
    Those that wait for the person: to be given by who leaves, received by who comes.

    Who hands functions over in the organisation is also told of those that have begun by themselves.
    """
    gives = Q(membership_id=scope.membership_id, handed_at=None)
    takes = Q(arriving_id=scope.membership_id, handed_at__isnull=False, received_at=None)
    if can_keep_duties(scope):
        return handovers(scope).filter(gives | takes | Q(handed_at=None) & ~Q(began=HandoverBegan.HAND))
    return own_handovers(scope).filter(gives | takes)


def handover(scope: Scope, handover_id: int) -> Handover | None:
    """One of them, or none."""
    return (
        handovers(scope).filter(pk=handover_id).first() or own_handovers(scope).filter(pk=handover_id).first()
    )


def handover_checks(scope: Scope, handover_id: int) -> QuerySet[HandoverCheck]:
    """The checklist of one."""
    one = handover(scope, handover_id)
    found = HandoverCheck.objects.filter(handover_id=one.pk) if one else HandoverCheck.objects.none()
    return found.select_related("done_by").order_by("place")


def packable_checks(scope: Scope, handover_id: int) -> Packable | None:
    """Return the points of a handing over that were written here, to be given to others; what came in a pack is not."""
    one = handover(scope, handover_id)
    own = [check for check in handover_checks(scope, handover_id) if not check.origin]
    if one is None or not own or not can_make_packs(scope):
        return None
    return Packable(
        kind=Kind.CHECKLIST,
        name=f"checklist-{one.pk}",
        contents={
            "title": _("Punkter vid överlämning: {function}").format(function=one.function),
            "points": [check.text for check in own],
        },
        seen=len(own),
        back=("governance:handover", (one.pk,)),
    )


def takers(scope: Scope) -> QuerySet[Membership]:
    """The active members, for whoever says who comes to a function."""
    if not can_keep_duties(scope):
        return Membership.objects.none()
    found = Membership.objects.filter(
        organisation_id=scope.organisation_id, is_active=True, user__is_active=True
    )
    return found.select_related("user").order_by("function_title", "pk")


def givers(scope: Scope) -> QuerySet[Membership]:
    """The members whose open work can be handed over, those who have left too."""
    if not can_keep_duties(scope):
        return Membership.objects.none()
    found = Membership.objects.filter(organisation_id=scope.organisation_id).exclude(function_title="")
    return found.select_related("user").order_by("function_title", "pk")


def handed_sections(scope: Scope, handover_id: int, today: date) -> tuple[Section, ...]:
    """The dossier: as it was given where it is handed over, else gathered now."""
    one = handover(scope, handover_id)
    if one is None:
        return ()
    if one.content:
        return tuple(restore(Section, kept) for kept in json.loads(one.content))
    if not can_keep_duties(scope):  # who leaves reads all of their own open work, as who hands over would
        scope = replace(scope, role=Role.COORDINATOR)
    return _gathered(scope, one, today)


def _gathered(scope: Scope, one: Handover, today: date) -> tuple[Section, ...]:
    lines = [line for find in CONTRIBUTORS for line in find(scope, one.membership_id, today)]
    lines += handed_with(scope, one.membership_id, today)
    parts = dict.fromkeys((*PARTS, *(line.part for line in lines if line.part != LATEST), LATEST))
    told = [_part(part, [line for line in lines if line.part == part], n) for n, part in enumerate(parts)]
    note = tuple(text.strip() for text in one.note.splitlines() if text.strip())
    where = tuple(text.strip() for text in one.where.splitlines() if text.strip())
    return (
        Section(
            key="onskar", title="Vad jag önskar att jag hade vetat", lead="" if note else "Inget är skrivet.",
            paragraphs=note,
        ),
        *told,
        Section(
            key="handlingar", title="Var handlingarna finns", lead="" if where else "Inget är skrivet.",
            paragraphs=where,
        ),
    )  # fmt: skip


def _part(part: str, lines: list[HandedLine], n: int) -> Section:
    rows: list[tuple[Cell, ...]] = [
        (line.what, format_date(line.day) if line.day else "–", line.said or "–")
        for line in sorted(lines, key=lambda line: (line.day or date.max, _in_order(line.what)))
    ]
    if part == LATEST:
        rows.reverse()
    columns = (Column(label="Vad"), Column(label="Dag"), Column(label="Läge"))
    table = DataTable(key=f"del-{n}-tabell", caption=part, columns=columns, rows=tuple(rows))
    return Section(
        key=f"del-{n}", title=part, lead="" if rows else "Inget är öppet.", tables=(table,) if rows else ()
    )


def _in_order(what: str) -> str:
    """Return what the lines of a part are sorted by: 4 § stands before 10 §."""
    return re.sub(r"^\d+", lambda found: found[0].zfill(3), what)


def _duties(scope: Scope, membership_id: int | None, today: date) -> Iterable[HandedLine]:
    owners = duty_owners(scope)
    for one in standing(scope, today):
        owner = owners.get(one.paragraph.code)
        own = membership_id is None or (owner is not None and owner.owner_id == membership_id)
        if one.paragraph.kind.binds and own:
            yield HandedLine(
                part=DUTIES,
                what=f"{one.paragraph.sign} {one.paragraph.heading}",
                day=one.due,
                said=one.reason,
            )


def _actions(scope: Scope, membership_id: int | None, today: date) -> Iterable[HandedLine]:
    found = actions.live_actions(scope)
    if membership_id is not None:
        found = found.filter(owner_id=membership_id)
    some = list(found)
    steps = actions.milestones_by_action(scope, some)
    for one in some:
        left = next((step for step in steps.get(one.pk, ()) if step.done_on is None), None)
        said = f"{one.function or 'Ingen ansvarig funktion'}. "
        said += f"Nästa delsteg {format_date(left.due)}: {left.title}" if left else "Inget delsteg är kvar."
        yield HandedLine(part=ACTIONS, what=one.title, day=one.ends, said=said)
        if one.follow_up_on is not None:
            yield HandedLine(part=FOLLOW_UP, what=one.title, day=one.follow_up_on, said="Åtgärden följs upp")


def _evaluations(scope: Scope, membership_id: int | None, today: date) -> Iterable[HandedLine]:
    for one in outcomes.due(scope, today):
        if membership_id is None or one.action.owner_id == membership_id:
            said = "Utvärderingen är bestämd, och dagen har kommit"
            yield HandedLine(part=FOLLOW_UP, what=one.action.title, day=one.due, said=said)


def _problems(scope: Scope, membership_id: int | None, today: date) -> Iterable[HandedLine]:
    if membership_id is None:
        for one in causes.open_problems(scope):
            yield HandedLine(part=PROBLEMS, what=one.title, said="Öppet")


def _agreements(scope: Scope, membership_id: int | None, today: date) -> Iterable[HandedLine]:
    if membership_id is None:
        for one in agreements_held(scope, today):
            if one.holds and one.last is not None:
                yield HandedLine(part=AGREED, what=one.version.name, day=one.last, said=one.version.reference)


def _meetings(scope: Scope, membership_id: int | None, today: date) -> Iterable[HandedLine]:
    if membership_id is None:
        for one in meetings_ahead(scope, today):
            yield HandedLine(part=MEETINGS, what=f"Möte i {one.council.name}", day=one.day, said="Planerat")


def _latest(scope: Scope, membership_id: int | None, today: date) -> Iterable[HandedLine]:
    if membership_id is None:
        told = {
            (one.reference, one.body, one.day)
            for one in facts(scope)
            if one.body and today - LATELY <= one.day <= today
        }
        for reference, body, day in told:
            yield HandedLine(part=LATEST, what=reference, day=day, said=f"Beslutat av {body}")


Contributor = Callable[[Scope, int | None, date], Iterable[HandedLine]]
CONTRIBUTORS: tuple[Contributor, ...] = (
    _actions,
    _evaluations,
    _duties,
    _agreements,
    _meetings,
    _problems,
    _latest,
)
