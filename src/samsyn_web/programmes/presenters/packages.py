"""Packages from outside: who signed, what is in one, how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import is_aware, localdate
from django.utils.translation import gettext as _

from samsyn.bundle.keys import fingerprint
from samsyn.programme import figure_from_plain
from samsyn_web.base import words
from samsyn_web.people.models import TrustedKey
from samsyn_web.programmes.models import ReceivedPackage
from samsyn_web.programmes.presenters.sharing import figure_words


@dataclass(frozen=True, kw_only=True)
class PackageRow:
    """One package: `state` in a sign and words."""

    key: int
    href: str
    sharer: str
    receiver: str
    series: str
    number: int
    signed: str
    fingerprint: str
    sign: str
    state: str
    is_waiting: bool
    is_over: bool
    participant: str
    figures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KeyRow:
    """One key that is or was trusted."""

    key: int
    sharer: str
    fingerprint: str
    since: str
    is_live: bool


def package_row(one: ReceivedPackage) -> PackageRow:
    """Return a package as a page shows it."""
    sign, state = _state(one)
    return PackageRow(
        key=one.pk,
        href=reverse("programmes:received", args=[one.pk]),
        sharer=one.sharer,
        receiver=one.receiver,
        series=one.series,
        number=one.number,
        signed=_signed(one.made_at),
        fingerprint=fingerprint(one.key),
        sign=sign,
        state=state,
        is_waiting=one.accepted_at is None and one.withdrawn_at is None,
        is_over=one.withdrawn_at is not None,
        participant=one.participant.name if one.participant else "",
        figures=tuple(figure_words(figure_from_plain(plain)) for plain in one.figures),
    )


def key_rows(keys: Iterable[TrustedKey]) -> tuple[KeyRow, ...]:
    """Return keys, each with who accepted it and when."""
    return tuple(
        KeyRow(
            key=one.pk,
            sharer=one.sharer,
            fingerprint=fingerprint(one.key),
            since=_key_words(one),
            is_live=one.ended_at is None,
        )
        for one in keys
    )


def _key_words(one: TrustedKey) -> str:
    said = _("godkänd %(day)s av %(who)s") % {
        "day": words.day(localdate(one.accepted_at)),
        "who": one.accepted_by,
    }
    if one.ended_at is None:
        return said
    over = _("avslutad %(day)s av %(who)s") % {"day": words.day(localdate(one.ended_at)), "who": one.ended_by}
    return f"{said}, {over}"


def _state(one: ReceivedPackage) -> tuple[str, str]:
    if one.withdrawn_at is not None:
        why = {
            "revoked": _("återkallat av avsändaren"),
            "replaced": _("ersatt av ett nyare"),
            "dropped": _("borttaget här"),
        }
        day = words.day(localdate(one.withdrawn_at))
        return "■", _("%(why)s %(day)s") % {"why": why.get(one.why_withdrawn, ""), "day": day}
    if one.accepted_at is None:
        return "○", _("väntar på att granskas")
    return "●", _("taget emot %(day)s") % {"day": words.day(localdate(one.accepted_at))}


def _signed(said: str) -> str:
    """Return the day that a package says it was signed, or its own words where they are no instant."""
    try:
        at = datetime.fromisoformat(said)
        return words.day(localdate(at) if is_aware(at) else at.date())
    except (ValueError, OverflowError):
        return said
