"""A meeting as it is now, for its notice and its minutes; and the minutes that are adjusted."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import translation

from samsyn.cycle import Section
from samsyn.provenance import canonical, digest, restore
from samsyn.statutory import MeetingDecision, MeetingFacts, MeetingPoint, agenda_sections, minutes_sections
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import CouncilDecision, CouncilMeeting, CouncilMinutes, CouncilPoint
from samsyn_web.governance.models.council_points import Becomes
from samsyn_web.governance.policies import can_read_duties
from samsyn_web.governance.queries.council import council_presence, seats_on
from samsyn_web.governance.queries.council_points import council_points

BECOMES = {  # on paper there is no "here"
    Becomes.TASK: "ett uppdrag",
    Becomes.ACTION: "en ny åtgärd i planen",
    Becomes.CHANGE: "en ändring av en åtgärd",
    Becomes.QUESTION: "en fråga till styrgruppen",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a notice or minutes say: the council and the day, and the sections."""

    subtitle: str
    sections: tuple[Section, ...]


def adjusted_minutes(scope: Scope, meeting: CouncilMeeting) -> QuerySet[CouncilMinutes]:
    """The adjusted versions of a meeting's minutes, the newest first."""
    if not can_read_duties(scope):
        return CouncilMinutes.objects.none()
    found = CouncilMinutes.objects.filter(
        meeting=meeting, meeting__council__organisation_id=scope.organisation_id
    )
    return found.select_related("corrects").order_by("-number")


def agenda(scope: Scope, meeting: CouncilMeeting) -> Told | None:
    """The notice of a meeting as it is now."""
    if not _may(scope, meeting):
        return None
    with translation.override("sv"):
        facts = _facts(scope, meeting)
        return Told(subtitle=facts.subtitle, sections=agenda_sections(facts))


def minutes_now(scope: Scope, meeting: CouncilMeeting) -> Told | None:
    """The minutes as they are written now, adjusted or not."""
    if not _may(scope, meeting):
        return None
    with translation.override("sv"):
        facts = _facts(scope, meeting)
        return Told(subtitle=facts.subtitle, sections=minutes_sections(facts))


def minutes_as_adjusted(scope: Scope, meeting: CouncilMeeting, number: int) -> Told | None:
    """The minutes as they stood when a version was adjusted; nothing where there is none."""
    one = adjusted_minutes(scope, meeting).filter(number=number).first()
    return restore(Told, json.loads(one.content)) if one else None


def differs_from_adjusted(scope: Scope, meeting: CouncilMeeting) -> bool:
    """Whether something is changed since the newest version was adjusted."""
    newest = adjusted_minutes(scope, meeting).first()
    return newest is not None and newest.digest != digest(canonical(minutes_now(scope, meeting)))


def _may(scope: Scope, meeting: CouncilMeeting) -> bool:
    return can_read_duties(scope) and meeting.council.organisation_id == scope.organisation_id


def _facts(scope: Scope, meeting: CouncilMeeting) -> MeetingFacts:
    of = council_presence(scope).get(meeting.pk, ())
    begins = f"klockan {meeting.begins:%H.%M}" if meeting.begins else ""
    where = ", ".join(text for text in (begins, meeting.place, str(meeting.get_form_display())) if text)
    decided: dict[int, list[CouncilDecision]] = {}
    for one in CouncilDecision.objects.filter(point__meeting=meeting, withdrawn_at=None).order_by("pk"):
        decided.setdefault(one.point_id, []).append(one)
    return MeetingFacts(
        council=meeting.council.name,
        day=meeting.day,
        where=where,
        called=tuple(str(seat) for seat in seats_on(scope, meeting.day)),
        there=tuple(str(each.seat) for each in of if each.was_there),
        absent=tuple(str(each.seat) for each in of if not each.was_there),
        guests=meeting.guests,
        points=tuple(_point(one, decided.get(one.pk, [])) for one in council_points(scope, meeting)),
    )


def _point(one: CouncilPoint, decided: list[CouncilDecision]) -> MeetingPoint:
    about = one.picture or one.problem or one.action or one.paper
    agreed = "Överenskommelsen" if one.agreement_id else ""
    return MeetingPoint(
        title=one.title,
        purpose=str(one.get_purpose_display()),
        about=about.title if about else agreed,
        text=one.text,
        said=one.said,
        decisions=tuple(
            MeetingDecision(
                text=each.text, function=each.function, due=each.due, becomes=BECOMES[Becomes(each.becomes)]
            )
            for each in decided
        ),
    )
