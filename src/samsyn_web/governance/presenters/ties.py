"""Which picture each decided plan rests on, as rows and as choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn_web.actions.models import PlanVersion
from samsyn_web.base import words
from samsyn_web.governance.models import Paper, PlanTie

Choices = list[tuple[int, str]]


@dataclass(frozen=True, kw_only=True)
class TieRow:
    """A decided plan and the picture that it rests on; both can be opened. Without a picture `key` is none."""

    plan: str
    plan_href: str
    picture: str = ""
    picture_href: str = ""
    told: str = ""
    key: int | None = None


def tie_rows(versions: Iterable[PlanVersion], ties: Iterable[PlanTie]) -> list[TieRow]:
    """Return every decided plan, also those that nobody has said what they rest on."""
    found = {one.plan_version_id: one for one in ties}
    return [_row(one, found.get(one.pk)) for one in versions]


def resting_rows(ties: Iterable[PlanTie]) -> list[TieRow]:
    """Return the plans of some ties."""
    return [_row(one.plan_version, one) for one in ties]


def _row(version: PlanVersion, tie: PlanTie | None) -> TieRow:
    plan = version_words(version)
    plan_href = reverse("actions:plan_version", args=[version.plan_id, version.number])
    if tie is None:
        return TieRow(plan=plan, plan_href=plan_href)
    return TieRow(
        plan=plan,
        plan_href=plan_href,
        picture=picture_words(tie.picture),
        picture_href=reverse("governance:paper", args=[tie.picture_id]),
        told=str(tie.tied_by),
        key=tie.pk,
    )


def version_words(version: PlanVersion) -> str:
    """Return what a decided plan is called."""
    return _("%(title)s, version %(n)s, beslutad %(day)s") % {
        "title": version.plan.title,
        "n": version.number,
        "day": words.day(version.decided_on),
    }


def picture_words(picture: Paper) -> str:
    """Return what a decided picture is called."""
    return _("%(title)s, version %(n)s, beslutad %(day)s") % {
        "title": picture.title,
        "n": picture.number,
        "day": words.day(picture.decision.decided_on) if picture.decision else "",
    }


def tie_choices(versions: Iterable[PlanVersion], pictures: Iterable[Paper]) -> tuple[Choices, Choices]:
    """Return decided plans and pictures as choices."""
    return [(one.pk, version_words(one)) for one in versions], [
        (one.pk, picture_words(one)) for one in pictures
    ]
