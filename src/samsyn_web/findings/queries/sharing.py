"""Figures of published pictures that may be shared outside the municipality: as the public edition shows them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.cycle import Edition
from samsyn.programme import SharedFigure
from samsyn.programme.shared_figures import LEAST
from samsyn_web.base.registry import Shareable
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.models import FindingRecord, Picture, PictureEdition, PictureState
from samsyn_web.findings.queries.pictures import pictures

NEWEST = 4  # pictures


def shareable(scope: Scope) -> list[Shareable]:
    """
    Return the figures for the whole municipality that the public edition of its newest published pictures shows.

    What that edition withholds is not shared either, so that nothing small can be worked out from what is.
    """
    if not scope.can(Permission.PUBLISH):
        return []
    published = pictures(scope).filter(state=PictureState.PUBLISHED, discarded_at=None)[:NEWEST]
    return [one for picture in published for one in _of(picture)]


def _of(picture: Picture) -> list[Shareable]:
    text = (
        PictureEdition.objects.filter(picture=picture, edition=Edition.PUBLIC.value)
        .values_list("document", flat=True)
        .first()
    )
    document = json.loads(text or "{}")
    shown = _shown(document.get("findings", []) if isinstance(document, dict) else [])
    records = FindingRecord.objects.filter(picture=picture, area=None, digest__in=shown).order_by("pk")
    return [
        Shareable(
            key=one.digest,
            origin=picture.title,
            href=reverse("findings:figure", args=[one.digest]),
            figure=_figure(picture, one, shown[one.digest]),
        )
        for one in records
    ]


def _shown(findings: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the figures by digest that stand with number and limits, are about all areas, and are not one of many."""
    whole = [one for one in findings if one["area"] is None]
    times = Counter((one["key"], one["category"]) for one in whole)
    return {
        one["digest"]: one
        for one in whole
        if None not in (one["value"], one["low"], one["high"])
        and one["low"] <= one["value"] <= one["high"]
        and (one["n"] or 0) >= LEAST
        and times[one["key"], one["category"]] == 1
    }


def _figure(picture: Picture, record: FindingRecord, shown: Mapping[str, Any]) -> SharedFigure:
    is_rate = " per " in record.unit or record.unit.startswith("andel")
    return SharedFigure(
        method=record.method,
        version=picture.version,
        edition=Edition.PUBLIC.value,
        key=record.key,
        label=record.label.partition(",")[0][:500],
        category=record.category_name,
        period=record.period,
        value=shown["value"],
        low=shown["low"],
        high=shown["high"],
        level=shown["level"],
        unit=record.unit,
        n=shown["n"],
        why_alone=""
        if is_rate
        else _("Antal och kvoter beror på kommunens storlek och på hur många som rapporterar."),
    )
