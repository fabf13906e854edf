"""What the page of the folders shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn_web.methods.incidents.models import Inbox, InboxFile, InboxState
from samsyn_web.methods.incidents.queries import folder_of


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """A folder, in a line."""

    key: int
    source: str
    folder: str
    is_on: bool
    has_address: bool
    run_at: datetime | None
    result: str
    error: str
    by: str


@dataclass(frozen=True, kw_only=True)
class InboxFileRow:
    """A file that was laid in a folder, in a line."""

    name: str
    source: str
    at: datetime
    state: str
    why: str
    href: str


def inbox_rows(inboxes: Iterable[Inbox]) -> tuple[InboxRow, ...]:
    """Folders in lines."""
    return tuple(
        InboxRow(
            key=one.pk,
            source=one.source.name,
            folder=str(folder_of(one)),
            is_on=one.is_on,
            has_address=bool(one.digest),
            run_at=one.run_at,
            result=one.result,
            error=one.error,
            by=str(one.set_up_by),
        )
        for one in inboxes
    )


def inbox_file_rows(files: Iterable[InboxFile]) -> tuple[InboxFileRow, ...]:
    """Files in lines; one that waited and has been brought in since says so."""
    return tuple(
        InboxFileRow(
            name=one.name,
            source=one.inbox.source.name,
            at=one.ended_at or one.seen_at,
            state=_("inläst efter granskning") if _is_in(one) else one.get_state_display(),
            why="" if _is_in(one) else one.why,
            href=reverse("incidents:intake", args=[one.intake_id]) if one.intake_id else "",
        )
        for one in files
    )


def _is_in(one: InboxFile) -> bool:
    return one.state == InboxState.WAITING and one.intake is not None and one.intake.state == "committed"
