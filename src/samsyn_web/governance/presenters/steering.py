"""The governance model as a page, and as a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Edition
from samsyn.instruments.steering import steering_texts
from samsyn.steering import Body, sentence, steering_sections
from samsyn_web.base import words
from samsyn_web.governance.models import SteeringBody, SteeringModel
from samsyn_web.governance.presenters.papers import shown_sections
from samsyn_web.governance.queries import Steered

SECTIONS = (
    "styrmodell",
    "beslutar",
)  # shown as the document has them; bodies and gaps have links of their own here


@dataclass(frozen=True, kw_only=True)
class GapRow:
    """A gap, what to do, and where."""

    said: str
    todo: str
    hrefs: tuple[tuple[str, str], ...]  # the body's name, and where it is changed


@dataclass(frozen=True, kw_only=True)
class BodyRow:
    """A body as an entry of the list."""

    key: int
    name: str
    level: str
    whose: str
    lines: tuple[tuple[str, str], ...]  # what, text
    lacks: tuple[str, ...]
    href: str


@dataclass(frozen=True, kw_only=True)
class VersionLink:
    """Another version."""

    name: str
    said: str
    href: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class SteeringPage:
    """A version of the model."""

    key: int
    name: str
    sentence: str
    is_draft: bool
    decided: str
    digest: str
    is_empty: bool
    sections: tuple[tuple[str, str, SafeString], ...]
    gaps: tuple[GapRow, ...]
    bodies: tuple[BodyRow, ...]
    removed: tuple[BodyRow, ...]


def steering_page(found: Steered) -> SteeringPage:
    """Return a version as a page."""
    model, matters = found.model, steering_texts().names
    told = steering_sections(found.bodies, matters)
    rows = dict(zip((one.key for one in found.bodies), found.rows, strict=True))
    return SteeringPage(
        key=model.pk,
        name=_("Version %(n)s") % {"n": model.number},
        sentence=sentence(found.bodies, matters),
        is_draft=model.decided_on is None,
        decided=_decided(model),
        digest=model.digest,
        is_empty=not found.bodies,
        sections=shown_sections(replace(one, lead="") for one in told if one.key in SECTIONS),
        gaps=tuple(
            GapRow(
                said=one.said,
                todo=one.todo,
                hrefs=tuple((rows[key].name, _href(rows[key])) for key in one.bodies),
            )
            for one in found.gaps
        ),
        bodies=tuple(
            _body(row, one, found.bodies) for row, one in zip(found.rows, found.bodies, strict=True)
        ),
        removed=tuple(_removed(one) for one in found.removed),
    )


def steering_links(some: Sequence[SteeringModel], shown: SteeringModel) -> tuple[VersionLink, ...]:
    """Return all versions as links."""
    return tuple(
        VersionLink(
            name=_("Version %(n)s") % {"n": one.number},
            said=_decided(one) or _("utkast"),
            href=reverse("governance:steering_version", args=[one.pk]),
            is_current=one.pk == shown.pk,
        )
        for one in some
    )


def steering_document(
    found: Steered, *, organisation: str, is_demo: bool, brand: documents.Brand, today: date
) -> documents.Document:
    """Return a version to be read outside Samsyn; a draft says that it is one."""
    model, matters = found.model, steering_texts().names
    notices = [_("Uppdiktade data: organisationen är påhittad.")] if is_demo else []
    if model.decided_on is None:
        notices.append(_("Utkast. Modellen är inte beslutad."))
    return documents.document(
        title=_("Styrmodell för det brottsförebyggande arbetet"),
        subtitle=sentence(found.bodies, matters),
        edition=Edition.INTERNAL,
        sections=steering_sections(found.bodies, matters),
        meta={
            "organisation": organisation,
            "version": str(model.number),
            _("Beslutad"): _decided(model),
            "generated_at": f"{model.decided_on or today:%Y-%m-%d}",
            "digest": model.digest,
            "notice": tuple(notices),
        },
        brand=brand,
        kind=(_("Styrmodell"), _("För alla som deltar i arbetet.")),
        wide=True,
    )


def _decided(model: SteeringModel) -> str:
    if model.decided_on is None:
        return ""
    return _("beslutad av %(body)s %(day)s, %(where)s") % {
        "body": model.decided_by,
        "day": words.day(model.decided_on),
        "where": model.minute_reference,
    }


def _href(row: SteeringBody) -> str:
    return reverse("governance:change_body", args=[row.model_id, row.pk])


def _body(row: SteeringBody, one: Body, every: Sequence[Body]) -> BodyRow:
    names = {body.key: body.name for body in every}
    matters = steering_texts().names
    said = (
        (_("Mandat"), one.mandate),
        (_("Beslut om mandatet"), one.reference),
        (_("Ledamöter"), "; ".join(f"{party}, {function}" for party, function in one.members)),
        (_("Möts"), one.cycle),
        (_("Rapporterar till"), ", ".join(names[key] for key in one.reports_to)),
        (_("Beslutar om"), "; ".join(matters.get(code, code) for code in one.matters)),
    )
    return BodyRow(
        key=row.pk,
        name=one.name,
        level=str(row.get_level_display()),
        whose=one.whose,
        lines=tuple((what, text) for what, text in said if text),
        lacks=tuple(what for what, text in said[:4] if not text),
        href=_href(row),
    )


def _removed(row: SteeringBody) -> BodyRow:
    return BodyRow(
        key=row.pk,
        name=row.name,
        level=str(row.get_level_display()),
        whose=row.whose,
        lines=(),
        lacks=(),
        href=_href(row),
    )
