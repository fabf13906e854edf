"""What waits for a person, and what waits in programmes for who represents a municipality there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import Handover
from samsyn_web.programmes.queries import Waits


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """Something that waits for the person, and the one thing to do about it."""

    what: str
    why: str
    href: str
    verb: str


WAITING: Mapping[str, tuple[Any, Any, str]] = {
    "report": (gettext_lazy("Kvartalsrapport {what}"), gettext_lazy("Skriv rapporten"), "programmes:report"),
    "back": (
        gettext_lazy("Kvartalsrapport {what}, tillbaka för ändring"),
        gettext_lazy("Ändra rapporten"),
        "programmes:report",
    ),
    "point": (gettext_lazy("Överenskommet: {what}"), gettext_lazy("Öppna mötet"), "programmes:meeting"),
    "meeting": (gettext_lazy("Möte: {what}"), gettext_lazy("Öppna mötet"), "programmes:meeting"),
    "answer": (
        gettext_lazy("Svar på begäran: {what}"),
        gettext_lazy("Läs svaret"),
        "programmes:support_request",
    ),
    "question": (
        gettext_lazy("Fråga från en annan kommun: {what}"),
        gettext_lazy("Svara"),
        "programmes:peer_question",
    ),
    "activity": (gettext_lazy("Aktivitet: {what}"), gettext_lazy("Öppna aktiviteten"), "programmes:activity"),
}


def handover_to_do(scope: Scope, waiting: Iterable[Handover]) -> tuple[ToDo, ...]:
    """Return the functions that the person is to give or to take over."""
    return tuple(
        ToDo(
            what=_("Överlämning: {function}").format(function=one.function),
            why=_("Underlaget är överlämnat och väntar på ditt kvitto.")
            if one.handed_at and one.arriving_id == scope.membership_id
            else _("Underlaget är överlämnat och väntar på kvitto.")
            if one.handed_at
            else _("Funktionen byter hand. Det som är öppet samlas; skriv det som inte står någonstans."),
            href=reverse("governance:handover", args=[one.pk]),
            verb=_("Läs underlaget") if one.handed_at else _("Öppna överlämningen"),
        )
        for one in waiting
    )


def programme_to_do(waiting: Iterable[Waits], today: date) -> tuple[ToDo, ...]:
    """Return what waits in programmes, what is late first, then by day; what has no day is last."""
    ordered = sorted(waiting, key=lambda one: one.day or date.max)
    return tuple(
        ToDo(
            what=str(WAITING[one.kind][0]).format(what=one.what),
            why=_when(one, today),
            href=reverse(WAITING[one.kind][2], args=[one.key]),
            verb=str(WAITING[one.kind][1]),
        )
        for one in ordered
    )


def _when(one: Waits, today: date) -> str:
    if one.day is None:
        return one.programme
    if one.day < today and one.kind != "answer":
        return _("{programme}, {day}, dagen har varit").format(
            programme=one.programme, day=words.day(one.day)
        )
    return f"{one.programme}, {words.day(one.day)}"
