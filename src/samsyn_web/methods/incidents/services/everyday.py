"""Notes on time lines, and saved views: added, changed, removed and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import Annotation, SavedView
from samsyn_web.observations.models import Source


@transaction.atomic
def add_annotation(
    *,
    by: Scope,
    at: datetime,
    kind: str,
    what: str,
    first_day: date,
    last_day: date | None = None,
    source: Source | None = None,
    area: str = "",
) -> Annotation:
    """Write a dated note on the organisation's time lines."""
    policies.check_note(by, source=source, kind=kind, what=what, first_day=first_day, last_day=last_day)
    there = Annotation.objects.filter(organisation_id=by.organisation_id, removed_at=None).count()
    policies.check_room(there, policies.MOST_NOTES, _("anteckningar"))
    note = Annotation.objects.create(
        organisation_id=by.organisation_id,
        source=source,
        area=area,
        first_day=first_day,
        last_day=last_day,
        kind=kind,
        what=what,
        written_by_id=by.user_id,
        written_at=at,
    )
    _told(by, at, "annotation.added", note, {"kind": kind})
    return note


@transaction.atomic
def change_annotation(
    *,
    by: Scope,
    at: datetime,
    note: Annotation,
    kind: str,
    what: str,
    first_day: date,
    last_day: date | None = None,
    source: Source | None = None,
    area: str = "",
) -> Annotation:
    """Say something else in a note."""
    policies.check_own_note(by, note)
    policies.check_note(by, source=source, kind=kind, what=what, first_day=first_day, last_day=last_day)
    said = {
        "source": source,
        "area": area,
        "first_day": first_day,
        "last_day": last_day,
        "kind": kind,
        "what": what,
    }
    Annotation.objects.filter(pk=note.pk).update(**said, written_by_id=by.user_id, written_at=at)
    _told(by, at, "annotation.changed", note, {"kind": kind})
    note.refresh_from_db()
    return note


@transaction.atomic
def remove_annotation(*, by: Scope, at: datetime, note: Annotation) -> None:
    """Take a note off the time lines; it can be taken back."""
    policies.check_own_note(by, note)
    if Annotation.objects.filter(pk=note.pk, removed_at=None).update(removed_at=at):
        _told(by, at, "annotation.removed", note)


@transaction.atomic
def restore_annotation(*, by: Scope, at: datetime, note: Annotation) -> None:
    """Take back a note that was removed."""
    policies.check_own_note(by, note)
    if Annotation.objects.filter(pk=note.pk, removed_at__isnull=False).update(removed_at=None):
        _told(by, at, "annotation.restored", note)


@transaction.atomic
def save_view(
    *,
    by: Scope,
    at: datetime,
    name: str,
    choices: Mapping[str, Any],
    is_shared: bool = False,
    is_default: bool = False,
) -> SavedView:
    """Keep a set of choices under a name."""
    policies.check_view(by, name, taken=_taken(by, name))
    policies.check_room(_own(by).count(), policies.MOST_VIEWS, _("sparade vyer"))
    _one_first(by, is_default)
    try:
        with transaction.atomic():
            view = SavedView.objects.create(
                organisation_id=by.organisation_id,
                owner_id=by.user_id,
                name=name,
                is_shared=is_shared,
                is_default=is_default,
                choices=dict(choices),
                saved_at=at,
            )
    except IntegrityError:  # the same form sent twice at once
        policies.check_view(by, name, taken=True)
        raise
    _told(by, at, "saved_view.saved", view, {"shared": is_shared})
    return view


@transaction.atomic
def change_view(
    *, by: Scope, at: datetime, view: SavedView, name: str, is_shared: bool, is_default: bool
) -> None:
    """Call a view something else, share it or not, and begin with it or not."""
    policies.check_own_view(by, view)
    policies.check_view(by, name, taken=_taken(by, name, but=view.pk))
    _one_first(by, is_default)
    SavedView.objects.filter(pk=view.pk).update(
        name=name, is_shared=is_shared, is_default=is_default, saved_at=at
    )
    _told(by, at, "saved_view.changed", view, {"shared": is_shared})


@transaction.atomic
def remove_view(*, by: Scope, at: datetime, view: SavedView) -> None:
    """Take away a view; it can be taken back."""
    policies.check_own_view(by, view)
    if SavedView.objects.filter(pk=view.pk, removed_at=None).update(removed_at=at):
        _told(by, at, "saved_view.removed", view)


@transaction.atomic
def restore_view(*, by: Scope, at: datetime, view: SavedView) -> None:
    """Take back a view that was removed; another that has become the first stays the first."""
    policies.check_own_view(by, view)
    policies.check_view(by, view.name, taken=_taken(by, view.name, but=view.pk))
    first = view.is_default and not _own(by).filter(is_default=True).exists()
    back = SavedView.objects.filter(pk=view.pk, removed_at__isnull=False)
    if back.update(removed_at=None, is_default=first):
        _told(by, at, "saved_view.restored", view)


def _own(by: Scope) -> Any:
    return SavedView.objects.filter(organisation_id=by.organisation_id, owner_id=by.user_id, removed_at=None)


def _taken(by: Scope, name: str, but: int | None = None) -> bool:
    return bool(_own(by).filter(name=name).exclude(pk=but).exists())


def _one_first(by: Scope, is_default: bool) -> None:
    if is_default:
        _own(by).filter(is_default=True).update(is_default=False)


def _told(by: Scope, at: datetime, verb: str, target: Any, detail: Mapping[str, Any] | None = None) -> None:
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail or {}
    )
