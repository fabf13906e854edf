"""Packs as pages show them: lines of a list, one that has come, and where something came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.bundle.keys import fingerprint
from samsyn.bundle.pack_contents import Kind, Line, lines
from samsyn.bundle.packs import Difference
from samsyn_web.base import words
from samsyn_web.knowledge.models import Lesson, MadePack, PackKind, ReceivedPack
from samsyn_web.knowledge.queries import FROM_PACK
from samsyn_web.people.models import TrustedKey


@dataclass(frozen=True, kw_only=True)
class MadeRow:
    """A pack that was made here."""

    key: int
    title: str
    kind: str
    version: int
    terms: str
    made: str
    revoked: str


@dataclass(frozen=True, kw_only=True)
class ReceivedRow:
    """A pack that has come: `sign` and `state` say where it is."""

    href: str
    title: str
    kind: str
    origin: str
    version: int
    sign: str
    state: str


@dataclass(frozen=True, kw_only=True)
class KeyLine:
    """A key that is or was trusted."""

    key: int
    sharer: str
    fingerprint: str
    since: str
    is_live: bool


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where something came from, in words; `warning` where the sender has taken it back."""

    origin: str
    sentence: str
    terms: str
    source: str
    based_on: str
    fingerprint: str
    warning: str


@dataclass(frozen=True, kw_only=True)
class PackPage:
    """One pack that has come, with all that stands in it and what is made of it here."""

    key: int
    row: ReceivedRow
    origin: Origin
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]
    before: str
    made: tuple[tuple[str, str], ...]
    is_waiting: bool
    is_over: bool


def made_rows(packs: Iterable[MadePack]) -> list[MadeRow]:
    """The packs that were made here."""
    return [
        MadeRow(
            key=one.pk,
            title=one.title,
            kind=_kind(one.kind),
            version=one.version,
            terms=one.get_terms_display(),
            made=_("{day}, av {who}").format(day=words.day(localdate(one.made_at)), who=one.made_by),
            revoked=words.day(localdate(one.revoked_at)) if one.revoked_at else "",
        )
        for one in packs
    ]


def received_rows(packs: Iterable[ReceivedPack]) -> list[ReceivedRow]:
    """The packs that have come."""
    return [_row(one) for one in packs]


def key_lines(keys: Iterable[TrustedKey]) -> list[KeyLine]:
    """The keys that are or were trusted, each with who accepted it and when."""
    return [
        KeyLine(
            key=one.pk,
            sharer=one.sharer,
            fingerprint=fingerprint(one.key),
            since=_since(one),
            is_live=one.ended_at is None,
        )
        for one in keys
    ]


def pack_page(
    pack: ReceivedPack, before: ReceivedPack | None, differences: Sequence[Difference], made: Iterable[Lesson]
) -> PackPage:
    """One pack that has come."""
    return PackPage(
        key=pack.pk,
        row=_row(pack),
        origin=origin_of(pack),
        lines=lines(Kind(pack.kind), pack.contents) if pack.contents else (),
        differences=tuple(differences),
        before=_("version {n}, tagen emot {day}").format(
            n=before.version, day=words.day(localdate(before.accepted_at))
        )
        if before and before.accepted_at
        else "",
        made=_made(pack, made),
        is_waiting=pack.accepted_at is None and pack.withdrawn_at is None,
        is_over=pack.withdrawn_at is not None,
    )


def origin_of(pack: ReceivedPack) -> Origin:
    """Where something came from."""
    warning = ""
    if pack.why_withdrawn == "revoked" and pack.withdrawn_at:
        warning = _(
            "Avsändaren har återkallat paketet ({day}). Fråga varför, och om det som står här ändå gäller."
        ).format(day=words.day(localdate(pack.withdrawn_at)))
    return Origin(
        origin=pack.origin,
        sentence=_("Från {origin}, version {n}, signerad {day} av {origin}.").format(
            origin=pack.origin, n=pack.version, day=words.day(localdate(pack.signed_at))
        ),
        terms=pack.get_terms_display(),
        source=pack.source or pack.get_source_status_display(),
        based_on=pack.based_on,
        fingerprint=fingerprint(pack.key),
        warning=warning,
    )


def _row(one: ReceivedPack) -> ReceivedRow:
    sign, state = _state(one)
    return ReceivedRow(
        href=reverse("knowledge:received_pack", args=[one.pk]),
        title=one.title,
        kind=_kind(one.kind),
        origin=one.origin,
        version=one.version,
        sign=sign,
        state=state,
    )


def _state(one: ReceivedPack) -> tuple[str, str]:
    if one.withdrawn_at is not None:
        why = {"revoked": _("återkallat av avsändaren"), "dropped": _("borttaget här")}
        return "■", f"{why.get(one.why_withdrawn, '')} {words.day(localdate(one.withdrawn_at))}"
    if one.accepted_at is None:
        return "○", _("väntar på att granskas")
    return "●", _("taget emot {day}").format(day=words.day(localdate(one.accepted_at)))


def _kind(kind: str) -> str:
    return str(PackKind(kind).label)


def _made(pack: ReceivedPack, lessons: Iterable[Lesson]) -> tuple[tuple[str, str], ...]:
    """Where what was made of a pack stands, or where something is made of it."""
    found = [(reverse("knowledge:lesson", args=[one.pk]), _lesson_words(one)) for one in lessons]
    if pack.kind == PackKind.FORM and pack.accepted_at and not pack.withdrawn_at:
        address = f"{reverse('surveys:make')}?formular={FROM_PACK}{pack.pk}"
        found.append((address, _("Lägg upp en enkät med formuläret")))
    if pack.kind == PackKind.METHOD and pack.accepted_at:
        found.append((reverse("readiness:text_packs"), _("Texten bland dem som en mätning görs med")))
    if pack.kind == PackKind.CHECKLIST and pack.accepted_at and not pack.withdrawn_at:
        found.append((reverse("governance:handovers"), _("Öppna en överlämning och lägg till punkterna där")))
    return tuple(found)


def _lesson_words(one: Lesson) -> str:
    if one.withdrawn_at is not None:
        return _("Lärdomen, som är borttagen")
    return _("Utkastet till lärdom") if one.is_draft else _("Lärdomen, som är godkänd här")


def _since(one: TrustedKey) -> str:
    said = _("godkänd {day} av {who}").format(day=words.day(localdate(one.accepted_at)), who=one.accepted_by)
    if one.ended_at is None:
        return said
    over = _("avslutad {day} av {who}").format(day=words.day(localdate(one.ended_at)), who=one.ended_by)
    return f"{said}, {over}"
