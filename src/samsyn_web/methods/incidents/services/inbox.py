"""Folders that files are laid in: set up, paused, and read, each file once whatever happens to the process."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import file_digest, sha256
from pathlib import Path

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused, SamsynError
from samsyn.files.names import plain
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.models import Inbox, InboxFile, InboxState
from samsyn_web.methods.incidents.services.register import commit
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as observed
from samsyn_web.observations.models import Intake, IntakeState, Source
from samsyn_web.observations.policies import check_can_work_with_data, check_own

METHOD = "incidents"
SETTLES = timedelta(seconds=60)  # a file that has been alike so long is whole
MOST_BYTES = 250 * 10**6
MOST_FILES = 50  # in one reading; the rest are read next time
DONE, REFUSED = "done", "refused"


def set_up_inbox(*, by: Scope, at: datetime, source: Source, organisation: str) -> Inbox:
    """Make a folder for the files of a source, read by itself from now on."""
    check_own(by, source)
    folder = f"{by.organisation_id}-{plain(organisation)[:60]}/{source.key}"
    try:
        with transaction.atomic():
            inbox = Inbox.objects.create(
                organisation_id=by.organisation_id,
                source=source,
                folder=folder,
                set_up_by_id=by.user_id,
                set_up_at=at,
            )
            _told(by, at, "inbox.set_up", inbox)
    except IntegrityError:
        raise Refused(_("Källan har redan en mapp.")) from None
    make_folders(by=by, at=at, inbox=inbox)
    return inbox


def make_folders(*, by: Scope, at: datetime, inbox: Inbox) -> Path:
    """Make the folder and the two below it, where they are not there; returns it."""
    _check(by, inbox)
    folder = queries.folder_of(inbox)
    for one in (folder, folder / DONE, folder / REFUSED):
        one.mkdir(parents=True, exist_ok=True)
    return folder


@transaction.atomic
def turn_inbox(*, by: Scope, at: datetime, inbox: Inbox, on: bool) -> None:
    """Let a folder be read by itself, on behalf of whoever turns it on, or let it rest."""
    _check(by, inbox)
    changed = Inbox.objects.filter(pk=inbox.pk, is_on=not on)
    if changed.update(is_on=on, **({"set_up_by_id": by.user_id} if on else {}), error=""):
        _told(by, at, "inbox.turned_on" if on else "inbox.turned_off", inbox)


@transaction.atomic
def give_inbox_address(*, by: Scope, at: datetime, inbox: Inbox) -> str:
    """Make a token for an address where files can be left; the one before opens nothing any more."""
    _check(by, inbox)
    token = secrets.token_urlsafe(32)
    Inbox.objects.filter(pk=inbox.pk).update(digest=sha256(token.encode()).hexdigest())
    _told(by, at, "inbox.address_given", inbox)
    return token


@transaction.atomic
def revoke_inbox_address(*, by: Scope, at: datetime, inbox: Inbox) -> None:
    """Let no address leave files in a folder any more."""
    _check(by, inbox)
    if Inbox.objects.filter(pk=inbox.pk).exclude(digest="").update(digest=""):
        _told(by, at, "inbox.address_revoked", inbox)


def leave_file(*, by: Inbox, at: datetime, name: str, content: File[bytes]) -> str:
    """Lay a file in the folder that a token opened, whole or not at all; returns its name there."""
    if content.size is None or not 0 < content.size <= MOST_BYTES:
        raise BadInput(_("Filen är tom eller större än 250 MB."))
    stem, ending = os.path.splitext(os.path.basename(name.replace("\\", "/")))
    safe = (
        f"{at:%Y%m%dT%H%M%S}_{secrets.token_hex(3)}_{plain(stem)[:80] or 'fil'}.{plain(ending)[:8] or 'csv'}"
    )
    folder = queries.folder_of(by)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{safe}.part"
    with part.open("wb") as target:
        for chunk in content.chunks():
            target.write(chunk)
    part.replace(folder / safe)
    return safe


def read_inbox(*, by: Scope, at: datetime, inbox: Inbox) -> str:
    """
    Read the files in a folder that are whole: in at once where nothing needs a person, else staged for one.

    Running it again after a crash, at any point, gives the same as once: a file is known by its bytes, and what it says
    is written into the register all or not at all. Returns in words what came of it.
    """
    folder = make_folders(by=by, at=at, inbox=inbox)
    came: Counter[str] = Counter()
    for path in _files(folder):
        came[_take(by, at, inbox, path)] += 1
    _forget_gone(inbox, folder)
    result = ", ".join(f"{n} {InboxState(state).label}" for state, n in sorted(came.items())) or _(
        "inga nya filer"
    )
    Inbox.objects.filter(pk=inbox.pk).update(run_at=at, result=result[:200], error="")
    return result


def note_inbox_error(*, by: Inbox, at: datetime, error: str) -> None:
    """Keep why a folder could not be read."""
    Inbox.objects.filter(pk=by.pk).update(run_at=at, error=error[:500])


def _files(folder: Path) -> Iterator[Path]:
    """Return the files that may be read: no folders, links, or names that say that they are not whole."""
    found = sorted(folder.iterdir())[: 10 * MOST_FILES]
    whole = [
        one
        for one in found
        if one.is_file()
        and not one.is_symlink()
        and not one.name.startswith((".", "~"))
        and not one.name.endswith((".part", ".tmp", ".crdownload"))
    ]
    yield from whole[:MOST_FILES]


def _take(by: Scope, at: datetime, inbox: Inbox, path: Path) -> str:
    """Take a file as far as it can come now; returns its state."""
    look = path.stat()
    form = {"size": look.st_size, "changed_ns": look.st_mtime_ns}
    known = queries.open_file(inbox, path.name)
    if known is None:
        InboxFile.objects.create(inbox=inbox, name=path.name[:255], seen_at=at, **form)
        return InboxState.SEEN
    if (known.size, known.changed_ns) != (look.st_size, look.st_mtime_ns):
        InboxFile.objects.filter(pk=known.pk).update(
            seen_at=at, state=InboxState.SEEN, sha256="", intake=None, **form
        )
        return InboxState.SEEN
    if known.state == InboxState.SEEN and at - known.seen_at < SETTLES:
        return InboxState.SEEN
    with path.open("rb") as content:
        known.sha256, known.state = file_digest(content, "sha256").hexdigest(), InboxState.READING
    known.save(update_fields=["sha256", "state"])
    try:
        why = _bring_in(by, at, inbox, path, known)
    except SamsynError as error:
        return _refuse(at, path, known, error.message)
    _end(at, known, InboxState.WAITING if why else InboxState.DONE, why)
    _move(path, DONE)
    return known.state


def _bring_in(by: Scope, at: datetime, inbox: Inbox, path: Path, known: InboxFile) -> str:
    """Bring in a file, or stage it; returns why a person has to look at it, empty where it is in."""
    if known.size > MOST_BYTES:
        raise BadInput(_("Filen är större än 250 MB. Dela den i flera."))
    intake = known.intake or queries.brought_before(by, inbox, known.sha256)
    if intake is None:
        intake = _stage(by, at, inbox, path)
    known.intake = intake
    known.save(update_fields=["intake"])
    if intake.state == IntakeState.COMMITTED:
        return ""
    if intake.state == IntakeState.STAGED:
        if queries.was_undone(by, inbox, known.sha256):
            return _("Samma fil har lästs in och ångrats förut.")
        if why := queries.needs_person(by, intake):
            return why
    commit(by=by, at=at, intake=intake)
    return ""


def _stage(by: Scope, at: datetime, inbox: Inbox, path: Path) -> Intake:
    source = inbox.source
    with path.open("rb") as content:
        (intake,) = observed.open_intakes(
            by=by,
            at=at,
            method=METHOD,
            reports=[File(content, name=path.name)],
            areas=source.area_version,
            declared=observations.declared(source),
        )
    return intake


def _end(at: datetime, known: InboxFile, state: InboxState, why: str) -> None:
    known.state, known.why, known.ended_at = state, why, at
    known.save(update_fields=["state", "why", "ended_at"])


def _refuse(at: datetime, path: Path, known: InboxFile, why: str) -> str:
    """Move a file that cannot be read aside, with a text beside it that says why."""
    _end(at, known, InboxState.REFUSED, why)
    there = _move(path, REFUSED)
    if there is not None:
        text = _("{name} kunde inte läsas.\n\n{why}\n\nRätta filen och lägg den i mappen igen.\n")
        there.with_name(f"{there.name}.txt").write_text(
            text.format(name=path.name, why=why), encoding="utf-8"
        )
    return InboxState.REFUSED


def _move(path: Path, below: str) -> Path | None:
    """Move a file into a folder below its own, under a name that is free; none where somebody else has moved it."""
    target, n = path.parent / below / path.name, 1
    while target.exists():
        n += 1
        target = path.parent / below / f"{path.stem} ({n}){path.suffix}"
    try:
        path.rename(target)
    except FileNotFoundError:
        return None
    return target


def _forget_gone(inbox: Inbox, folder: Path) -> None:
    """Forget files that were taken away before they were read."""
    for one in InboxFile.objects.filter(inbox=inbox, state__in=(InboxState.SEEN, InboxState.READING)):
        if not (folder / one.name).exists():
            one.delete()


def _check(by: Scope, inbox: Inbox) -> None:
    check_can_work_with_data(by)
    if inbox.organisation_id != by.organisation_id:
        raise Refused(_("Mappen hör till en annan organisation."))


def _told(by: Scope, at: datetime, verb: str, inbox: Inbox) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=inbox)
