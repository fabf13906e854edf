"""Packs that Anna has made and that have come to her, with a draft of one: a part of her world."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from samsyn.bundle.pack_contents import Kind, read_contents
from samsyn_web.knowledge.models import Lesson, MadePack, ReceivedPack
from samsyn_web.people.models import TrustedKey

AT = datetime(2024, 10, 7, 8, 0, tzinfo=UTC)
KEY = "ab" * 32


def pack_rows(owned: dict[str, Any], user: Any, mark: str) -> dict[str, Any]:
    """Return a pack that waits, with a draft; beside it an earlier version that was taken in, and one made here."""
    said = {"title": mark, "result": "worked", "intervention": mark, "impact": mark}
    common: dict[str, Any] = {
        **owned, "kind": "lesson", "name": "lesson-1", "title": mark, "terms": "own-use", "key": KEY,
    }  # fmt: skip
    made = MadePack.objects.create(
        **common, version=1, content=mark, identity="5" * 64, made_by=user, made_at=AT
    )
    came = {
        **common, "origin": "långt bort", "source_status": "local_design", "source": mark, "based_on": mark,
        "signed_at": AT, "received_by": user, "received_at": AT,
    }  # fmt: skip
    ReceivedPack.objects.create(
        **came, version=1, identity="6" * 64, accepted_by=user, accepted_at=AT,
        contents=read_contents(Kind.LESSON, {**said, "impact": "förut"}),
    )  # fmt: skip
    waits = ReceivedPack.objects.create(
        **came, version=2, identity="7" * 64, contents=read_contents(Kind.LESSON, said)
    )
    form = {"title": mark, "questions": [{"key": "a", "text": mark, "kind": "open"}]}
    ReceivedPack.objects.create(
        **{**came, "kind": "form"}, version=1, identity="8" * 64, accepted_by=user, accepted_at=AT,
        contents=read_contents(Kind.FORM, form),
    )  # fmt: skip
    ReceivedPack.objects.create(
        **{**came, "kind": "checklist"}, version=1, identity="9" * 64, accepted_by=user, accepted_at=AT,
        contents=read_contents(Kind.CHECKLIST, {"title": mark, "points": [mark]}),
    )  # fmt: skip
    Lesson.objects.create(**owned, pack=waits, is_draft=True, made_by=user, made_at=AT)
    trusted = TrustedKey.objects.create(
        **owned, sharer="en granne", key="cd" * 32, accepted_by=user, accepted_at=AT
    )
    return {"pack": waits, "made_pack": made, "trusted": trusted}
