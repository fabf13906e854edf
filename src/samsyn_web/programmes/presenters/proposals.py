"""What a quarterly report begins with: what happened in its quarter, by focus area, and earlier versions to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from samsyn.programme.quarters import proposed_status, quarter_of
from samsyn_web.base import words
from samsyn_web.programmes.models import (
    TEXT,
    Activity,
    ActivityStatus,
    Came,
    MeetingPoint,
    Obstacle,
    QuarterlyVersion,
    QuarterStatus,
)
from samsyn_web.programmes.models.participation import MeetingKind


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """A version that was handed in: when and by whom, what it answered, and what it says."""

    number: int
    at: datetime
    by: str
    answers: str
    lines: tuple[tuple[str, str], ...]
    digest: str


def proposals(
    happened: Iterable[tuple[Activity, bool]], focus_areas: Iterable[int]
) -> dict[int, tuple[str, str]]:
    """Return for each focus area the status and the comment that its activities propose."""
    by_area: dict[int, list[tuple[Activity, bool]]] = {number: [] for number in focus_areas}
    for one, is_moved_out in happened:
        for number in one.focus_areas:
            by_area.setdefault(number, []).append((one, is_moved_out))
    return {number: _proposal(found) for number, found in by_area.items()}


def _proposal(found: list[tuple[Activity, bool]]) -> tuple[str, str]:
    told: dict[str, list[str]] = {}
    for one, is_moved_out in found:
        status = ActivityStatus.MOVED.value if is_moved_out else one.status
        day = f" ({words.day(one.starts)})" if one.starts else ""
        told.setdefault(status, []).append(f"{one.title}{day}")
    heads = {
        ActivityStatus.DONE.value: _("Genomfört"),
        ActivityStatus.MOVED.value: _("Flyttat"),
        ActivityStatus.CANCELLED.value: _("Inställt"),
        ActivityStatus.PLANNED.value: _("Planerat, inte antecknat som genomfört"),
    }
    lines = [f"{head}: {'; '.join(told[status])}." for status, head in heads.items() if status in told]
    return proposed_status(told), _shortened(" ".join(lines))


def _shortened(text: str) -> str:
    return text if len(text) <= TEXT else text[: TEXT - 2].rsplit(" ", 1)[0] + " …"


def agreed(points: Iterable[MeetingPoint], quarter: str) -> str:
    """Return what the quarter's monthly meetings agreed on, and what is still open from those before, one a line."""
    span = quarter_of(quarter)
    lines = []
    for one in points:
        met = one.meeting
        if met.kind != MeetingKind.MONTHLY or not met.is_held or met.on >= span.end:
            continue
        is_done = one.done_on is not None and one.done_on < span.end
        if met.on in span or not is_done:
            given = {"text": one.text, "function": one.function, "day": words.day(one.due)}
            said = (
                _("%(text)s (%(function)s): klart.")
                if is_done
                else _("%(text)s (%(function)s): senast %(day)s.")
            )
            lines.append(said % given)
    return _shortened("\n".join(lines))


def version_rows(found: Iterable[QuarterlyVersion], focus_areas: Mapping[int, str]) -> tuple[VersionRow, ...]:
    """Return the versions to be read, as they were handed in."""
    return tuple(
        VersionRow(
            number=one.number,
            at=one.submitted_at,
            by=", ".join(str(word) for word in (_came(one), one.submitted_by) if word),
            answers=one.content.get("answers", ""),
            lines=tuple(_lines(one.content, focus_areas)),
            digest=one.digest,
        )
        for one in found
    )


def _came(version: QuarterlyVersion) -> str:
    return "" if version.came == Came.SAMSYN else version.get_came_display()


def _lines(content: Mapping[str, Any], focus_areas: Mapping[int, str]) -> Iterable[tuple[str, str]]:
    for part in content["parts"]:
        said = str(QuarterStatus(part["status"]).label)
        said += f": {part['comment']}" if part["comment"] else ""
        if part["obstacles"]:
            said += f" ({', '.join(str(Obstacle(code).label) for code in part['obstacles'])})"
        yield focus_areas.get(part["focus_area"], str(part["focus_area"])), said
    yield _("Projektledare på plats"), _("ja") if content.get("is_led") else _("nej")
    if content.get("staffing"):
        yield _("Bemanning"), content["staffing"]
    if content.get("needs"):
        yield _("Behov av stöd"), content["needs"]
    if content.get("agreed"):
        yield _("Överenskommet på möten"), content["agreed"]
