"""When something may be published."""

from __future__ import annotations

from samsyn.errors import Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries
from samsyn_web.findings.models import Picture
from samsyn_web.findings.policies import can_publish as can_publish
from samsyn_web.findings.policies import check_can_publish
from samsyn_web.reports.models import Publication


class AlreadyPublished(Refused):
    """The same edition of the same picture is published already."""


class NoteIsMissing(Refused):
    """A correction does not say what it corrects."""


class NotJudged(Refused):
    """The picture's levels are still proposals, and nobody has said that they may be published as such."""


def needs_judging(scope: Scope, picture: Picture) -> bool:
    """Whether the picture has levels that people have not finished judging."""
    return picture.judged_at is None and bool(queries.areas_to_judge(scope, picture))


def check_is_judged(scope: Scope, picture: Picture, *, as_proposals: bool) -> None:
    """Raise unless the picture is judged, or is knowingly published with levels that are proposals."""
    if not as_proposals and needs_judging(scope, picture):
        raise NotJudged(
            "Lägesbilden är inte bedömd. Bedöm den först, eller bekräfta att nivåerna publiceras som förslag."
        )


def check_may_publish(scope: Scope, picture: Picture, latest: Publication | None, note: str) -> None:
    """Raise unless the picture's edition may be published now, after the latest one of the same period."""
    check_can_publish(scope, picture)
    if latest is None:
        return
    if latest.picture_id == picture.pk:
        raise AlreadyPublished(
            f"Den här upplagan är redan publicerad som version {latest.version}. Den ändras aldrig."
        )
    if not note:
        raise NoteIsMissing("Skriv vad den nya versionen rättar, så att läsarna förstår varför den finns.")
