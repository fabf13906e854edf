"""Signed packages to and from Anna's organisation, made directly, so that strangers can try to read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from samsyn.programme import SharedFigure, figure_to_plain
from samsyn_web.people.models import InstallationKey, RevokedPackage, TrustedKey
from samsyn_web.programmes.models import (
    Participant,
    Programme,
    ReceivedFile,
    ReceivedPackage,
    SentPackage,
)

KEY = "ab" * 32


def package_rows(
    owned: dict[str, Any], programme: Programme, user: Any, at: datetime, mark: str
) -> dict[str, Any]:
    """Return a package that waits; beside it one that was accepted, one that was sent, and a trusted key."""
    InstallationKey.objects.get_or_create(key=KEY, defaults={"made_at": at})
    SentPackage.objects.create(
        **owned, receiver=mark, number=1, key=KEY, identity="1" * 64, titles=[mark], made_by=user, made_at=at
    )
    TrustedKey.objects.create(**owned, sharer="en annan", key=KEY, accepted_by=user, accepted_at=at)
    RevokedPackage.objects.create(**owned, fingerprint=mark, identity="2" * 64, listed_at=at)
    figure = SharedFigure(
        method="m", version="m/1", edition="public", key="p", label=mark, period="2024-Q3", value=2.0, low=1.0,
        high=3.0, unit="andel", n=7,
    )  # fmt: skip
    common: dict[str, Any] = {
        "programme": programme, "key": KEY, "sharer": mark, "receiver": mark, "series": mark, "made_at": mark,
        "figures": [figure_to_plain(figure)], "received_by": user, "received_at": at,
    }  # fmt: skip
    outside = Participant.objects.create(programme=programme, key="utan", name=mark, position=9)
    ReceivedPackage.objects.create(
        **common, number=1, identity="3" * 64, participant=outside, accepted_by=user, accepted_at=at
    )
    waits = ReceivedPackage.objects.create(**common, number=2, identity="4" * 64)
    ReceivedFile.objects.create(package=waits, name=mark, content=mark.encode(), size=len(mark))
    return {"package": waits}
