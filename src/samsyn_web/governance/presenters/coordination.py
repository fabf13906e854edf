"""The coordination function on its page, and the public page as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.governance.models.coordination import PostKind
from samsyn_web.governance.queries import Manned, PublicContact
from samsyn_web.people.models import FunctionPeriod
from samsyn_web.people.policies import is_vacant_too_long

FORMAT = "samsyn-contact/1"


@dataclass(frozen=True, kw_only=True)
class PostRow:
    """The function or its deputy; `status` is the shape that the duties have too."""

    kind: str
    heading: str
    is_told: bool
    title: str
    status: str
    status_word: str
    alarm: str
    share: str
    reference: str
    mandate: str
    email: str
    phone: str
    can_be_left: bool
    can_be_filled: bool
    past: tuple[str, ...]


def post_row(kind: str, one: Manned | None, today: date) -> PostRow:
    """Return the row of a kind, also where nothing is told."""
    heading = _("Samordningsfunktionen") if kind == PostKind.FUNCTION else _("Ersättaren")
    if one is None:
        return PostRow(
            kind=kind, heading=heading, is_told=False, title="", status="not_started", status_word="", alarm="",
            share="", reference="", mandate="", email="", phone="", can_be_left=False, can_be_filled=False, past=(),
        )  # fmt: skip
    status, word = _status(one, today)
    post = one.post
    mandate = f"{post.mandate}, {words.day(post.mandate_on)}" if post.mandate_on else ""
    return PostRow(
        kind=kind,
        heading=heading,
        is_told=True,
        title=post.title,
        status=status,
        status_word=word,
        alarm=_alarm(kind, one, today),
        share=words.percent(post.share / 100),
        reference=post.reference,
        mandate=mandate,
        email=post.email,
        phone=post.phone,
        can_be_left=one.held is not None and one.held.ends is None,
        can_be_filled=all(each.ends is not None for each in one.periods),
        past=tuple(_periods(one.periods)),
    )


def _status(one: Manned, today: date) -> tuple[str, str]:
    if one.held is not None:
        if one.held.ends is not None:
            return "under_way", _("besatt till och med %(day)s") % {"day": words.day(one.held.ends)}
        return "done", _("besatt sedan %(day)s") % {"day": words.day(one.held.starts)}
    if one.vacant is not None:
        return "overdue", _("vakant sedan %(day)s") % {"day": words.day(one.vacant)}
    return "not_started", _("tillträder senare")


def _alarm(kind: str, one: Manned, today: date) -> str:
    if one.vacant is None or kind != PostKind.FUNCTION:
        return ""
    if is_vacant_too_long(one.periods, today):
        return _("Samordningsfunktionen har varit vakant i mer än trettio dagar.")
    return _("Samordningsfunktionen är vakant.")


def _periods(found: Iterable[FunctionPeriod]) -> Iterable[str]:
    for one in found:
        if one.ends is not None:
            yield _("%(what)s: %(first)s till och med %(last)s") % {
                "what": one.function,
                "first": words.day(one.starts),
                "last": words.day(one.ends),
            }


def contact_json(one: PublicContact) -> dict[str, object]:
    """Return the public page as data; the contract stands in docs/reference/json-contract.md."""
    deputy = {"title": one.deputy, "email": one.deputy_email, "phone": one.deputy_phone}
    return {
        "format": FORMAT,
        "organisation": one.organisation,
        "municipality_code": one.municipality_code,
        "is_invented": one.is_demo,
        "function": {
            "title": one.title,
            "is_vacant": one.is_vacant,
            "email": one.email,
            "phone": one.phone,
        },
        "deputy": deputy if one.deputy else None,
        "information": one.information,
        "changed": one.changed.isoformat(),
    }


def contact_address(address: str) -> str:
    """Return where a public page stands."""
    return reverse("governance:public_contact", args=[address])
