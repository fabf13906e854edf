"""Notes from the field, and what comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings import policies, queries
from samsyn_web.findings.models import FieldNote, Picture, Priority


@dataclass(frozen=True, kw_only=True)
class PriorityChoice:
    """A problem that comes first: in an area (or in all of them), and why."""

    problem: str
    why: str
    area: str = ""


@transaction.atomic
def write_note(*, by: Scope, at: datetime, picture: Picture, text: str) -> FieldNote:
    """Add a note from the field."""
    picture = _held(by, picture)
    policies.check_note(text)
    made = FieldNote.objects.create(picture=picture, text=text, written_by_id=by.user_id, written_at=at)
    _record(by, at, "note.written", picture, {})
    return made


@transaction.atomic
def remove_note(*, by: Scope, at: datetime, picture: Picture, note_id: int) -> None:
    """Take away a note; nothing happens where it is gone already."""
    picture = _held(by, picture)
    gone, _ = FieldNote.objects.filter(picture=picture, pk=note_id).delete()
    if gone:
        _record(by, at, "note.removed", picture, {})


@transaction.atomic
def choose_priorities(
    *, by: Scope, at: datetime, picture: Picture, chosen: Sequence[PriorityChoice]
) -> list[Priority]:
    """Say what comes first, in order; replaces what was said before."""
    picture = _held(by, picture)
    names = queries.area_names(by, picture)
    policies.check_priorities([(one.area, one.problem, one.why) for one in chosen], names)
    Priority.objects.filter(picture=picture).delete()
    made = Priority.objects.bulk_create(
        Priority(
            picture=picture,
            position=position,
            area=one.area,
            area_name=names.get(one.area, ""),
            problem=one.problem,
            why=one.why,
            chosen_by_id=by.user_id,
            chosen_at=at,
        )
        for position, one in enumerate(chosen, start=1)
    )
    _record(by, at, "priorities.chosen", picture, {"priorities": len(made)})
    return made


def _held(by: Scope, picture: Picture) -> Picture:
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    policies.check_can_judge(by, picture)
    return picture


def _record(by: Scope, at: datetime, verb: str, picture: Picture, detail: dict[str, object]) -> None:
    audit.record(
        organisation_id=picture.organisation_id, by=by, at=at, verb=verb, target=picture, detail=detail
    )
