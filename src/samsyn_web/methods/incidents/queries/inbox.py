"""Reads of the folders that files are laid in."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import Inbox, InboxFile, InboxState
from samsyn_web.methods.incidents.queries.register import labels
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Intake, Source

MOST_LEFT_OUT = 0.05  # of a file's rows: more, and a person looks
SHOWN = 5


def inboxes(scope: Scope) -> QuerySet[Inbox]:
    """The organisation's folders, by the name of their source."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return Inbox.objects.none()
    own = Inbox.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("source", "set_up_by").order_by("source__name", "pk")


def inbox_files(scope: Scope) -> QuerySet[InboxFile]:
    """What has been laid in the organisation's folders, the latest first."""
    return (
        InboxFile.objects.filter(inbox__in=inboxes(scope))
        .select_related("inbox__source", "intake")
        .order_by("-seen_at", "-pk")
    )


def sources_without_inbox(scope: Scope) -> QuerySet[Source]:
    """The organisation's sources that have no folder yet."""
    return observations.sources(scope).exclude(pk__in=inboxes(scope).values("source"))


def inboxes_to_read() -> QuerySet[Inbox]:
    """Every organisation's folders that are read by themselves: for the worker, which asks for nobody."""
    return Inbox.objects.filter(is_on=True).select_related("source").order_by("pk")


def inbox_of_token(token: str) -> Inbox | None:
    """The folder that a token leaves files in; none where it is unknown, revoked or the folder is paused."""
    digest = sha256(token.encode()).hexdigest()
    return Inbox.objects.filter(digest=digest, is_on=True).first()


def folder_of(inbox: Inbox) -> Path:
    """Where a folder is on this machine."""
    return Path(settings.INBOX_ROOT) / inbox.folder


def needs_person(scope: Scope, intake: Intake) -> str:
    """Why a person has to look at a staged file before its rows are brought in; empty where nobody has to."""
    if intake.problem:
        return intake.problem
    source, reading = intake.source, intake.reading or {}
    if source is None or intake.organisation_id != scope.organisation_id:
        return _("Filens källa är inte känd.")
    declared = observations.declared(source)
    known = {*declared.categories, *declared.categories.values(), *declared.not_incidents}
    new = [label for label, _n in labels(scope, intake) if label not in known]
    if known and new:
        return _("Nya ord för kategori: %(words)s.") % {"words": ", ".join(new[:SHOWN])}
    read, out = int(reading.get("rows_read", 0)), sum(one["count"] for one in reading.get("left_out", ()))
    if not intake.rows_used:
        return _("Ingen rad i filen kunde användas.")
    if out > MOST_LEFT_OUT * read:
        return _("%(out)s av %(read)s rader kunde inte användas.") % {"out": out, "read": read}
    return ""


def brought_before(scope: Scope, inbox: Inbox, digest: str) -> Intake | None:
    """The intake that a file of the same bytes has given or begun; none where it is gone or was undone."""
    if inbox.organisation_id != scope.organisation_id:
        return None
    same = InboxFile.objects.filter(inbox=inbox, sha256=digest, intake__isnull=False).exclude(
        intake__state="undone"
    )
    found = same.select_related("intake__source", "intake__attachment").order_by("-pk").first()
    if found is not None:
        return found.intake
    begun = observations.staged(scope).filter(attachment__sha256=digest, source=inbox.source_id)
    return begun.select_related("source", "attachment").first()


def was_undone(scope: Scope, inbox: Inbox, digest: str) -> bool:
    """Whether a file of the same bytes in the folder was brought in and taken out again by a person."""
    same = InboxFile.objects.filter(inbox=inbox, sha256=digest, intake__state="undone")
    return inbox.organisation_id == scope.organisation_id and same.exists()


def open_file(inbox: Inbox, name: str) -> InboxFile | None:
    """The file of a name that has been seen in the folder and not come further."""
    return InboxFile.objects.filter(
        inbox=inbox, name=name, state__in=(InboxState.SEEN, InboxState.READING)
    ).first()
