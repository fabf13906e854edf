"""The register of agreements: each on a line, and one with its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.base import words
from samsyn_web.governance.models import AgreementVersion
from samsyn_web.governance.presenters.duties import left_words
from samsyn_web.governance.queries import Held


@dataclass(frozen=True, kw_only=True)
class AgreementRow:
    """An agreement as it stands; `status` is the shape that the duties have too."""

    key: int
    name: str
    href: str
    parties: tuple[tuple[str, str], ...]  # organisation, function
    purposes: tuple[str, ...]
    areas: tuple[str, ...]
    reference: str
    status: str
    status_word: str
    valid: str
    left: str
    is_late: bool
    renewal: str
    is_ended: bool
    ended: str
    number: int


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """What it said from one day on."""

    title: str
    valid: str
    told: str
    lines: tuple[tuple[str, str], ...]  # what, text


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    """One agreement with what it said before."""

    row: AgreementRow
    versions: tuple[VersionRow, ...]


def agreements_sentence(found: Sequence[Held]) -> str:
    """Say in one sentence how many hold, and which runs out first."""
    now = [one for one in found if one.holds]
    said = ngettext("%(n)s överenskommelse gäller", "%(n)s överenskommelser gäller", len(now)) % {
        "n": words.number(len(now))
    }
    soon = min((one for one in now if one.is_soon), key=lambda one: one.days_left or 0, default=None)
    if soon is not None and soon.last is not None:
        said += _(". Nästa går ut %(day)s") % {"day": words.day(soon.last)}
    return said


def agreement_row(one: Held) -> AgreementRow:
    """Return an agreement as a line."""
    status, word = _status(one)
    shown, agreement = one.version, one.agreement
    return AgreementRow(
        key=agreement.pk,
        name=shown.name,
        href=reverse("governance:agreement", args=[agreement.pk]),
        parties=tuple((each.party, each.function) for each in one.parties_of(shown)),
        purposes=tuple(shown.purposes.splitlines()),
        areas=tuple(shown.areas.splitlines()),
        reference=shown.reference,
        status=status,
        status_word=word,
        valid=_valid(shown),
        left=left_words(one.days_left) if one.holds else "",
        is_late=not one.holds and agreement.ended_on is None,
        renewal=str(shown.get_renewal_display()) if shown.valid_until else "",
        is_ended=agreement.ended_on is not None,
        ended=_ended(one),
        number=one.versions[-1].number,
    )


def _status(one: Held) -> tuple[str, str]:
    if one.is_soon:
        return "under_way", _("går snart ut")
    if one.holds:
        return "done", _("gäller")
    if one.agreement.ended_on is not None:
        return "not_started", _("avslutad")
    if one.last is not None and one.days_left is not None and one.days_left < 0:
        return "overdue", _("har gått ut")
    return "not_started", _("börjar gälla senare")


def _valid(one: AgreementVersion) -> str:
    first = words.day(one.valid_from)
    if one.valid_until is None:
        return _("från och med %(first)s, tills vidare") % {"first": first}
    return _("från och med %(first)s till och med %(last)s") % {
        "first": first,
        "last": words.day(one.valid_until),
    }


def _ended(one: Held) -> str:
    given = one.agreement
    if given.ended_on is None:
        return ""
    return _("Sista dag %(day)s: %(why)s") % {"day": words.day(given.ended_on), "why": given.ended_why}


def agreement_page(one: Held) -> AgreementPage:
    """Return the page of an agreement."""
    return AgreementPage(
        row=agreement_row(one), versions=tuple(_version(one, version) for version in reversed(one.versions))
    )


def _version(held: Held, one: AgreementVersion) -> VersionRow:
    parties = "; ".join(f"{each.party}, {each.function}" for each in held.parties_of(one))
    return VersionRow(
        title=_("Version %(n)s: %(name)s") % {"n": one.number, "name": one.name},
        valid=_valid(one),
        told=_("Skriven av %(who)s %(day)s")
        % {"who": one.written_by, "day": words.day(localdate(one.written_at))},
        lines=(
            (_("Parter"), parties),
            (_("Syften"), "; ".join(one.purposes.splitlines())),
            (_("Områden för samverkan"), "; ".join(one.areas.splitlines())),
            (_("Handling"), one.reference),
        ),
    )
