"""A measurement of readiness with one interview, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from samsyn.instruments.load import readiness_plain
from samsyn_web.methods.readiness.models import (
    Consensus,
    DimensionScore,
    Interview,
    Measurement,
    ScoreLock,
    ScorerLink,
    TextPack,
)
from samsyn_web.observations.models import Attachment, Round
from samsyn_web.people.models import Membership

AT, START, MARK = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), date(2024, 9, 30), "annas-eget"


def readiness_rows(owned: dict[str, Any], user: Any, first: Membership, second: Membership) -> dict[str, Any]:
    """A measurement with one interview that both scorers have locked and agreed on."""
    before, measured = (
        Measurement.objects.create(
            **owned, unit=MARK, wave=MARK, definition=MARK, first_scorer=first, second_scorer=other,
            started_by=user, started_at=AT,
        )
        for other in (None, second)
    )  # fmt: skip
    link = ScorerLink.objects.create(
        measurement=before, seat=2, digest=sha256(MARK.encode()).hexdigest(), until=date(2030, 1, 1), made_by=user,
        made_at=AT,
    )  # fmt: skip
    Measurement.objects.filter(pk=measured.pk).update(previous=before)
    interview = Interview.objects.create(
        measurement=measured,
        code="I1",
        sector="school",
        held_on=START,
        notes={"1": MARK},
        added_by=user,
        added_at=AT,
    )
    for seat in (1, 2):
        for dimension in "ABCDEF":
            DimensionScore.objects.create(
                interview=interview, seat=seat, dimension=dimension, quarters=16, note=MARK
            )
        ScoreLock.objects.create(interview=interview, seat=seat, locked_at=AT)
    for dimension in "ABCDEF":
        Consensus.objects.create(
            interview=interview, dimension=dimension, quarters=16, agreed_by=user, agreed_at=AT
        )
    Measurement.objects.filter(pk=measured.pk).update(closed_at=AT)
    measured.refresh_from_db()
    attached = Attachment.objects.create(
        **owned, kind="rows", name=MARK, sha256="5" * 64, size=1, file=MARK, added_by=user, added_at=AT
    )
    said = {"unit": MARK, "definition": MARK, "wave": MARK, "validity": {"reach": MARK}}
    picked = Round.objects.create(
        **owned, method="readiness", state="frozen", period="2024", start="2024-01-01", end="2025-01-01",
        declared={"key": MARK, "name": MARK, "caveats": [MARK], "breaks": [], "files": {MARK: MARK}, "rows": 1},
        options={"origin": measured.pk, "picked": ["change", "profile"], "measurement": said}, rows=attached,
        digest=MARK, opened_by=user, opened_at=AT, frozen_by=user, frozen_at=AT,
    )  # fmt: skip
    pack = TextPack.objects.create(
        **owned, name=MARK, version=1, source=MARK, source_status="own_words", content=readiness_plain(),
        digest="0" * 64, loaded_by=user, loaded_at=AT,
    )  # fmt: skip
    return {
        "measurement": measured,
        "interview": interview,
        "scorer_link": link,
        "text_pack": pack,
        "readiness_round": picked,
    }
