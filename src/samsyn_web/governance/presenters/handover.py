"""Handings over as a list, one as a page, and as a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn_web.base import words
from samsyn_web.governance.models import Handover, HandoverBegan, HandoverCheck
from samsyn_web.governance.presenters.papers import shown_sections
from samsyn_web.knowledge.models import ReceivedPack
from samsyn_web.people.models import Membership


@dataclass(frozen=True, kw_only=True)
class HandoverRow:
    """One of them as a line."""

    key: int
    function: str
    href: str
    state: str
    begun: str
    is_given: bool
    is_received: bool
    why: str = ""
    leaving: str = ""
    arriving: str = ""


@dataclass(frozen=True, kw_only=True)
class PointRow:
    """A point of the checklist; `told` says who went through it and when, `origin` in which pack it came."""

    key: int
    text: str
    is_done: bool
    told: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class HandoverPage:
    """One of them with its dossier."""

    row: HandoverRow
    sections: tuple[tuple[str, str, SafeString], ...]
    points: tuple[PointRow, ...]
    points_left: int
    digest: str


def handover_row(one: Handover) -> HandoverRow:
    """Return one as a line."""
    return HandoverRow(
        key=one.pk,
        function=one.function,
        href=reverse("governance:handover", args=[one.pk]),
        state=_state(one),
        begun=words.day(localdate(one.started_at)),
        is_given=one.handed_at is not None,
        is_received=one.received_at is not None,
        why=_why(one),
        leaving=one.membership.works_as if one.membership else "",
        arriving=one.arriving.works_as if one.arriving else "",
    )


def _why(one: Handover) -> str:
    """Return why it has begun by itself; empty where somebody began it."""
    if one.began == HandoverBegan.HAND or one.changes_on is None:
        return ""
    if one.began == HandoverBegan.LEFT:
        return _("Föreslagen av Samsyn: funktionen är ledig från dagen efter {day}.").format(
            day=words.day(one.changes_on)
        )
    return _("Föreslagen av Samsyn: funktionen har en ny innehavare från {day}.").format(
        day=words.day(one.changes_on)
    )


def _state(one: Handover) -> str:
    if one.handed_at is None:
        return _("förbereds")
    given = _("överlämnad %(day)s av %(who)s") % {
        "day": words.day(localdate(one.handed_at)), "who": one.handed_by,
    }  # fmt: skip
    if one.received_at is None:
        return _("%(given)s, väntar på kvitto") % {"given": given}
    return _("%(given)s, mottagen %(day)s av %(who)s") % {
        "given": given, "day": words.day(localdate(one.received_at)), "who": one.received_by,
    }  # fmt: skip


def list_choices(packs: Iterable[ReceivedPack]) -> list[tuple[int, str]]:
    """Return checklists that came in packs as choices, each with whose it is."""
    told = _("%(title)s (%(origin)s, version %(version)s)")
    return [
        (one.pk, told % {"title": one.title, "origin": one.origin, "version": one.version}) for one in packs
    ]


def handover_page(
    one: Handover, sections: Sequence[Section], checks: Iterable[HandoverCheck]
) -> HandoverPage:
    """Return the page of one."""
    points = tuple(
        PointRow(
            key=each.pk,
            text=each.text,
            is_done=each.done_at is not None,
            told=_("%(who)s, %(day)s") % {"who": each.done_by, "day": words.day(localdate(each.done_at))}
            if each.done_at
            else "",
            origin=each.origin,
        )
        for each in checks
    )
    return HandoverPage(
        row=handover_row(one),
        sections=shown_sections(sections),
        points=points,
        points_left=sum(not each.is_done for each in points),
        digest=one.digest,
    )


def giver_choices(some: Iterable[Membership]) -> list[tuple[int, str]]:
    """Return whose work can be handed over, by function."""
    return [(one.pk, f"{one.works_as} ({one.user})") for one in some]


def handover_document(
    one: Handover,
    sections: Sequence[Section],
    *,
    organisation: str,
    is_demo: bool,
    brand: documents.Brand,
    today: date,
) -> documents.Document:
    """Return the dossier to be read outside Samsyn."""
    notices = [_("Uppdiktade data: organisationen är påhittad.")] if is_demo else []
    if one.handed_at is None:
        notices.append(_("Utkast. Funktionen är inte överlämnad."))
    day = localdate(one.handed_at) if one.handed_at else today
    return documents.document(
        title=_("Överlämning: %(function)s") % {"function": one.function},
        subtitle=_("Det som är öppet, vad som har beslutats och det som inte står någonstans."),
        edition=Edition.INTERNAL,
        sections=sections,
        meta={
            "organisation": organisation,
            _("Läge"): _state(one),
            "generated_at": f"{day:%Y-%m-%d}",
            "digest": one.digest,
            "notice": tuple(notices),
        },
        brand=brand,
        kind=(_("Överlämning"), _("Bara för organisationens eget arbete.")),
    )
