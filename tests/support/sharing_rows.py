"""What Anna has shared with a programme, made directly, so that strangers can try to read it."""

from __future__ import annotations

from json import dumps
from types import SimpleNamespace
from typing import Any

from samsyn.programme import SharedFigure, figure_to_plain
from samsyn_web.findings.models import FindingRecord, Picture, PictureEdition
from samsyn_web.programmes.models import Participant, Share
from samsyn_web.reports.models import Publication, PublishedFile
from tests.support.annas_plan import AT, MARK

SHARED = "annas-delade"
FIGURE = SharedFigure(
    method="m", version="m/1", edition="public", key="k", label=SHARED, period="2024-Q3", value=2.0, low=1.0, high=3.0,
    unit="andel", n=7,
)  # fmt: skip


def sharing_rows(owned: dict[str, Any], user: Any, place: Participant, given: Publication) -> dict[str, Any]:
    """Return a figure and a report that are shared, and one that was."""
    _may_be_shared(given.picture)
    report = Publication.objects.create(
        **owned, picture=given.picture, edition="public", period=given.period, title=SHARED, version=1,
        document=f'"{MARK}"', digest=MARK, chain=f"{MARK}/public", published_by=user, published_at=AT,
    )  # fmt: skip
    PublishedFile.objects.create(
        publication=report, kind="html", content=SHARED.encode(), size=1, digest=MARK
    )
    PublishedFile.objects.create(publication=report, kind="pdf", content=b"%PDF", size=4, digest=MARK)
    common: dict[str, Any] = {
        **owned, "participant": place, "title": SHARED, "origin": SHARED, "digest": SHARED, "note": MARK,
        "shared_by": user, "shared_at": AT,
    }  # fmt: skip
    figure = Share.objects.create(**common, key=f"{SHARED}-1", content=figure_to_plain(FIGURE))
    Share.objects.create(**common, key=f"{SHARED}-2", publication=report)
    Share.objects.create(**common, key=f"{SHARED}-3", revoked_by=user, revoked_at=AT)
    return {"share": figure, "shared_report": Share.objects.get(key=f"{SHARED}-2")}


def _may_be_shared(picture: Picture) -> None:
    """Let the public edition of a picture show a figure for the whole municipality."""
    said: dict[str, Any] = {"digest": "d" * 32, "key": "share", "area": None, "category": None}
    numbers: dict[str, Any] = {"value": 0.5, "low": 0.4, "high": 0.6, "level": 0.95, "n": 7}
    FindingRecord.objects.create(
        picture=picture, **said, **numbers, method="m", label=MARK, period=picture.period, start=picture.start,
        end=picture.end, unit="andel", status="stated", provenance={"rows": {"kind": "incident"}},
    )  # fmt: skip
    PictureEdition.objects.create(
        picture=picture, edition="public", sentence=MARK, sections="[]", digest=MARK,
        document=dumps({"findings": [{**said, **numbers}]}),
    )  # fmt: skip


def joined(world: SimpleNamespace, programme: Any) -> Participant:
    """Return Anna's place in another organisation's programme."""
    return Participant.objects.create(
        programme=programme, key=SHARED, name="Exempelköping", organisation=world.anna.organisation
    )
